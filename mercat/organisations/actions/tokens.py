import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations import queries
from mercat.organisations.models import ApiToken, Consent, Membership, Organisation
from mercat.people.models import Person

PREFIX = "mercat_"  # so that a scanner of source code can tell what it found
LASTS = 365  # days


@transaction.atomic
def make_token(
    *,
    organisation: Organisation,
    name: str,
    scopes: Sequence[str],
    days: int = LASTS,
    by: Person,
    at: datetime,
) -> tuple[ApiToken, str]:
    """The token and its secret, which is nowhere else and is shown this once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        scope=" ".join(sorted(scopes)),
        token_hash=hash_of(secret),
        beginning=secret[:12],
        made_by=by,
        made_at=at,
        expires_on=organisation.day(at + timedelta(days=days)),
    )
    _record("made", token, by=by, at=at)
    return token, secret


@transaction.atomic
def end_token(*, token: ApiToken, by: Person, at: datetime) -> ApiToken:
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.ended_at is None:
        token.ended_at = at
        token.save(update_fields=["ended_at"])
        _record("ended", token, by=by, at=at)
    return token


@transaction.atomic
def allow_program(*, token: ApiToken, by: Membership, at: datetime) -> Consent:
    """From now on the program may do for this member what its scopes name."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if not queries.programs_of(by.organisation, at=at).filter(pk=token.pk).exists():
        raise Refused(_("This program may ask nothing here any more."))
    consent, is_new = Consent.objects.get_or_create(
        token=token, membership=by, ended_at=None, defaults={"given_at": at}
    )
    if is_new:
        _record("allowed", token, by=by.person, at=at)
    return consent


@transaction.atomic
def stop_program(*, token: ApiToken, by: Membership, at: datetime) -> None:
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    given = Consent.objects.filter(token=token, membership=by, ended_at=None)
    if given.update(ended_at=at):
        _record("stopped", token, by=by.person, at=at)


def use_token(*, secret: str, at: datetime) -> ApiToken | None:
    """The living token of this secret. One query, and one write a day."""
    token = (
        ApiToken.objects.filter(token_hash=hash_of(secret), ended_at=None)
        .select_related("organisation")
        .first()
    )
    if token is None or token.expires_on < (today := token.organisation.day(at)):
        return None
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)
    return token


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _record(verb: str, token: ApiToken, *, by: Person, at: datetime) -> None:
    audit.record(
        f"organisations.token.{verb}",
        subject=token,
        organisation=token.organisation,
        by=by,
        at=at,
        facts={"scope": token.scope},
        words={"name": token.name},
    )
