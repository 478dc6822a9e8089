"""Who is to be asked about an account: its owner, and whoever comes after them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person
from mercat.register.models import Custodian

Level = Custodian.Level
# Where one of these has nobody, the next is asked.
CHAIN = ("owner", "backup", "manager", "communications")


@dataclass(frozen=True, slots=True)
class Custody:
    """Of some accounts of one organisation, by the account's key."""

    custodians: dict[int, list[Custodian]]
    memberships: dict[int, Membership]  # by person: the active, or else the last
    advisers: list[Person]

    def asked(self, account: int, to: str) -> list[Person]:
        """One person, or all of communications; nobody for a step that asks nobody."""
        if to not in CHAIN:
            return []
        for each in CHAIN[CHAIN.index(to) :]:
            if found := getattr(self, f"_{each}")(account):
                return list(found)
        return []

    def _here(self, account: int, *levels: str) -> list[Person]:
        return [
            each.person
            for each in self.custodians[account]
            if each.level in levels and self._is_here(each.person_id)
        ]

    def _is_here(self, person: int) -> bool:
        membership = self.memberships.get(person)
        return membership is not None and membership.ended_at is None

    def _owner(self, account: int) -> list[Person]:
        return self._here(account, Level.OWNER)[:1]

    def _backup(self, account: int) -> list[Person]:
        owners = {person.pk for person in self._owner(account)}
        others = self._here(account, Level.BACKUP, Level.ADMINISTRATOR)
        return [person for person in others if person.pk not in owners][:1]

    def _manager(self, account: int) -> list[Person]:
        """Of the owner, who may have left, or else of another who looks after it."""
        for each in sorted(self.custodians[account], key=lambda each: each.level != Level.OWNER):
            membership = self.memberships.get(each.person_id)
            manager = membership.manager if membership else None
            if manager and self._is_here(manager.pk):
                return [manager]
        return []

    def _communications(self, account: int) -> list[Person]:
        return self.advisers


def of(accounts: Sequence[int], organisation: Organisation) -> Custody:
    """Four queries, however many accounts."""
    custodians: dict[int, list[Custodian]] = defaultdict(list)
    live = Custodian.objects.filter(account__in=accounts, until=None).select_related("person")
    for each in live.order_by("since", "pk"):
        custodians[each.account_id].append(each)
    people = {each.person_id for held in custodians.values() for each in held}
    found = _memberships(organisation, people)
    managers = {each.manager_id for each in found.values() if each.manager_id} - set(found)
    advisers = organisations.members_with_role(organisation, Role.ADVISER).order_by("pk")
    return Custody(
        custodians,
        found | _memberships(organisation, managers),
        [each.person for each in advisers],
    )


def _memberships(organisation: Organisation, people: set[int]) -> dict[int, Membership]:
    newest = organisations.newest_memberships(organisation).filter(person__in=people)
    return {each.person_id: each for each in newest}
