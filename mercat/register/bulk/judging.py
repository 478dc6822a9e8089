"""What a change would make of each account, and which it leaves alone, with the reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common.fields import Words
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department
from mercat.people.models import Person
from mercat.register.actions.details import plain
from mercat.register.languages import names_of
from mercat.register.lifecycle import OPEN, OURS, BulkKind, BulkOutcome, Status
from mercat.register.models import Account, BulkChange, Custodian

LANGUAGE = "en"
WORDS = (BulkKind.PURPOSE, BulkKind.AUDIENCE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be, with what it names looked up once for all accounts."""

    kind: BulkKind
    value: Any = None  # of a field: what it shall say
    left: Person | None = None
    to: Person | None = None
    is_here: bool = False  # whoever is to be replaced works here still
    since: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    outcome: BulkOutcome
    why: str = ""
    was: str = ""
    becomes: str = ""
    mark: Any = None  # of what it is now, in no language: has it changed when it comes to it?


def wish_of(bulk: BulkChange) -> Wish:
    kind, content = BulkKind(bulk.kind), bulk.content
    if kind == BulkKind.CUSTODIAN:
        left, to = (_person(content[each]) for each in ("left", "to"))
        here = bool(left and organisations.membership_of(bulk.organisation, left))
        is_member = bool(to and organisations.membership_of(bulk.organisation, to))
        who = to if is_member else None
        return Wish(kind, left=left, to=who, is_here=here, reason=content["reason"])
    if kind == BulkKind.LOST:
        since = date.fromisoformat(content["since"])
        return Wish(kind, since=since, reason=content["reason"])
    if kind == BulkKind.DEPARTMENT:
        found = Department.objects.filter(organisation=bulk.organisation_id)
        return Wish(kind, value=found.filter(public_id=content["value"]).first())
    value = content["value"]
    return Wish(kind, value=Words({LANGUAGE: value}) if kind in WORDS else value)


def _person(public_id: str) -> Person | None:
    return Person.objects.filter(public_id=public_id).first()


def judge(wish: Wish, accounts: Iterable[Account]) -> list[tuple[Account, Judged]]:
    """Of accounts with their custodians read beside them."""
    judging = JUDGES.get(wish.kind, _field)
    return [(account, judging(wish, account)) for account in accounts]


def _refused(why: str) -> Judged:
    return Judged(BulkOutcome.REFUSED, why=why)


def _field(wish: Wish, account: Account) -> Judged:
    now = getattr(account, wish.kind)
    if wish.value is None:
        return _refused(_("This service is gone. Choose another."))
    if wish.kind in WORDS and (others := sorted(set(now) - {LANGUAGE})):
        said = _("It says this in {languages} too. Change both on its own page.")
        return _refused(said.format(languages=names_of(others)))
    if now == wish.value:
        return Judged(BulkOutcome.SAME, why=_("It says so already."))
    return Judged(BulkOutcome.CHANGE, was=str(now or ""), becomes=str(wish.value), mark=plain(now))


def parts_to_move(wish: Wish, account: Account) -> list[Custodian]:
    """Of who stops. Who owns it and works here stays owner: that needs a second person."""
    held = sorted(
        (each for each in account.custodians.all() if _is_part_of(each, wish.left)),
        key=lambda each: each.pk,
    )
    return [each for each in held if each.level != Custodian.Level.OWNER or not wish.is_here]


def _is_part_of(custodian: Custodian, person: Person | None) -> bool:
    return person is not None and custodian.until is None and custodian.person_id == person.pk


def _custodian(wish: Wish, account: Account) -> Judged:
    if wish.to is None or wish.left is None:
        return _refused(_("Whoever was to follow works here no longer."))
    if not any(_is_part_of(each, wish.left) for each in account.custodians.all()):
        return Judged(BulkOutcome.SAME, why=_("{name} has no part in it.").format(name=wish.left))
    if account.status not in OPEN:
        return _refused(_("It is closed, so nobody has to follow."))
    parts = parts_to_move(wish, account)
    if not parts:
        said = _("{name} owns it and works here. A second person agrees another owner: ask there.")
        return _refused(said.format(name=wish.left))
    levels = ", ".join(str(each.get_level_display()) for each in parts)
    was, becomes = (f"{person}: {levels}" for person in (wish.left, wish.to))
    return Judged(BulkOutcome.CHANGE, was=was, becomes=becomes, mark=[each.pk for each in parts])


def _lost(wish: Wish, account: Account) -> Judged:
    if account.status == Status.LOST:
        return Judged(BulkOutcome.SAME, why=_("The register says so already."))
    if account.status not in OURS:
        return _refused(_("It is not in our hands now: look at its page."))
    since = date_format(wish.since) if wish.since else ""
    becomes = _("{status} since {since}").format(status=Status.LOST.label, since=since)
    was = str(account.get_status_display())
    return Judged(BulkOutcome.CHANGE, was=was, becomes=becomes, mark=account.status)


JUDGES: dict[BulkKind, Callable[[Wish, Account], Judged]] = {
    BulkKind.CUSTODIAN: _custodian,
    BulkKind.LOST: _lost,
}
