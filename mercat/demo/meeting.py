"""What communications says of a case, and the panel's next meeting."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mercat.common import working_days
from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.lifecycle import Criterion, Met, Status
from mercat.passports.models import Application

SUMMARY = (
    "A clear purpose, and people who know the collection. The samples would last a month. "
    "We would agree, with a look at the reply times after three months."
)
PARTLY = {
    Criterion.CONTENT: "Two weeks of samples; ask for two more.",
    Criterion.PEOPLE: "Cover for the summer is one person.",
}


def meet(members: dict[str, Membership], *, now: datetime) -> None:
    organisation = members["fergus"].organisation
    waiting = Application.objects.filter(organisation=organisation, status=Status.IN_PANEL)
    case = waiting.exclude(applicant=members["elspeth"].person).order_by("pk")[0]
    actions.assess(
        application=case,
        revision=case.revisions.latest("number").number,
        row_version=0,
        lines={each.value: _line(each) for each in Criterion},
        summary=SUMMARY,
        by=members["elspeth"],
        at=now - timedelta(days=1),
    )
    day = working_days.add(organisation.day(now), 4, nation=organisation.nation)
    actions.plan_meeting(
        starts_at=datetime.combine(day, time(14), tzinfo=ZoneInfo(organisation.time_zone)),
        place="Committee room 2, Strathbeg House",
        link="",
        by=members["fergus"],
        at=now - timedelta(days=1),
    )
    actions.compare_cases(at=now)
    actions.count_panel(at=now)


def _line(criterion: Criterion) -> dict[str, str]:
    met = Met.PARTLY if criterion in PARTLY else Met.MET
    return {"met": met.value, "note": PARTLY.get(criterion, "")}
