"""Who sits on a case: the roll, and those who take a seat when others step out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions.detecting import detect
from mercat.passports.lifecycle import Kind, Status
from mercat.passports.models import Application, PanelSeat

DECIDING = frozenset({Status.IN_PANEL, Status.MORE_INFO})


def call_roll(application: Application, *, at: datetime) -> list[PanelSeat]:
    """Everybody on the panel; deputies that the policy names wait until they are needed."""
    deputies = set(moving.policy_content(application).get("deputies", []))
    seated = set(application.seats.values_list("person", flat=True))  # who steps out of an appeal
    members = [
        each
        for each in _panel(application)
        if each.public_id not in deputies and each.person_id not in seated
    ]
    seats = [*seat(application, members, at=at), *fill_panel(application, at=at)]
    if not any(each.is_chair and not each.steps_out for each in seats):
        raise Refused(_no_chair(application))
    return seats


def _no_chair(application: Application) -> str:
    if application.kind == Kind.APPEAL:
        return queries.nobody_left(application) or _("No chair can hear this appeal.")
    return _("No chair can take this case. Ask an administrator to name another chair.")


def _panel(application: Application) -> list[Membership]:
    members = organisations.members_with_role(
        application.organisation, Role.CHAIR, Role.PANEL_MEMBER
    )
    return list(members.prefetch_related("roles").order_by("pk"))


def seat(
    application: Application, members: Sequence[Membership], *, at: datetime
) -> list[PanelSeat]:
    asks = moving.policy_content(application).get("asks_interest", False)
    out = detect(application, members, at=at)
    return PanelSeat.objects.bulk_create(
        PanelSeat(
            application=application,
            person=member.person,
            is_chair=any(held.role == Role.CHAIR for held in member.roles.all()),
            steps_out=member.person_id in out,
            interest_said=not asks or member.person_id in out,
        )
        for member in members
    )


def fill_panel(application: Application, *, at: datetime) -> list[PanelSeat]:
    """Seat deputies while no chair takes part or a quorum is out of reach; may be too few."""
    added: list[PanelSeat] = []
    for deputy in _deputies(application):
        lacks_chair, lacks_votes = queries.panel_lacks(application)
        can_chair = any(held.role == Role.CHAIR for held in deputy.roles.all())
        if lacks_votes or (lacks_chair and can_chair):
            added += seat(application, [deputy], at=at)
    return added


def _deputies(application: Application) -> list[Membership]:
    """Those whom the policy names, in its order, then whoever joined the panel since."""
    seated = set(application.seats.values_list("person", flat=True))
    named = moving.policy_content(application).get("deputies", [])
    order = {public_id: place for place, public_id in enumerate(named)}
    free = [each for each in _panel(application) if each.person_id not in seated]
    return sorted(free, key=lambda each: order.get(each.public_id, len(order)))


@transaction.atomic
def call_again(*, application: Application, by: Membership, at: datetime) -> list[PanelSeat]:
    """Bring in deputies, and whoever joined the panel since the case was opened."""
    application = moving.locked(application)
    rules.check_can_call_again(by, application)
    if application.status not in DECIDING or application.discussion is None:
        raise Refused(_("The panel is not discussing this case now."))
    members = _deputies(application)
    if not members:
        raise Refused(
            _(
                "Everybody on the panel has a seat already. Ask an administrator to give a "
                "colleague the role of panel member or chair, then call the roll again."
            )
        )
    seats = seat(application, members, at=at)
    emails.queue_panel(application, seats, at=at)
    moving.record("called_again", application, by=by, at=at, facts={"seats": len(seats)})
    return seats
