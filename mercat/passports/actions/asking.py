"""Every account is confirmed twice a year. Here is who is asked, and when.

Each step is taken in the transaction that queues its mail, on locked rows, so that neither a kill
nor a second worker sends it twice. Whoever looks after many accounts gets one mail for all.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from mercat.organisations.models import Organisation
from mercat.passports import custody, emails, queries
from mercat.passports.lifecycle import ASK_STEPS, AskStep
from mercat.passports.models import Certification
from mercat.people.models import Person
from mercat.register.models import Account

BATCH = 2_000
LEAST_PAUSE = timedelta(days=3)  # between two steps, when nothing ran for a while
NOTICE = timedelta(days=-ASK_STEPS[0].days)
Group = tuple[str, tuple[int, ...]]  # a step, and the keys of those who get its mail


def ask_to_certify(*, at: datetime) -> int:
    """Take every step that is due today; returns the number of mails."""
    while _begin(at=at) == BATCH:
        pass
    mails = 0
    for organisation in queries.organisations_with_due_certifications(at=at):
        while True:
            due = list(queries.due_certifications(organisation, at=at)[:BATCH])
            mails += _ask(organisation, due, at=at)
            if len(due) < BATCH:
                break
    return mails


def _begin(*, at: datetime) -> int:
    """Accounts that nobody has been asked about yet. The first mail never comes too late."""
    accounts = list(queries.accounts_without_certification()[:BATCH])
    organisations = {account.organisation for account in accounts}
    days = {each: queries.certify_days(each) for each in organisations}
    Certification.objects.bulk_create(
        [_first(account, days=days[account.organisation], at=at) for account in accounts],
        ignore_conflicts=True,
    )
    return len(accounts)


def _first(account: Account, *, days: int, at: datetime) -> Certification:
    organisation = account.organisation
    due_on = organisation.day(at) + NOTICE
    if account.confirmed_at:
        holds = organisation.day(account.confirmed_at) + timedelta(days=days)
        due_on = max(due_on, holds)
    return Certification(
        account=account, organisation=organisation, due_on=due_on, next_on=due_on - NOTICE
    )


def again(certification: Certification, *, today: date, days: int) -> None:
    """The next round begins; unsaved."""
    certification.due_on = today + timedelta(days=days)
    certification.next_on = certification.due_on - NOTICE
    certification.step, certification.asked = "", None


def _ask(organisation: Organisation, due: list[Certification], *, at: datetime) -> int:
    known = custody.of([each.account_id for each in due], organisation)
    groups: dict[Group, list[int]] = defaultdict(list)
    people: dict[int, Person] = {}
    for each in due:
        step = next_step(each.step)
        asked = known.asked(each.account_id, step.to)
        people |= {person.pk: person for person in asked}
        groups[step.key, tuple(person.pk for person in asked)].append(each.pk)
    return sum(
        _take_step(organisation, key, [people[pk] for pk in keys], ids, at=at)
        for (key, keys), ids in groups.items()
    )


def next_step(step: str) -> AskStep:
    keys = ["", *(each.key for each in ASK_STEPS)]
    return ASK_STEPS[min(keys.index(step), len(ASK_STEPS) - 1)]


@transaction.atomic
def _take_step(
    organisation: Organisation, key: str, people: list[Person], ids: Iterable[int], *, at: datetime
) -> int:
    due = queries.due_certifications(organisation, at=at).filter(pk__in=ids)
    # Another worker may have taken the step since it was planned.
    found = due.select_for_update(of=("self",))
    locked = [each for each in found if next_step(each.step).key == key]
    if not locked:
        return 0
    today = organisation.day(at)
    for each in locked:
        each.step, each.asked = key, people[0] if people else None
        each.next_on = _next_on(each, today=today)
    Certification.objects.bulk_update(locked, ["step", "asked", "next_on"])
    for person in people:
        emails.queue_certify(person, organisation, key, locked, at=at)
    return len(people)


def _next_on(certification: Certification, *, today: date) -> date | None:
    if certification.step == ASK_STEPS[-1].key:
        return None
    planned = certification.due_on + timedelta(days=next_step(certification.step).days)
    return max(planned, today + LEAST_PAUSE)
