"""Guidance beside a question or a condition: the organisation's own copy, else the library's."""

from collections.abc import Iterable

from django.db.models import Q

from mercat.organisations.models import Organisation
from mercat.practice import queries as practice
from mercat.practice.content.bringing import SLUG, SOURCE
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


def guidance_on_questions(organisation: Organisation, keys: Iterable[str]) -> dict[str, Page]:
    return _found(organisation, {key: OF_QUESTIONS[key] for key in keys if key in OF_QUESTIONS})


def guidance_on_condition(organisation: Organisation, key: str) -> Page | None:
    wanted = {key: OF_CONDITIONS[key]} if key in OF_CONDITIONS else {}
    return _found(organisation, wanted).get(key)


def _found(organisation: Organisation, wanted: dict[str, str]) -> dict[str, Page]:
    """One query; none where nothing speaks of it."""
    if not wanted:
        return {}
    sources = {SOURCE.format(key=file): file for file in wanted.values()}
    library = Q(source__in=sources, organisation__slug=SLUG)
    copies = Q(adapted_from__source__in=sources, adapted_from__organisation__slug=SLUG)
    own = copies & Q(organisation=organisation)
    found = practice.published_for(organisation).filter(library | own)
    by_file: dict[str, Page] = {}
    for page in found.select_related("adapted_from").order_by("pk"):
        original = page.adapted_from or page
        file = sources[original.source]
        if file not in by_file or page.organisation_id == organisation.pk:
            by_file[file] = page
    return {key: by_file[file] for key, file in wanted.items() if file in by_file}
