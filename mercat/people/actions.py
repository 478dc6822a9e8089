"""What changes in somebody's sign-in, each with its event on the site's own chain."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_noop

from mercat.audit import actions as audit
from mercat.common.models import ActLink
from mercat.people import emails, queries
from mercat.people.models import Person, SignIn

FORMER = "A former colleague"


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _record(verb: str, *, by: Person | None, at: datetime, **facts: Any) -> None:
    # Events know people by their audit key alone, so the subject goes without its public id.
    nameless = Person(public_id="")
    audit.record(verb, subject=nameless, organisation=None, by=by, at=at, facts=facts)


@transaction.atomic
def begin_sign_in(*, person: Person, method: str, browser: str, at: datetime) -> SignIn:
    sign_in = SignIn.objects.create(person=person, browser=browser, began_at=at, seen_at=_hour(at))
    if Authenticator.Type.RECOVERY_CODES in method:
        emails.queue_changed(
            gettext_noop("A recovery code was used to sign in."), person=person, at=at
        )
    _record("people.sign_in.began", by=person, at=at, method=method)
    return sign_in


def see_sign_in(*, number: int, person: Person, at: datetime) -> bool:
    """Whether it still lasts. One query, and one write in an hour."""
    sign_in = queries.sign_ins_of(person, at=at).filter(pk=number).first()
    if sign_in is None:
        return False
    if sign_in.seen_at < _hour(at):
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=_hour(at))
    return True


@transaction.atomic
def forget_sign_ins(*, at: datetime) -> int:
    """Those that are over, and the sessions behind them."""
    Session.objects.filter(expire_date__lt=at).delete()
    return SignIn.objects.filter(began_at__lte=queries.oldest_sign_in(at)).delete()[0]


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, by: Person, at: datetime) -> None:
    sign_in.delete()
    _record("people.sign_in.ended", by=by, at=at, ended=1)


@transaction.atomic
def end_other_sign_ins(*, person: Person, but: int | None, at: datetime) -> int:
    ended = _end_all(person, but=but)
    _record("people.sign_in.ended", by=person, at=at, ended=ended)
    return ended


def _end_all(person: Person, *, but: int | None = None) -> int:
    return SignIn.objects.filter(person=person).exclude(pk=but or 0).delete()[0]


@transaction.atomic
def change_password(
    *, person: Person, password: str, forgotten: bool, but: int | None, at: datetime
) -> None:
    """Everybody signed in as this person is signed out, except where it was changed."""
    person.set_password(password)
    person.save(update_fields=["password"])
    ended = _end_all(person, but=but)
    emails.queue_changed(gettext_noop("Your password was changed."), person=person, at=at)
    _record("people.password.changed", by=person, at=at, forgotten=forgotten, ended=ended)


ADDED = {
    Authenticator.Type.TOTP: gettext_noop("An app was added as a second step."),
    Authenticator.Type.WEBAUTHN: gettext_noop("A passkey was added."),
    Authenticator.Type.RECOVERY_CODES: gettext_noop(
        "New recovery codes were made. The old ones are void."
    ),
}
REMOVED = {
    Authenticator.Type.TOTP: gettext_noop("The app was removed: it is no second step any more."),
    Authenticator.Type.WEBAUTHN: gettext_noop("A passkey was removed."),
}


@transaction.atomic
def note_second_factor_added(*, person: Person, kind: str, at: datetime) -> None:
    emails.queue_changed(ADDED[Authenticator.Type(kind)], person=person, at=at)
    _record("people.second_factor.added", by=person, at=at, kind=kind)


@transaction.atomic
def note_second_factor_removed(*, person: Person, kind: str, at: datetime) -> None:
    emails.queue_changed(REMOVED[Authenticator.Type(kind)], person=person, at=at)
    _record("people.second_factor.removed", by=person, at=at, kind=kind)


@transaction.atomic
def reset_second_factor(*, person: Person, at: datetime) -> int:
    """For somebody who lost the phone and the recovery codes: the operator's command does it."""
    removed: int = Authenticator.objects.filter(user=person).delete()[0]
    _end_all(person)
    emails.queue_changed(
        gettext_noop("The operator removed your second step."), person=person, at=at
    )
    _record("people.second_factor.reset", by=None, at=at, person=str(person.audit_key))
    return removed


@transaction.atomic
def make_operator(*, person: Person, is_operator: bool, at: datetime) -> Person:
    """By the command alone, so by whoever runs the machine. They sign in anew."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_operator == is_operator:
        return person
    person.is_operator = is_operator
    person.save(update_fields=["is_operator"])
    _end_all(person)
    verb = "made" if is_operator else "ended"
    _record(f"people.operator.{verb}", by=None, at=at, person=str(person.audit_key))
    return person


@transaction.atomic
def join(
    *, email: str, name: str, password: str, organisation: audit.HasPublicId, at: datetime
) -> Person:
    """A new person. Without a password they sign in by a code in a mail."""
    person = Person.objects.create_user(email, password or None, name=name)
    audit.record(
        "people.person.joined",
        subject=person,
        organisation=organisation,
        by=person,
        at=at,
        facts={"password": bool(password)},
    )
    return person


@transaction.atomic
def choose_language(*, person: Person, language: str, at: datetime) -> None:
    """For pages on every device, and for mails."""
    Person.objects.filter(pk=person.pk).update(language=language)
    _record("people.language.chosen", by=person, at=at, language=language)


@transaction.atomic
def stand_in(*, at: datetime) -> Person:
    """Who stands where somebody erased stood: nobody can sign in as it, and no mail reaches it."""
    made = Person(name=FORMER, is_active=False, erased_at=at)
    made.email = f"{made.public_id}@erased.invalid"
    made.set_unusable_password()
    made.save()
    return made


@transaction.atomic
def erase(*, person: Person) -> None:
    """The row itself, with sign-ins and second steps, and the links in their mails.

    Whatever still points to the person stops this. Their key in events points nowhere from now on.
    """
    ActLink.objects.filter(person_key=person.audit_key).delete()
    person.delete()
