from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.lifecycle import LISTED, Status
from mercat.register.models import Account, Custodian, Import, Publication

CONFIRMED_FOR = timedelta(days=180)


def accounts_of(organisation: Organisation) -> QuerySet[Account]:
    """The organisation's accounts; its people's own are none of them."""
    return _on_register(organisation).exclude(status=Status.OWN)


def own_accounts_of(person: Person, organisation: Organisation) -> QuerySet[Account]:
    """What somebody listed as their own: for their own eyes, and for the look-up."""
    own = _on_register(organisation).filter(status=Status.OWN)
    return own.filter(custodians__person=person, custodians__until=None).order_by("name", "pk")


def _on_register(organisation: Organisation) -> QuerySet[Account]:
    return Account.objects.filter(organisation=organisation).select_related("department")


def accounts_looked_after_by(person: Person, organisation: Organisation) -> QuerySet[Account]:
    return (
        accounts_of(organisation)
        .filter(custodians__person=person, custodians__until=None)
        .distinct()
    )


def custodians_of(account: Account) -> QuerySet[Custodian]:
    return account.custodians.filter(until=None).select_related("person").order_by("since", "pk")


def events_of(account: Account) -> QuerySet[Event]:
    """The account's own events, and those of the imports that entered or changed it."""
    imports = Import.objects.filter(accounts__account=account).values_list("public_id", flat=True)
    of_imports = Q(subject_kind=Import._meta.label_lower, subject_id__in=list(imports))
    return audit.events_of(account, also=of_imports)


def find(organisation: Organisation, *, platform: str, key: str) -> Account | None:
    """One of a person's own too: whoever asks has to leave that alone."""
    return _on_register(organisation).filter(platform=platform, key=key).first()


def publications() -> QuerySet[Publication]:
    """All that the public may see: of organisations whose domain is verified."""
    return Publication.objects.filter(
        organisation__in=organisations.publishing_organisations()
    ).select_related("organisation", "account")


def claims_on(*, platform: str, key: str) -> QuerySet[Publication]:
    return publications().filter(platform=platform, key=key).order_by("published_at", "pk")


def public_list(organisation: Organisation) -> QuerySet[Publication]:
    return publications().filter(organisation=organisation, answer__in=LISTED)


def is_unconfirmed(publication: Publication, *, at: datetime) -> bool:
    confirmed = publication.confirmed_at
    return confirmed is None or confirmed < at - CONFIRMED_FOR
