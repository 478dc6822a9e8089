"""Meetings of a council's panel, and their agendas as somebody sees them."""

from datetime import timedelta

from mercat.passports import actions, queries
from tests.factories.council import NOW

DAY = timedelta(days=1)
LATER = NOW + DAY


def plan(council, *, days=1, place="Room 2", **changed):
    given = {"starts_at": NOW + days * DAY, "place": place, "link": "", **changed}
    return actions.plan_meeting(**given, by=council.clerk, at=NOW)


def titles(council, meeting, part="chair"):
    items = queries.agenda_of(council.members[part], meeting)
    return [str(item.application) if item.row else "–" for item in items]


def named(council, name, status="in_panel"):
    slug = name.lower()
    return council.case(status, account_name=name, account=f"instagram.com/{slug}")


def on(*names):
    return [f"{name} on Instagram" for name in names]


def begun(council, meeting=None):
    """A meeting that is going on, with its people here."""
    meeting = meeting or plan(council)
    here = {council.members[part].person.pk for part in ("clerk", "chair", "panel_member")}
    actions.note_attendance(meeting=meeting, here=here, apologies=set(), by=council.clerk, at=LATER)
    return meeting


def ended(council, meeting=None):
    meeting = begun(council, meeting)
    return actions.end_meeting(meeting=meeting, by=council.clerk, at=LATER)
