"""A year of the register, a day at a time: who is asked, who leaves, and each mail exactly once.

`make year` runs it with 2,000 accounts and 300 leavers. Two workers tick in turn at the same
minute, and neither keeps anything between two days, as after a restart.
"""

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.home import jobs
from mercat.organisations import actions as organisations
from mercat.organisations import queries as members
from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.actions.certification import Said
from mercat.passports.lifecycle import ASK_STEPS, CERTIFY_DAYS
from mercat.passports.models import Certification, Handover
from mercat.register.models import Account, Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council
from tests.factories.models import MembershipFactory, PersonFactory

ACCOUNTS = int(os.environ.get("YEAR_ACCOUNTS", "60"))
LEAVERS = int(os.environ.get("YEAR_LEAVERS", "10"))
DAYS, DAY = 365, timedelta(days=1)
LAST_TO_LEAVE = 300  # so that all that they left is due before the year ends
# At which step somebody answers; "" is never. Of twenty owners, ten answer at once.
ANSWERED_AT = {
    **dict.fromkeys(range(10), "asked"),
    **dict.fromkeys(range(10, 15), "reminded_again"),
    **dict.fromkeys(range(15, 18), "backup"),
    18: "communications",
    19: "",
}
STEPS = [each.key for each in ASK_STEPS]
DAYS_OF = {each.key: each.days for each in ASK_STEPS}
Told = list[tuple[int, str]]  # days from the due one, and the step


