"""What follows a letter: passports with their accounts and what becomes of them, and meetings."""

from datetime import datetime, timedelta
from typing import Any

from bench.panel.scene import Scene
from mercat.passports.models import (
    AgendaItem,
    Application,
    Attendance,
    Condition,
    Decision,
    Meeting,
    Passport,
    Revocation,
    Suspension,
)
from mercat.register.models import Account

ITEMS = 10  # on an agenda
# Of twenty passports: how each stands, and its account.
STANDING = [
    *[("active", "active")] * 11,
    *[("superseded", "active")] * 3,
    *[("expired", "closed_parked")] * 2,
    ("surrendered", "closed_parked"),
    *[("suspended", "active")] * 2,
    ("revoked", "closed_parked"),
]


def grant(scene: Scene, decisions: list[Decision], *, at: datetime) -> None:
    """To whom the letter said yes; one in five has conditions to meet."""
    granted = [
        each
        for each in decisions
        if each.outcome == "approved" and each.application.status == "released"
    ]
    accounts = Account.objects.bulk_create(_account(scene, each, at=at) for each in granted)
    passports = Passport.objects.bulk_create(
        _passport(scene, decision, account, at=at)
        for decision, account in zip(granted, accounts, strict=True)
    )
    _doubt(scene, passports, at=at)
    Condition.objects.bulk_create(
        Condition(
            organisation=scene.organisation,
            decision=decision,
            number=1,
            text="Publish house rules",
            due_on=(at + timedelta(days=decision.pk % 90)).date(),
        )
        for decision in granted[::5]
    )


def _standing(decision: Decision) -> tuple[str, str]:
    return STANDING[decision.pk // 2 % len(STANDING)]


def _account(scene: Scene, decision: Decision, *, at: datetime) -> Account:
    handle = f"service{decision.pk}"
    return Account(
        organisation=scene.organisation,
        platform="facebook",
        key=f"facebook:{handle}",
        handle=handle,
        url=f"https://www.facebook.com/{handle}",
        name=decision.application.title,
        department=scene.department,
        status=_standing(decision)[1],
        since=at.date(),
        created_at=at,
    )


def _passport(scene: Scene, decision: Decision, account: Account, *, at: datetime) -> Passport:
    starts = at - timedelta(days=decision.pk % 300)
    return Passport(
        organisation=scene.organisation,
        application=decision.application,
        decision=decision,
        holder=decision.application.applicant,
        department=scene.department,
        account=account,
        purpose="Tell people",
        status=_standing(decision)[0],
        starts_on=starts.date(),
        expires_on=(starts + timedelta(days=365)).date(),
    )


def _doubt(scene: Scene, passports: list[Passport], *, at: datetime) -> None:
    chair = scene.members["chair"].person
    given: dict[str, Any] = {"organisation": scene.organisation}
    Suspension.objects.bulk_create(
        Suspension(
            passport=each,
            reason="We look into a complaint.",
            review_on=(at + timedelta(days=14)).date(),
            suspended_by=chair,
            suspended_at=at,
            **given,
        )
        for each in passports
        if each.status == "suspended"
    )
    Revocation.objects.bulk_create(
        Revocation(
            passport=each,
            status="revoked",
            reasons="It was used for something else.",
            asked_by=chair,
            asked_at=at,
            due_on=at.date(),
            was_status="active",
            was_until=each.expires_on,
            settled_by=chair,
            settled_at=at,
            **given,
        )
        for each in passports
        if each.status == "revoked"
    )


def meet(scene: Scene, cases: list[Application], *, at: datetime) -> None:
    """What was decided was on the agenda of a meeting whose minutes are final."""
    decided = [each for each in cases if each.status in {"released", "decided"}]
    meetings = Meeting.objects.bulk_create(
        _held(scene, place, at=at) for place in range(0, len(decided), ITEMS)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meetings[place // ITEMS],
            application=case,
            position=place % ITEMS + 1,
            minute="We agreed.",
        )
        for place, case in enumerate(decided)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=scene.members["chair"].person, presence="here")
        for meeting in meetings
    )


def _held(scene: Scene, place: int, *, at: datetime) -> Meeting:
    started = at - timedelta(days=20 + place)
    return Meeting(
        organisation=scene.organisation,
        starts_at=started,
        place="Room 2",
        status="final",
        minutes_version=1,
        planned_by=scene.members["clerk"].person,
        planned_at=started - timedelta(days=9),
        ended_at=started + timedelta(hours=2),
        approved_by=scene.members["chair"].person,
        approved_at=started + timedelta(days=2),
    )
