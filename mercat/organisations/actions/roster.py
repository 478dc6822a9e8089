"""Who joins and who leaves, from a list: planned first, then done as it was shown."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations import queries
from mercat.organisations.actions import members
from mercat.organisations.actions.invitations import invite
from mercat.organisations.models import Department, Membership, Organisation
from mercat.organisations.rosters import Line
from mercat.people.models import Person

GOOD = frozenset({"leaves", "joins"})


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row will do. `reason` says why nothing, or what is left open."""

    line: Line
    outcome: str  # leaves, joins, same, refused
    reason: str = ""
    membership: Membership | None = None


def plan_leavers(*, organisation: Organisation, lines: list[Line], by: Membership) -> list[Planned]:
    """Three queries, however long the list is."""
    here = _members(organisation, lines)
    seen: set[str] = set()
    planned = []
    for line in lines:
        planned.append(_leaver(line, here.get(line.email), seen=seen, by=by))
        seen.add(line.email)
    return planned


def _members(organisation: Organisation, lines: list[Line]) -> dict[str, Membership]:
    emails = {line.email for line in lines} | {line.manager for line in lines}
    return {
        each.person.email.lower(): each
        for each in queries.members_by_emails(organisation, emails - {""})
    }


def _leaver(line: Line, found: Membership | None, *, seen: set[str], by: Membership) -> Planned:
    if line.email in seen:
        return Planned(line, "same", _("Twice in this list."))
    if not line.email:
        return Planned(line, "refused", _("There is no e-mail address in this row."))
    if found is None:
        return Planned(line, "same", _("Not a member, or has left already."))
    if found.pk == by.pk:
        return Planned(line, "refused", _("This is you: somebody else has to end your membership."))
    return Planned(line, "leaves", membership=found)


def plan_joiners(*, organisation: Organisation, lines: list[Line]) -> list[Planned]:
    here = _members(organisation, lines)
    invited = set(
        queries.open_invitations(organisation)
        .filter(email__in=[line.email for line in lines])
        .values_list("email", flat=True)
    )
    departments = _departments(organisation)
    seen: set[str] = set()
    planned = []
    for line in lines:
        known = _("Twice in this list.") if line.email in seen else _known(line, here, invited)
        planned.append(Planned(line, "same", known) if known else _joiner(line, here, departments))
        seen.add(line.email)
    return planned


def _known(line: Line, here: dict[str, Membership], invited: set[str]) -> str:
    if line.email in here:
        return _("A member already.")
    return _("Invited already.") if line.email in invited else ""


def _joiner(line: Line, here: dict[str, Membership], departments: dict[str, Department]) -> Planned:
    try:
        validate_email(line.email)
    except ValidationError:
        return Planned(
            line, "refused", _("“{said}” is not an e-mail address.").format(said=line.email[:80])
        )
    missing = []
    if line.department and line.department.casefold() not in departments:
        missing.append(_("There is no department called {said}.").format(said=line.department[:80]))
    if line.manager and line.manager not in here:
        missing.append(_("The line manager {said} is not a member.").format(said=line.manager[:80]))
    return Planned(line, "joins", " ".join(missing))


def _departments(organisation: Organisation) -> dict[str, Department]:
    """By every name that they have in any language."""
    return {
        str(name).casefold(): branch.department
        for branch in queries.department_tree(organisation)
        for name in dict(branch.department.name).values()
    }


@transaction.atomic
def take_roster(
    *, organisation: Organisation, planned: list[Planned], by: Membership, at: datetime
) -> int:
    """Do all of it or nothing. Returns how many people it moved."""
    good = [each for each in planned if each.outcome in GOOD]
    if not good:
        raise Refused(_("There is nothing to do in this list."))
    here = _members(organisation, [each.line for each in good])
    departments = _departments(organisation)
    for each in good:
        if each.membership:
            members.end_membership(membership=each.membership, by=by.person, at=at)
        else:
            _invite(organisation, each.line, here, departments, by=by.person, at=at)
    report = _report(planned)
    audit.record(
        "organisations.roster.taken",
        subject=organisation,
        organisation=organisation,
        by=by.person,
        at=at,
        facts={"rows": len(planned), "moved": len(good), "sha256": report},
    )
    return len(good)


def _invite(
    organisation: Organisation,
    line: Line,
    here: dict[str, Membership],
    departments: dict[str, Department],
    *,
    by: Person,
    at: datetime,
) -> None:
    manager = here.get(line.manager)
    invite(
        organisation=organisation,
        addressees=[(line.name, line.email)],
        department=departments.get(line.department.casefold()),
        manager=manager.person if manager else None,
        job_title=line.job_title,
        roles=[],
        by=by,
        at=at,
    )


def _report(planned: list[Planned]) -> str:
    """The hash of what was shown: addresses stay out of the chain."""
    rows: list[Any] = [[each.line.number, each.line.email, each.outcome] for each in planned]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