@dataclass
class Year:
    council: Council
    answered_at: dict[str, str] = field(default_factory=dict)  # by the account's name
    leaves_on: dict[date, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    slow: set[int] = field(default_factory=set)  # whose managers wait for the reminder
    steps: dict[str, str] = field(default_factory=dict)  # by name, as of the day before
    told: dict[str, Told] = field(default_factory=lambda: defaultdict(list))
    reminded_on: set[date] = field(default_factory=set)
    seen: int = 0

    def person(self, name: str) -> Membership:
        return MembershipFactory(
            organisation=self.council.organisation,
            person=PersonFactory(name=name, password="!"),
            department=self.council.department,
            manager=self.council.manager.person,
        )


@pytest.fixture
def year(council, monkeypatch) -> Year:
    wanted = ("ask_to_certify", "follow_leavers")
    monkeypatch.setattr(jobs, "JOBS", [each for each in jobs.JOBS if each.name in wanted])
    year = Year(council)
    backups = [year.person(f"Backup {number}") for number in range(10)]
    owners = [year.person(f"Owner {number}") for number in range(ACCOUNTS // 2)]
    for number in range(ACCOUNTS):
        owner = number // 2
        account = AccountFactory(
            organisation=council.organisation,
            confirmed_at=NOW - DAY * (number * 7 % CERTIFY_DAYS),
        )
        year.answered_at[account.name] = ANSWERED_AT[owner % 20]
        for member, level in ((owners[owner], "owner"), (backups[owner % 10], "backup")):
            Custodian.objects.create(account=account, person=member.person, level=level, since=NOW)
    prompt = [each for number, each in enumerate(owners) if number % 20 < 10][:LEAVERS]
    assert len(prompt) == LEAVERS
    for number, leaver in enumerate(prompt):
        day = 1 + number * (LAST_TO_LEAVE - 1) // LEAVERS
        year.leaves_on[(NOW + DAY * day).date()].append(leaver)
        if number % 5 == 0:
            year.slow.add(leaver.pk)
    return year


def test_year_of_accounts_and_leavers_as_the_tables_say(year, letter_box):
    for number in range(DAYS):
        at = NOW + DAY * number
        for leaver in year.leaves_on.get(at.date(), []):
            organisations.end_membership(membership=leaver, by=None, at=at)
        ran = [jobs.tick(at=at), jobs.tick(at=at)]
        assert ran == [["ask_to_certify", "follow_leavers"], []]
        send_all(at)
        read_mails(year, at.date())
        answer(year, at)
        settle(year, at)

    check_mails(letter_box)
    check_certification(year)
    check_leavers(year)


def send_all(at: Any) -> None:
    """Two workers in turn, until neither finds anything."""
    while outbox.send_due(at=at) + outbox.send_due(at=at):
        pass


def read_mails(year: Year, today: date) -> None:
    """Which step each account took today; and the mails of today speak of just those.

    A mail names twenty accounts at most, so the steps are read from the rows and counted in mails.
    """
    took, told = Counter[str](), Counter[str]()
    for name, due_on, step in Certification.objects.values_list("account__name", "due_on", "step"):
        if step not in {"", "warned", year.steps.get(name)}:
            year.told[name].append(((today - due_on).days, step))
            took[step] += 1
        year.steps[name] = step
    for mail in OutboxMail.objects.filter(pk__gt=year.seen).order_by("pk"):
        year.seen = mail.pk
        if mail.purpose == "passports/leavers_due":
            year.reminded_on.add(today)
        if mail.purpose == "passports/certify":
            told[mail.context["step"]] += mail.context["count"]
    assert told == took, today


def answer(year: Year, at: Any) -> None:
    """Whoever was asked last answers, if it is their time."""
    asked = Certification.objects.exclude(step__in=["", "warned"]).select_related(
        "account", "asked", "organisation"
    )
    ready = [each for each in asked if each.step == year.answered_at[each.account.name]]
    ready.sort(key=lambda each: each.asked_id or 0)
    for _, group in groupby(ready, key=lambda each: each.asked_id):
        found = list(group)
        by = members.membership_of(found[0].organisation, found[0].asked)
        assert by is not None
        said = [Said(each.account, "same") for each in found]
        actions.certify(said=said, by=by, at=at)
        year.steps.update((each.account.name, "") for each in found)


def settle(year: Year, at: Any) -> None:
    """Managers hand over on the day; of slow ones, the keeper on the day after the reminder."""
    waiting = Handover.objects.filter(settled_at=None).select_related(
        "account", "membership", "organisation"
    )
    for handover in waiting:
        is_slow = handover.membership_id in year.slow
        if is_slow and handover.reminded_at is None:
            continue
        heir = Custodian.objects.get(account=handover.account, level="backup", until=None)
        actions.hand_over(
            handover=handover,
            to=heir.person,
            level=Custodian.Level.OWNER,
            reason="Takes over",
            by=year.council.keeper if is_slow else year.council.manager,
            at=at,
        )


def check_mails(letter_box: Any) -> None:
    """Each that was queued came by SMTP once, and nothing else did."""
    queued = Counter(
        f"<{each}@" for each in OutboxMail.objects.values_list("message_id", flat=True)
    )
    came = Counter(
        str(message["Message-ID"]).partition("@")[0] + "@" for message in letter_box.messages
    )
    assert came == queued
    assert not OutboxMail.objects.filter(sent_at=None).exists()
    assert set(OutboxMail.objects.values_list("attempts", flat=True)) == {1}


def check_certification(year: Year) -> None:
    """Every step on its day, none twice, until somebody answers; then again half a year later."""
    for name, answered_at in year.answered_at.items():
        asked = STEPS[: STEPS.index(answered_at) + 1] if answered_at else STEPS[:-1]
        one_round = [(DAYS_OF[step], step) for step in asked]
        rounds = one_round * 4
        told = year.told[name]
        assert told == rounds[: len(told)], name
        assert len(told) >= len(one_round), name
        if not answered_at:
            assert told == one_round, name
    never = {name for name, step in year.answered_at.items() if not step}
    warned = Certification.objects.filter(step="warned", next_on=None)
    assert set(warned.values_list("account__name", flat=True)) == never


def check_leavers(year: Year) -> None:
    told = OutboxMail.objects.filter(purpose="passports/leaver")
    left = Counter(each.context["left"] for each in told)
    leavers = [each for day in year.leaves_on.values() for each in day]
    assert left == Counter(each.person.name for each in leavers)
    settled = Counter(Handover.objects.values_list("settled", flat=True))
    assert settled == {"handed_over": 2 * LEAVERS}
    due = Handover.objects.filter(membership__in=year.slow).values_list("due_on", flat=True)
    assert year.reminded_on == set(due)
    reminders = OutboxMail.objects.filter(purpose="passports/leavers_due").count()
    assert reminders == 2 * len(year.reminded_on)  # the keeper and the adviser
    gone = Custodian.objects.filter(person__in=[each.person for each in leavers], until=None)
    assert not gone.exists()
    assert Account.objects.count() == ACCOUNTS
