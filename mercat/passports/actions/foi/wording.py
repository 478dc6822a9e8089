"""The first words of each part. What stands in [brackets] waits for the officer's judgement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.organisations.models import Organisation
from mercat.passports import queries
from mercat.passports.actions.foi.law import Law, law_of
from mercat.passports.lifecycle import FoiPartKey
from mercat.passports.models import FoiAnswer

FEW = 5


@dataclass(frozen=True, slots=True)
class Facts:
    organisation: Organisation
    law: Law
    day: str
    totals: dict[str, int]
    confirmed: dict[str, Any]
    tools: list[dict[str, Any]]
    policies: list[tuple[str, str]]
    passports: int


def facts_of(answer: FoiAnswer, *, at: datetime) -> Facts:
    """Five queries, however long the register is."""
    organisation = answer.organisation
    return Facts(
        organisation=organisation,
        law=law_of(organisation.nation),
        day=_day(organisation, at),
        totals=queries.foi_totals(organisation),
        confirmed=queries.foi_confirmed(organisation, at=at),
        tools=queries.foi_tools(organisation),
        policies=[
            (str(each.content.get("name", each.key)), _day(organisation, each.created_at))
            for each in queries.policies(organisation)[:50]
        ],
        passports=queries.foi_passports(organisation),
    )


def _day(organisation: Organisation, at: datetime) -> str:
    return date_format(organisation.day(at), "j F Y")


def counted(many: int) -> str:
    """A number as it is, with a note where it is so small that it may point to somebody."""
    if 0 < many < FEW:
        note = _("[{many} is fewer than five: judge whether to give it]")
        return note.format(many=many)
    return f"{many:,}"


def texts(facts: Facts) -> Iterator[tuple[FoiPartKey, str]]:
    for key in FoiPartKey:
        yield key, "\n\n".join(each for each in WORDS[key](facts) if each)


def _covering(facts: Facts) -> Iterator[str]:
    yield _(
        "Thank you for your request for information under the {act}. This is our answer. It says "
        "what {organisation} had on record on {day}."
    ).format(act=facts.law.act, organisation=facts.organisation.name, day=facts.day)
    yield _(
        "It comes from our register of social media accounts. What is withheld, and why, and what "
        "you can do if you are not satisfied, stands at its end."
    )


def _accounts(facts: Facts) -> Iterator[str]:
    said = facts.totals
    yield _(
        "On {day} our register named {accounts} accounts, of which {in_use} were in use."
    ).format(day=facts.day, accounts=f"{said['accounts']:,}", in_use=f"{said['in_use']:,}")
    yield _(
        "Together the accounts in use have {administrators} administrators; somebody who looks "
        "after several accounts is counted for each. We give this number as a total only, as one "
        "for each account would help somebody who wants to take it over."
    ).format(administrators=counted(said["administrators"]))
    yield _("The list follows below, and as a workbook.")


def _policy(facts: Facts) -> Iterator[str]:
    if not facts.policies:
        yield _("[No policy is kept here: say which one is in force, and since when]")
        return
    name, day = facts.policies[0]
    yield _(
        "How we decide about social media at work is laid down in “{name}”, since {day}."
    ).format(name=name, day=day)
    for name, day in facts.policies[1:]:
        yield _("Before that: “{name}”, from {day}.").format(name=name, day=day)


def _training(facts: Facts) -> Iterator[str]:
    yield ngettext(
        "{many} passport to use social media at work is in force. Whoever holds one has declared "
        "that they read the policy.",
        "{many} passports to use social media at work are in force. Whoever holds one has declared "
        "that they read the policy.",
        facts.passports,
    ).format(many=counted(facts.passports))
    yield _("[Say which training is offered, and how many have taken it: it is not kept here]")


def _tools(facts: Facts) -> Iterator[str]:
    if not facts.tools:
        yield _("[The register names no tool. Ask communications whether there is one]")
        return
    yield _("These tools, suppliers and contracts are on record:")
    for each in facts.tools:
        named = ", ".join(part for part in (each["tool"], each["contract"]) if part)
        accounts = ngettext("{many} account", "{many} accounts", each["many"])
        yield f"{named}: {accounts.format(many=each['many'])}"


def _spend(facts: Facts) -> Iterator[str]:
    said = facts.confirmed
    if not said["spent_of"]:
        yield _("[Nobody has said so far what was spent. Ask those who look after the accounts]")
        return
    yield ngettext(
        "Those who look after {many} account say that £{total} were spent on adverts and tools in "
        "the year before. Working time is not recorded.",
        "Those who look after {many} accounts say that £{total} were spent on adverts and tools in "
        "the year before. Working time is not recorded.",
        said["spent_of"],
    ).format(many=said["spent_of"], total=f"{said['spent_total']:,.2f}")


def _blocks(facts: Facts) -> Iterator[str]:
    said = facts.confirmed
    if said["blocked_of"]:
        yield ngettext(
            "Those who look after {many} account say that {total} people are blocked there now.",
            "Those who look after {many} accounts say that {total} people are blocked there now.",
            said["blocked_of"],
        ).format(many=said["blocked_of"], total=counted(said["blocked_total"]))
    else:
        yield _("[Nobody has said so far how many are blocked. Ask those who look after them]")
    yield _("[Say by what rule people are blocked]")


def _discipline(facts: Facts) -> Iterator[str]:
    yield _("[Ask HR: nothing about discipline is kept here]")


def _investigations(facts: Facts) -> Iterator[str]:
    yield _("[Say what your policy is on the use of social media in investigations]")


def _withheld(facts: Facts) -> Iterator[str]:
    law = facts.law
    yield _(
        "The names of those who look after the accounts are personal data. They are withheld under "
        "section {section} of the Act, but for those in senior posts whose name the list gives."
    ).format(section=law.personal)
    yield _(
        "How an account is secured, where its keys are kept, which mailbox it is bound to and how "
        "many administrators each one has is withheld under section {section}: it would help "
        "somebody who wants to take an account over."
    ).format(section=law.enforcement)
    yield _("[Section {section} asks for the public interest: say how you weighed it]").format(
        section=law.enforcement
    )


def _review(facts: Facts) -> Iterator[str]:
    yield str(facts.law.review)
    yield str(facts.law.commissioner)


WORDS = {
    FoiPartKey.COVERING: _covering,
    FoiPartKey.ACCOUNTS: _accounts,
    FoiPartKey.POLICY: _policy,
    FoiPartKey.TRAINING: _training,
    FoiPartKey.TOOLS: _tools,
    FoiPartKey.SPEND: _spend,
    FoiPartKey.BLOCKS: _blocks,
    FoiPartKey.DISCIPLINE: _discipline,
    FoiPartKey.INVESTIGATIONS: _investigations,
    FoiPartKey.WITHHELD: _withheld,
    FoiPartKey.REVIEW: _review,
}
