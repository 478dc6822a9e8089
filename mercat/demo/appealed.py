"""A case that the panel said no to, and an appeal that others hear."""

from datetime import datetime, timedelta

from mercat.organisations.models import Membership
from mercat.passports import actions, queries
from mercat.passports.lifecycle import Outcome
from mercat.passports.models import Application

MISSED = (
    "The roads page answers nobody, and may not: its plan says closures only. We counted 40 questions "
    "about potholes under its last ten posts. The new account would have a person to answer them."
)
ASKS = "The account for a trial of six months, with the roads page pointing to it."


def happen(members: dict[str, Membership], *, at: datetime) -> None:
    applicant = members["kirsty"]
    case = Application.objects.get(
        applicant=applicant.person, decisions__outcome=Outcome.DECLINED, decisions__replaced_at=None
    )
    decision = queries.standing_decision(case)
    if decision is None:
        raise ValueError("the case that is appealed has no decision")
    sent = at - timedelta(days=3)
    appeal = actions.begin_appeal(against=decision, by=applicant, at=sent)
    actions.save_section(
        application=appeal,
        section="appeal",
        answers={"missed": MISSED, "asks": ASKS},
        row_version=0,
        by=applicant,
        at=sent,
    )
    actions.submit(application=appeal, declarations=["right"], by=applicant, at=sent)
    clerk = members["fergus"]
    actions.open_case(application=appeal, by=clerk, at=sent + timedelta(days=1))
    appeal.refresh_from_db()
    actions.discuss(
        application=appeal,
        text="The count of questions was not in the first case. I would let them try.",
        by=members["isla"],
        at=sent + timedelta(days=2),
    )
