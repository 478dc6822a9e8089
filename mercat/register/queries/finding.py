"""Which accounts a page of the register lists."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from mercat.common.search import words_in
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership, Organisation
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import search
from mercat.register.lifecycle import OPEN
from mercat.register.models import Account, MonthTally, SavedView, Tally
from mercat.register.queries.accounts import CONFIRMED_FOR, accounts_of

MOST_FOUND = 1000  # of a search; a common word is shown in part, and says so


def accounts_found(
    organisation: Organisation, chosen: dict[str, Any], *, at: datetime
) -> QuerySet[Account]:
    """By words, and by what each filter chose; an empty choice filters nothing."""
    found = accounts_of(organisation)
    for name, narrow in FILTERS.items():
        if value := chosen.get(name):
            found = found.filter(narrow(organisation, value, at))
    return found


def _by_words(organisation: Organisation, text: str, at: datetime) -> Q:
    """An address finds its account, by another address of it too; words find names and handles."""
    recognised = recognise(text)
    ours = Account.objects.filter(organisation=organisation)
    if isinstance(recognised, Recognised):
        same = {"platform": recognised.platform, "key": recognised.key}
        other = {f"aliases__{name}": value for name, value in same.items()}
        return Q(pk__in=ours.filter(Q(**same) | Q(**other)).values("pk"))
    words = words_in(text)
    if not words:
        return Q(pk=None)
    found = ours.filter(search.matches(words, organisation_id=organisation.pk))
    return Q(pk__in=list(found.values_list("pk", flat=True).order_by()[:MOST_FOUND]))


def is_cut(organisation: Organisation, text: str) -> bool:
    """Whether these words find more than are listed. One query, for long lists alone."""
    words = words_in(text)
    if not words or isinstance(recognise(text), Recognised):
        return False
    ours = Account.objects.filter(organisation=organisation).order_by()
    found = ours.filter(search.matches(words, organisation_id=organisation.pk))
    return found[MOST_FOUND : MOST_FOUND + 1].exists()


def _by_department(organisation: Organisation, department: Department, at: datetime) -> Q:
    return Q(department__in=organisations.below(department))


def _by_need(organisation: Organisation, need: str, at: datetime) -> Q:
    is_open = Q(status__in=OPEN)
    if need == "unconfirmed":
        return is_open & (Q(confirmed_at=None) | Q(confirmed_at__lt=at - CONFIRMED_FOR))
    return is_open & Q(administrator_count__lt=2)


def _by_owner(organisation: Organisation, person: Any, at: datetime) -> Q:
    held = Account.objects.filter(
        custodians__person=person, custodians__level="owner", custodians__until=None
    )
    return Q(pk__in=held.values("pk"))


FILTERS: dict[str, Callable[[Organisation, Any, datetime], Q]] = {
    "q": _by_words,
    "platform": lambda organisation, value, at: Q(platform=value),
    "department": _by_department,
    "status": lambda organisation, value, at: Q(status=value),
    "need": _by_need,
    "language": lambda organisation, value, at: Q(languages__contains=f" {value} "),
    "owner": _by_owner,
}


def accounts_in_use(organisation: Organisation) -> QuerySet[Account]:
    return accounts_of(organisation).filter(status__in=OPEN)


def accounts_touched_by_leaving(*, since: datetime) -> QuerySet[Account]:
    """Those whose people joined or left lately: their administrators are counted anew."""
    moved = Membership.objects.filter(Q(ended_at__gte=since) | Q(started_at__gte=since))
    return Account.objects.filter(
        custodians__until=None,
        custodians__person__in=moved.values("person"),
        organisation__sealed_at=None,
    ).distinct()


def tallies_of(organisation: Organisation) -> QuerySet[Tally]:
    return Tally.objects.filter(organisation=organisation)


def months_of(organisation: Organisation) -> QuerySet[MonthTally]:
    return MonthTally.objects.filter(organisation=organisation).order_by("month")


def views_of(membership: Membership) -> QuerySet[SavedView]:
    """One's own, and those that others share."""
    here = SavedView.objects.filter(organisation=membership.organisation)
    return here.filter(Q(person=membership.person_id) | Q(is_shared=True)).order_by("name", "pk")
