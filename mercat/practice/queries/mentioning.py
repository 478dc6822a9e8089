"""Whom an @ names. Nobody learns by it who works in another organisation.

One's own colleagues can be named, and whoever's name stands on the page already; and of these
only those who may read what is said.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.practice.lifecycle import CommentState, Reach
from mercat.practice.models import Page
from mercat.practice.queries.comments import comments_for

AT = re.compile(r"(?<![\w.@/:-])@(?=\w)")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[^\S\n]*([^\s@]+)")
OWNS = re.compile(r"[’']s$")
MOST_WORDS, MOST, AFTER = 5, 10, ".,;:!?)]}…’”"

Known = tuple[QuerySet[Membership], QuerySet[Membership]]


@dataclass(frozen=True, slots=True)
class Mentioned:
    text: str  # with names where addresses were typed
    people: list[tuple[Membership, str]]  # and the name as the text has it


def mentioned_in(text: str, *, by: Membership, page: Page, reach: str) -> Mentioned:
    """At most three queries, and none where there is no @."""

    def known() -> Known:
        return _colleagues(by, page, reach), _named_on(page, by, reach)

    return names_in(text, by=by, known=known)


def names_in(text: str, *, by: Membership, known: Callable[[], Known]) -> Mentioned:
    """`known`: the colleagues who may read it, and whoever's name stands where it is said."""
    typed = [(at.end(), _candidates(text[at.end() :])) for at in AT.finditer(text)]
    if not typed:
        return Mentioned(text, [])
    called = _known({each for _at, some in typed for each in some}, by, known())
    people: dict[int, tuple[Membership, str]] = {}
    for at, candidates in reversed(typed):  # from the end, so that places stay right
        found = _longest(candidates, called)
        if found is None:
            continue
        member, words = found
        name = member.person.name
        if "@" in words:
            text, words = f"{text[:at]}{name}{text[at + len(words) :]}", name
        if member.person_id != by.person_id:
            people[member.person_id] = (member, words)
    if len(people) > MOST:
        raise Refused(_("Ten people at once are the most that you can name."))
    return Mentioned(text, [people[key] for key in sorted(people)])


def _candidates(rest: str) -> list[str]:
    """What stands after an @ and may be an address or a name, the longest first."""
    if address := ADDRESS.match(rest):
        return [address[0].rstrip(".")]
    found: list[str] = []
    at = 0
    while len(found) < MOST_WORDS and (word := WORD.match(rest, at)):
        at = word.end()
        found.append(OWNS.sub("", rest[:at].rstrip(AFTER)))
        if word[1][-1] in AFTER and word[1][-1] != ".":
            break
    return found[::-1]


def _known(candidates: Iterable[str], by: Membership, known: Known) -> dict[str, list[Membership]]:
    """Who stands on the page goes before a colleague of the same name, who has an address."""
    as_typed = {" ".join(each.split()) for each in candidates}
    colleagues, standing = known
    return _by_key(colleagues, as_typed, by) | _by_key(standing, as_typed, by)


def _by_key(
    people: QuerySet[Membership], as_typed: set[str], by: Membership
) -> dict[str, list[Membership]]:
    """By name; a colleague by address, too."""
    found: dict[str, dict[int, Membership]] = {}
    for member in _called(people, {_key(each) for each in as_typed}, as_typed):
        ours = member.organisation_id == by.organisation_id
        for each in (member.person.name, *([member.person.email] if ours else [])):
            found.setdefault(_key(each), {}).setdefault(member.person_id, member)
    return {key: list(members.values()) for key, members in found.items()}


def _called(
    people: QuerySet[Membership], wanted: set[str], as_typed: set[str]
) -> QuerySet[Membership]:
    """SQLite makes small letters of ASCII alone, so names as they were typed count, too."""
    lower = people.annotate(low=Lower("person__name"))
    addresses = [each for each in wanted if "@" in each]
    return lower.filter(
        Q(low__in=wanted) | Q(person__name__in=as_typed) | Q(person__email__in=addresses)
    )


def _colleagues(by: Membership, page: Page, reach: str) -> QuerySet[Membership]:
    found = organisations.active_members(by.organisation)
    if reach == Reach.WRITERS:
        return found.filter(person__in=page.writers.values("person"))
    return found if _reads(by.organisation_id, page, reach) else found.none()


def _named_on(page: Page, by: Membership, reach: str) -> QuerySet[Membership]:
    """Its authors and those who commented, as far as this reader sees them there."""
    if reach not in {Reach.EVERYONE, Reach.PUBLIC}:
        return Membership.objects.none()
    spoke = comments_for(by, page).filter(state=CommentState.SHOWN)
    authors = page.writers.filter(is_author=True)
    own = Q()
    for rows, person, organisation in (
        (authors, "person", "organisation"),
        (spoke, "comment__author", "comment__organisation"),
    ):
        for key, where in rows.values_list(person, organisation).distinct()[:200]:
            own |= Q(person=key, organisation=where)
    active = Membership.objects.filter(ended_at=None, person__is_active=True)
    return active.filter(own).select_related("person", "organisation") if own else active.none()


def _reads(organisation: int, page: Page, reach: str) -> bool:
    return organisation == page.organisation_id or reach in {Reach.EVERYONE, Reach.PUBLIC}


def _longest(
    candidates: Iterable[str], known: dict[str, list[Membership]]
) -> tuple[Membership, str] | None:
    for each in candidates:
        members = known.get(_key(each), [])
        if len(members) > 1:
            raise Refused(
                _(
                    "Two people here are called {name}. Write @ and the work e-mail of the one "
                    "whom you mean."
                ).format(name=members[0].person.name)
            )
        if members:
            return members[0], each
    return None


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()
