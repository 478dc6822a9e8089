"""What the record shows between the members of a panel and a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.actions import moving
from mercat.passports.lifecycle import Effect, InterestKind, InterestSource, Kind, effect_of
from mercat.passports.models import Application, Helper, Interest


def detect(application: Application, members: Sequence[Membership], *, at: datetime) -> set[int]:
    """Write down what the record shows of these members; returns who steps out."""
    policy = moving.policy_content(application)
    found = [
        Interest(
            application=application,
            person_id=person,
            kind=kind,
            source=InterestSource.DETECTED,
            effect=effect_of(kind, policy),
            set_at=at,
        )
        for kind, people in _recorded(application, members).items()
        for person in sorted(people & {member.person_id for member in members})
    ]
    found += _carried(application, members, found, at=at)
    Interest.objects.bulk_create(found)
    return {each.person_id for each in found if each.effect == Effect.STEP_OUT}


def _carried(
    application: Application,
    members: Sequence[Membership],
    found: Sequence[Interest],
    *,
    at: datetime,
) -> list[Interest]:
    """Of an appeal: who stepped out the first time steps out again, for the same reason."""
    if application.kind != Kind.APPEAL:
        return []
    known = {(each.person_id, each.kind) for each in found}
    people = [member.person_id for member in members]
    first = application.appeal.case.interests.filter(effect=Effect.STEP_OUT, person__in=people)
    return [
        Interest(
            application=application,
            person_id=each.person_id,
            kind=each.kind,
            source=each.source,
            effect=each.effect,
            words=each.words,
            set_at=at,
        )
        for each in first
        if (each.person_id, each.kind) not in known
    ]


def _recorded(
    application: Application, members: Sequence[Membership]
) -> dict[InterestKind, set[Any]]:
    """Of each kind, the people; applicants who have left have no manager and no team."""
    appeal = application.appeal if application.kind == Kind.APPEAL else None
    cases = [application, appeal.case] if appeal else [application]
    writers = {
        application.applicant_id,
        *Helper.objects.filter(application__in=cases).values_list("person", flat=True),
    }
    theirs = organisations.membership_of(application.organisation, application.applicant)
    team = theirs.department_id if theirs else None
    return {
        InterestKind.SELF: writers,
        InterestKind.FIRST: queries.decided_first(appeal) if appeal else set(),
        InterestKind.LINE_MANAGER: {theirs.manager_id} if theirs else set(),
        InterestKind.SAME_TEAM: {
            member.person_id
            for member in members
            if team and member.department_id == team and member.person_id not in writers
        },
        InterestKind.CO_CUSTODIAN: queries.people_of_account(cases[-1]) - writers,
    }
