"""Interests that members say once, and that the clerk sets for good."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions.roll import DECIDING, fill_panel
from mercat.passports.lifecycle import DETECTED_ALONE, Effect, InterestSource, effect_of
from mercat.passports.models import Application, PanelSeat
from mercat.people.models import Person


@transaction.atomic
def say_interest(
    *,
    application: Application,
    kind: str = "",
    effect: str = "",
    words: str = "",
    by: Membership,
    at: datetime,
) -> PanelSeat:
    """A member's answer, with an empty kind for none. The policy may ask more than they offer."""
    application = moving.locked(application)
    rules.check_can_say_interest(by, application)
    if kind:
        _check_is_deciding(application)
        _check_is_not_set(application, by.person)
        if effect_of(kind, moving.policy_content(application)) == Effect.STEP_OUT:
            effect = Effect.STEP_OUT
        _keep(application, by.person, kind, effect, InterestSource.DECLARED, words, at=at)
    application.seats.filter(person=by.person).update(interest_said=True)
    seat = _settle(application, by.person, at=at)
    _record(application, "interest_said", by.person, seat, kind, words, by=by, at=at)
    return seat


@transaction.atomic
def set_interest(
    *,
    application: Application,
    person: Person,
    kind: str,
    effect: str,
    words: str = "",
    by: Membership,
    at: datetime,
) -> PanelSeat:
    """By the clerk, after which neither the record nor the member changes it."""
    application = moving.locked(application)
    rules.check_can_set_interest(by, application)
    _check_is_deciding(application)
    if not application.seats.filter(person=person).exists():
        raise Refused(_("{name} has no seat on this case.").format(name=person.name))
    if kind in DETECTED_ALONE:
        sentence = _(
            "Whose case it is, and who decided it, stands in the record: nobody sets that."
        )
        raise Refused(sentence)
    others = application.interests.filter(person=person).exclude(kind__in=DETECTED_ALONE)
    others.delete()  # what the clerk sets stands in the place of what was found and said
    _keep(application, person, kind, effect, InterestSource.CLERK, words, at=at)
    application.seats.filter(person=person).update(interest_said=True)
    seat = _settle(application, person, at=at)
    _record(application, "interest_set", person, seat, kind, words, by=by, at=at)
    return seat


def _check_is_deciding(application: Application) -> None:
    if application.status not in DECIDING:
        raise Refused(
            _(
                "The panel does not have this case now. If it was decided, the chair can take the "
                "decision back first."
            )
        )


def _check_is_not_set(application: Application, person: Person) -> None:
    if application.interests.filter(person=person, source=InterestSource.CLERK).exists():
        raise Refused(_("The clerk has set this. Write to the clerk if it should change."))


def _keep(
    application: Application,
    person: Person,
    kind: str,
    effect: str,
    source: InterestSource,
    words: str,
    *,
    at: datetime,
) -> None:
    given = {"effect": effect, "source": source, "words": words, "set_at": at}
    application.interests.update_or_create(person=person, kind=kind, defaults=given)


def _settle(application: Application, person: Person, *, at: datetime) -> PanelSeat:
    """Whether they step out now. If so, their votes stand no more, and a deputy may come in."""
    seat = application.seats.get(person=person)
    interests = application.interests.filter(person=person, effect=Effect.STEP_OUT)
    before, seat.steps_out = seat.steps_out, interests.exists()
    seat.save(update_fields=["steps_out"])
    if seat.steps_out and not before:
        application.votes.filter(person=person, replaced_at=None).update(replaced_at=at)
        _bring_deputies(application, at=at)
    return seat


def _bring_deputies(application: Application, *, at: datetime) -> None:
    emails.queue_panel(application, fill_panel(application, at=at), at=at)
    if any(queries.panel_lacks(application)):
        emails.queue_panel_short(application, at=at)


def _record(
    application: Application,
    verb: str,
    person: Person,
    seat: PanelSeat,
    kind: str,
    words: str,
    *,
    by: Membership,
    at: datetime,
) -> None:
    moving.record(
        verb,
        application,
        by=by,
        at=at,
        facts={"member": str(person.audit_key), "steps_out": seat.steps_out},
        words={"kind": kind, "words": words},
    )
