"""A web domain of the organisation: added, proved, asked about again, removed."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations import domains, emails, queries
from mercat.organisations.models import Domain, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person

TOMORROW = timedelta(days=1)
NEXT_WEEK = timedelta(days=7)
TAKEN = gettext_lazy("{host} belongs to another organisation here.")
A_MONTH = timedelta(days=30)
CLAIM = timedelta(minutes=15)  # meanwhile no other worker asks


@transaction.atomic
def add_domain(*, organisation: Organisation, host: str, by: Person, at: datetime) -> Domain:
    """One that waits for its proof. Nothing is shown to anybody because of it."""
    domains.check_can_be_owned(host)
    _check_is_free(organisation, host)
    domain, is_new = Domain.objects.get_or_create(
        organisation=organisation, host=host, defaults={"next_at": at + TOMORROW}
    )
    if is_new:
        _record("added", domain, by=by, at=at)
    return domain


@transaction.atomic
def verify_domain(
    *, organisation: Organisation, host: str, method: str, by: Person | None, at: datetime
) -> Domain:
    """It is theirs: somebody asked for its proof and found it, or the operator says so."""
    host = host.strip().rstrip(".").lower()
    _check_is_free(organisation, host)
    next_at = None if method == Domain.Method.OPERATOR else at + NEXT_WEEK
    said = {"method": method, "verified_at": at, "next_at": next_at, "missed_at": None}
    try:
        with transaction.atomic():
            domain, _made = Domain.objects.update_or_create(
                organisation=organisation, host=host, defaults={**said, "lost_at": None}
            )
    except IntegrityError as error:  # somebody else proved it in this moment
        raise Refused(str(TAKEN).format(host=host)) from error
    _record("verified", domain, by=by, at=at, method=method)
    return domain


def check_domain(*, domain: Domain, by: Person | None, at: datetime) -> Domain:
    """Ask for its proof now. NotFetched, in words for the page, where nobody could answer."""
    method = domains.proved_by(domain.organisation, domain.host)
    if method is None:
        return _not_found(domain, at=at)
    return _found(domain, method, by=by, at=at)


@transaction.atomic
def _found(domain: Domain, method: Domain.Method, *, by: Person | None, at: datetime) -> Domain:
    domain = _locked(domain)
    if domain.verified_at is None or domain.method != method or domain.lost_at:
        return verify_domain(
            organisation=domain.organisation, host=domain.host, method=method, by=by, at=at
        )
    domain.missed_at, domain.next_at = None, at + NEXT_WEEK
    domain.save(update_fields=["missed_at", "next_at"])
    return domain


@transaction.atomic
def _not_found(domain: Domain, *, at: datetime) -> Domain:
    """One failure is repeated a day later before it is believed; then it is work for people.

    The organisation stays published: whether it is still theirs is for a person to say.
    """
    domain = _locked(domain)
    if domain.method == Domain.Method.OPERATOR:
        return domain
    again = domain.missed_at is not None and at >= domain.missed_at + TOMORROW
    domain.missed_at = domain.missed_at or at
    if domain.is_verified and again:
        domain.lost_at = domain.lost_at or at
    domain.next_at = _next_after_none(domain, at=at)
    domain.save(update_fields=["missed_at", "lost_at", "next_at"])
    if domain.lost_at == at:
        _tell(domain, at=at)
        _record("lost", domain, by=None, at=at)
    return domain


def _next_after_none(domain: Domain, *, at: datetime) -> datetime | None:
    """Nobody who never proved a domain makes us ask there for ever."""
    if domain.lost_at:
        return at + NEXT_WEEK
    tired = not domain.is_verified and at >= (domain.missed_at or at) + A_MONTH
    return None if tired else at + TOMORROW


def _tell(domain: Domain, *, at: datetime) -> None:
    for member in queries.members_with_role(domain.organisation, Role.ADMINISTRATOR):
        emails.queue_domain_lost(domain, to=member.person.email, at=at)


def check_domains_due(*, at: datetime, most: int = 5) -> int:
    """Those whose turn it is; how many were asked about. What nobody could answer counts not."""
    asked = 0
    while asked < most and (domain := _claim_one(at=at)):
        asked += 1
        try:
            check_domain(domain=domain, by=None, at=at)
        except Refused:
            Domain.objects.filter(pk=domain.pk).update(next_at=at + TOMORROW)
    return asked


@transaction.atomic
def _claim_one(*, at: datetime) -> Domain | None:
    due = Domain.objects.filter(next_at__lte=at, organisation__sealed_at=None)
    due = due.exclude(method=Domain.Method.OPERATOR)
    if not due.exists():
        return None  # so that an idle worker writes nothing
    free = due.select_for_update(skip_locked=True, of=("self",)).select_related("organisation")
    domain = free.order_by("next_at", "pk").first()
    if domain:
        domain.next_at = at + CLAIM
        domain.save(update_fields=["next_at"])
    return domain


@transaction.atomic
def remove_domain(*, domain: Domain, by: Person, at: datetime) -> None:
    domain = _locked(domain)
    _record("removed", domain, by=by, at=at)
    domain.delete()


def _check_is_free(organisation: Organisation, host: str) -> None:
    taken = Domain.objects.filter(Q(host=host) & ~Q(verified_at=None))
    if taken.exclude(organisation=organisation).exists():
        raise Refused(str(TAKEN).format(host=host))


def _locked(domain: Domain) -> Domain:
    """As it is now; refused where somebody removed it meanwhile."""
    found = Domain.objects.select_for_update(of=("self",)).select_related("organisation")
    now = found.filter(pk=domain.pk).first()
    if now is None:
        raise Refused(_("Somebody has removed {host} meanwhile.").format(host=domain.host))
    return now


def _record(verb: str, domain: Domain, *, by: Person | None, at: datetime, **facts: str) -> None:
    audit.record(
        f"organisations.domain.{verb}",
        subject=domain.organisation,
        organisation=domain.organisation,
        by=by,
        at=at,
        facts={**facts, "host": domain.host},
    )
