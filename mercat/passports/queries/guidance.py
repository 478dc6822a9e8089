"""Guidance beside a question or a condition: what the organisation chose, else its own copy of
what comes with Mercat, else that itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch, Q
from django.utils.translation import gettext

from mercat.comments.models import Comment
from mercat.organisations.models import Organisation
from mercat.passports import library, question_sets
from mercat.passports.models import GuidancePlace, PagePointedTo
from mercat.passports.queries.policies import policy_in_force
from mercat.passports.question_sets import COUNCILLOR, LEARN
from mercat.practice import queries as practice
from mercat.practice.content.bringing import SOURCE
from mercat.practice.lifecycle import LIBRARY
from mercat.practice.models import Page

# Of each question of the sets and each condition of the library, the file that speaks of it.
OF_QUESTIONS = {
    "administrator": "account-security",
    "mailbox": "account-security",
    "security": "account-security",
    "leaving": "leavers",
    "content": "first-weeks",
    "replies": "house-rules",
    "moderation": "house-rules",
    "escalation": "moderation-and-block-log",
    "safeguarding": "working-with-people-who-use-services",
    "consent": "working-with-people-who-use-services",
    "elections": "pre-election",
    "records": "foi-and-records",
    "accessibility": "accessible-posts",
    "exit": "closing-an-account",
}
OF_CONDITIONS = {
    "two_administrators": "account-security",
    "communications": "account-security",
    "mailbox": "account-security",
    "two_steps": "account-security",
    "house_rules": "house-rules",
    "blocks": "moderation-and-block-log",
    "samples": "first-weeks",
    "leavers": "leavers",
    "elections": "pre-election",
}


QUESTION, CONDITION = "question", "condition"
USUAL = "speak-3"  # asked where there is no policy yet
USUALLY = {
    **{f"{QUESTION}:{key}": file for key, file in OF_QUESTIONS.items()},
    **{f"{CONDITION}:{key}": file for key, file in OF_CONDITIONS.items()},
}


@dataclass(frozen=True, slots=True)
class Place:
    kind: str
    key: str
    heading: str  # the part of the form, or that it is a condition
    label: str
    pages: list[Page] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.key}"


def guidance_on_questions(organisation: Organisation, keys: Iterable[str]) -> dict[str, list[Page]]:
    found = _shown(organisation, [f"{QUESTION}:{key}" for key in keys])
    return {name.partition(":")[2]: pages for name, pages in found.items()}


def guidance_on_condition(organisation: Organisation, key: str) -> list[Page]:
    name = f"{CONDITION}:{key}"
    return _shown(organisation, [name]).get(name, []) if key else []


def guidance_places(organisation: Organisation) -> list[Place]:
    """Every place, with what stands there now."""
    places = _places(organisation)
    shown = _shown(organisation, [each.name for each in places])
    return [replace(each, pages=shown.get(each.name, [])) for each in places]


def guidance_place(organisation: Organisation, kind: str, key: str) -> Place | None:
    wanted = f"{kind}:{key}"
    place = next((each for each in _places(organisation) if each.name == wanted), None)
    return place and replace(place, pages=_shown(organisation, [wanted]).get(wanted, []))


def is_chosen(organisation: Organisation, place: Place) -> bool:
    """Whether the organisation chose what stands there."""
    return GuidancePlace.objects.filter(organisation=organisation, place=place.name).exists()


def guidance_in_use(organisation: Organisation) -> list[Page]:
    """What stands anywhere, each once, by its title."""
    pages = {page.pk: page for each in guidance_places(organisation) for page in each.pages}
    return sorted(pages.values(), key=lambda page: page.title_shown)


def pointed_to(organisation: Organisation, comments: Iterable[Comment]) -> dict[int, list[Page]]:
    """Of each message the pages that it asks to read, as far as everybody here may."""
    links = PagePointedTo.objects.filter(
        comment__in=list(comments), page__in=practice.published_for(organisation).values("pk")
    )
    found: dict[int, list[Page]] = {}
    for each in links.select_related("page__organisation").order_by("pk"):
        found.setdefault(each.comment_id, []).append(each.page)
    return found


def _places(organisation: Organisation) -> list[Place]:
    """Each question once, whichever form it stands in; then the conditions."""
    policy = policy_in_force(organisation)
    asked = question_sets.load(policy.content["question_set"] if policy else USUAL)
    asked = question_sets.with_added(asked, policy.content) if policy else asked
    others = [question_sets.load(name) for name in (COUNCILLOR, LEARN)]
    questions: dict[str, Place] = {}
    for section in (section for each in (asked, *others) for section in each.sections):
        for question in section.questions:
            place = Place(QUESTION, question.key, section.heading, question.label)
            questions.setdefault(question.key, place)
    conditions = [
        Place(CONDITION, each.key, gettext("Conditions"), each.text)
        for each in library.conditions()
    ]
    return [*questions.values(), *conditions]


def _shown(organisation: Organisation, names: list[str]) -> dict[str, list[Page]]:
    """What the organisation chose, else what comes with Mercat; three queries at most."""
    readable = practice.published_for(organisation).order_by("title", "pk")
    rows = GuidancePlace.objects.filter(organisation=organisation, place__in=names)
    rows = rows.prefetch_related(Prefetch("pages", queryset=readable))
    chosen = {each.place: list(each.pages.all()) for each in rows}
    usual = {name: USUALLY[name] for name in names if name in USUALLY and name not in chosen}
    return {**chosen, **{name: [page] for name, page in _found(organisation, usual).items()}}


def _found(organisation: Organisation, wanted: dict[str, str]) -> dict[str, Page]:
    """One query; none where nothing speaks of it."""
    if not wanted:
        return {}
    sources = {SOURCE.format(key=file): file for file in wanted.values()}
    library = Q(source__in=sources, organisation__slug=LIBRARY)
    copies = Q(adapted_from__source__in=sources, adapted_from__organisation__slug=LIBRARY)
    own = copies & Q(organisation=organisation)
    found = practice.published_for(organisation).filter(library | own)
    by_file: dict[str, Page] = {}
    for page in found.select_related("adapted_from").order_by("pk"):
        original = page.adapted_from or page
        file = sources[original.source]
        if file not in by_file or page.organisation_id == organisation.pk:
            by_file[file] = page
    return {key: by_file[file] for key, file in wanted.items() if file in by_file}
