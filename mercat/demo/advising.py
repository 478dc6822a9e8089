"""What the demonstration's people asked communications, and what they were told."""

from datetime import datetime, timedelta

from mercat.organisations.models import Membership
from mercat.passports import actions as passports
from mercat.passports.models import Application
from mercat.register.models import Account

DAY = timedelta(days=1)
Members = dict[str, Membership]


def advise(members: Members, *, now: datetime) -> None:
    adviser = members["elspeth"]
    _on_a_case(members, adviser, now=now)
    _on_a_draft(members, now=now)
    _on_an_account(members, now=now)
    _in_general(members, adviser, now=now)


def _case_of(member: Membership, status: str) -> Application:
    return Application.objects.filter(applicant=member.person, status=status).latest("created_at")


def _on_a_case(members: Members, adviser: Membership, *, now: datetime) -> None:
    applicant = members["rory"]
    advice = passports.begin_advice(
        about=_case_of(applicant, "in_panel"),
        text="The panel may ask how often we would post. Is once a week too little?",
        by=applicant,
        at=now - 7 * DAY,
    )
    asked = advice.thread.comments.get()
    answer = passports.write_advice(
        advice=advice,
        text=(
            "Once a week is plenty when each post answers a real question. Say who posts when you "
            "are away: that matters more. The archives in Wales keep a good list at "
            "https://archives.example/what-to-post"
        ),
        quotes=asked,
        shared=True,
        could_be_guidance=True,
        by=adviser,
        at=now - 6 * DAY,
    )
    passports.write_advice(
        advice=advice,
        text="Thank you. Ailsa would. Should I write that into the case, or is it enough here?",
        quotes=answer,
        by=applicant,
        at=now - 5 * DAY,
    )


def _on_a_draft(members: Members, *, now: datetime) -> None:
    applicant = members["kirsty"]
    passports.begin_advice(
        about=_case_of(applicant, "draft"),
        text="May the gritters have names that children chose? Salty Dog was the winner.",
        by=applicant,
        at=now - timedelta(hours=20),
    )


def _on_an_account(members: Members, *, now: datetime) -> None:
    account = Account.objects.get(
        organisation=members["callum"].organisation, name="Strathbeg Libraries"
    )
    passports.begin_advice(
        about=account,
        text="Somebody writes the same angry reply under every post. Hide it, or answer once?",
        by=members["callum"],
        at=now - 3 * DAY,
    )


def _in_general(members: Members, adviser: Membership, *, now: datetime) -> None:
    asker = members["morag"]
    advice = passports.ask_communications(
        subject="Pictures from the summer season",
        text="May we use a visitor’s photograph when they tagged us in it?",
        by=asker,
        at=now - 12 * DAY,
    )
    passports.write_advice(
        advice=advice,
        text="Ask them first, in a reply that others can see, and keep their answer. Credit them.",
        could_be_guidance=True,
        by=adviser,
        at=now - 11 * DAY,
    )
