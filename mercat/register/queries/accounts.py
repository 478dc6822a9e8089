from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register.lifecycle import LISTED, Answer, BulkOutcome, Status
from mercat.register.models import Account, Alias, BulkChange, Custodian, Import, Publication

# Every 180 days the people who look after it are asked; so long we wait until they have answered.
CONFIRMED_FOR = timedelta(days=180 + 21)


def accounts_of(organisation: Organisation) -> QuerySet[Account]:
    """The organisation's accounts; its people's own are none of them."""
    return _on_register(organisation).exclude(status=Status.OWN)


def own_accounts_of(person: Person, organisation: Organisation) -> QuerySet[Account]:
    """What somebody listed as their own: for their own eyes, and for the look-up."""
    own = _on_register(organisation).filter(status=Status.OWN)
    return own.filter(custodians__person=person, custodians__until=None).order_by("name", "pk")


def own_of_leavers() -> QuerySet[Account]:
    """Own accounts, of any organisation, whose person works there no longer."""
    here = Custodian.objects.filter(
        account=OuterRef("pk"),
        until=None,
        person__membership__organisation=OuterRef("organisation"),
        person__membership__ended_at=None,
    )
    own = Account.objects.filter(status=Status.OWN, organisation__sealed_at=None)
    own = own.exclude(Exists(here))
    return own.select_related("organisation").order_by("pk")


def _on_register(organisation: Organisation) -> QuerySet[Account]:
    return Account.objects.filter(organisation=organisation).select_related("department")


def accounts_looked_after_by(person: Person, organisation: Organisation) -> QuerySet[Account]:
    return (
        accounts_of(organisation)
        .filter(custodians__person=person, custodians__until=None)
        .distinct()
    )


def parts_of(person: Person, organisation: Organisation) -> QuerySet[Custodian]:
    """What somebody looks after here, by level, the owner's first; nothing of their own."""
    levels = [When(level=level, then=place) for place, level in enumerate(Custodian.Level)]
    held = Custodian.objects.filter(
        person=person, until=None, account__organisation=organisation
    ).exclude(account__status=Status.OWN)
    ordered = held.annotate(place=Case(*levels, output_field=IntegerField()))
    return ordered.select_related("account").order_by("place", "account__name", "pk")


def custodians_of(account: Account) -> QuerySet[Custodian]:
    return account.custodians.filter(until=None).select_related("person").order_by("since", "pk")


def custodians_of_all(accounts: list[Account]) -> dict[int, list[dict[str, str]]]:
    """Who looks after each now, as programs are told. One query."""
    held: dict[int, list[dict[str, str]]] = {}
    found = Custodian.objects.filter(account__in=accounts, until=None).select_related("person")
    for each in found.order_by("since", "pk"):
        told = {"name": each.person.name, "email": each.person.email, "level": each.level}
        held.setdefault(each.account_id, []).append({**told, "since": each.since.isoformat()})
    return held


def administrators_of(account: Account) -> int:
    """How many people can let somebody in again: administrators and backups who work here."""
    return _administrators().filter(account=account).values("person").distinct().count()


def administrators_of_all(accounts: list[int]) -> Counter[int]:
    """The same of many, by their keys. One query."""
    counted = _administrators().filter(account__in=accounts).values("account")
    many = counted.annotate(many=Count("person", distinct=True)).order_by()
    return Counter(dict(many.values_list("account", "many")))


def _administrators() -> QuerySet[Custodian]:
    return Custodian.objects.filter(
        level__in=[Custodian.Level.ADMINISTRATOR, Custodian.Level.BACKUP],
        until=None,
        person__membership__organisation=F("account__organisation"),
        person__membership__ended_at=None,
    )


def events_of(account: Account) -> QuerySet[Event]:
    """The account's own events, and those that entered or changed it together with others."""
    imports = Import.objects.filter(accounts__account=account)
    bulk = BulkChange.objects.filter(rows__account=account, rows__outcome=BulkOutcome.CHANGE)
    return audit.events_of(account, also=_events_of_all(imports) | _events_of_all(bulk))


def _events_of_all(found: QuerySet[Any]) -> Q:
    ids = list(found.values_list("public_id", flat=True))
    return Q(subject_kind=found.model._meta.label_lower, subject_id__in=ids)


OFFERED = 8


def offered(
    organisation: Organisation, *, words: str, chosen: list[str], near: Mapping[str, Any]
) -> list[Account]:
    """Published accounts to choose from: the chosen ones, then those that these words find.

    Without words, those of the same service or platform. Two queries at most.
    """
    published = accounts_of(organisation).filter(publication__answer=Answer.OFFICIAL)
    ids = [each for each in chosen[:50] if each.isascii() and each.isalnum()]
    kept = list(published.filter(public_id__in=ids).order_by("name")) if ids else []
    others = _found(published.exclude(public_id__in=ids), words=words, near=near)
    return [*kept, *others.order_by("name")[:OFFERED]]


def _found(
    published: QuerySet[Account], *, words: str, near: Mapping[str, Any]
) -> QuerySet[Account]:
    typed = words.replace("\0", " ")[:100].split()
    if not typed:
        platform = (near.get("account") or {}).get("platform", "")
        department = near.get("department") or ""
        return published.filter(Q(department__public_id=department) | Q(platform=platform))
    for word in typed:
        named = Q(name__icontains=word) | Q(handle__icontains=word) | Q(platform__icontains=word)
        published = published.filter(named | Q(department__name__icontains=word))
    return published


def find(organisation: Organisation, *, platform: str, key: str) -> Account | None:
    """One of a person's own too: whoever asks has to leave that alone."""
    return _on_register(organisation).filter(platform=platform, key=key).first()


def known_as(organisation: Organisation, recognised: Recognised) -> Account | None:
    """The account of this address, or of one that leads to the same."""
    there = find(organisation, platform=recognised.platform, key=recognised.key)
    if there is not None:
        return there
    same = Alias.objects.filter(
        account__organisation=organisation,
        kind=Alias.Kind.SAME,
        platform=recognised.platform,
        key=recognised.key,
    )
    alias = same.select_related("account").first()
    return alias.account if alias else None


def why_known(account: Account) -> str:
    """Said to whoever wants to add it once more."""
    if account.status == Status.OWN:
        return _("Somebody here has listed this account as their own, so it is not one of ours")
    return _("{account} is on the register already: {status}").format(
        account=account.full_name, status=account.get_status_display().lower()
    )


def publications() -> QuerySet[Publication]:
    """All that the public may see: of organisations whose domain is verified."""
    return Publication.objects.filter(
        organisation__in=organisations.publishing_organisations()
    ).select_related("organisation", "account")


def claims_on(*, platform: str, key: str) -> QuerySet[Publication]:
    return publications().filter(platform=platform, key=key).order_by("published_at", "pk")


def public_list(organisation: Organisation) -> QuerySet[Publication]:
    """By its index, also where one organisation has all there is: hence no list of those that may
    publish, and no join with organisations, both of which lead SQLite to read everything."""
    may = organisations.publishing_organisations().filter(pk=organisation.pk)
    found = organisation.publication_set.filter(answer__in=LISTED)  # which knows its organisation
    return found.filter(Exists(may)).select_related("account")


def is_unconfirmed(publication: Publication, *, at: datetime) -> bool:
    confirmed = publication.confirmed_at
    return confirmed is None or confirmed < at - CONFIRMED_FOR
