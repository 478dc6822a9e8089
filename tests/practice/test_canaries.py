"""Canary words in what is said under pages, and everybody who must never read them.

Every address of the site is asked for, with the ids of the page, its comments and what hangs on
it, so that a page that is new tomorrow is walked too; so are mails and notices.
"""

from typing import Any

import pytest
from django.test import Client

from mercat.common.models import OutboxMail
from mercat.practice import actions
from mercat.practice.models import Notice, Page
from tests.factories.council import NOW
from tests.passports.test_leaks import LEFT_ALONE, address_of, words_of
from tests.practice.addresses import OF_ONE
from tests.practice.talk import DAY, MINUTES, named, said
from tests.practice.written import draft
from tests.test_bad_input import read_to_its_end
from tests.test_outsiders import ROUTES

WRITERS, OURS, ALL, WEB = "CANARY-WRITERS", "CANARY-OURS", "CANARY-ALL", "CANARY-WEB"
NAME, SUGGESTED, PASSAGE = "Canary Named", "CANARY-SUGGESTED", "CANARY-PASSAGE"
EVERYTHING = {WRITERS, OURS, ALL, WEB, NAME, SUGGESTED, PASSAGE}


@pytest.fixture
def ids(council: Any) -> dict[str, Any]:
    """A page that was a draft, then for its organisation; something was said at each time."""
    colleague = named(NAME, council)
    page = draft(council.member, body=f"{PASSAGE} stands here.")
    said(page, council.member, WRITERS)
    given = {"page": page, "by": council.member, "at": NOW}
    page = actions.publish(visibility="organisation", **given)
    one = said(page, council.manager, f"{OURS} @{NAME}", quote=PASSAGE)
    said(page, colleague, f"{OURS} too", to=one, at=NOW + MINUTES)
    suggestion = actions.suggest(
        page=page, body="Better", why=f"{SUGGESTED} @{NAME}", number=1, by=council.manager, at=NOW
    )
    report = actions.report(
        page=page, said=one, wrong="unkind", words=OURS, by=council.colleague, at=NOW
    )
    return {
        "page_id": page.public_id,
        "page_comment_id": one.comment.public_id,
        "suggestion_id": suggestion.public_id,
        "page_report_id": report.public_id,
        "person_id": colleague.person.public_id,
        "slug": council.organisation.slug,
        "number": 1,
        "ending": "md",
        "verb": "keep",
        "kind": "uses",
    }


def open_to(council: Any, visibility: str, text: str) -> Page:
    page = Page.objects.get()
    actions.set_visibility(page=page, visibility=visibility, by=council.member, at=NOW + DAY)
    page.refresh_from_db()
    said(page, council.manager, text, at=NOW + DAY + MINUTES)
    return page


def found(ids: dict[str, Any], reader: Any, canaries: set[str]) -> set[str]:
    client = Client()
    if reader:
        client.force_login(reader.person)
    seen = set()
    for name, keys in ROUTES.items():
        if name.startswith(LEFT_ALONE):
            continue
        values = {key: ids.get(key, ids["page_id"]) for key in keys}
        address = address_of(name, values) + ("" if keys else "?q=canary&words=canary")
        answer = client.get(address)
        text = words_of(answer)
        seen |= {f"{name}: {each}" for each in canaries if each in text}
        read_to_its_end(answer)
    return seen | (by_mail(reader, canaries) if reader else set())


def by_mail(reader: Any, canaries: set[str]) -> set[str]:
    sent = OutboxMail.objects.filter(to=reader.person.email)
    return {f"mail: {each}" for each in canaries for mail in sent if each in str(mail.context)}


def test_they_are_found_where_they_may_be_read(ids, council):
    """Otherwise the tests below would prove nothing."""
    seen = found(ids, council.member, EVERYTHING)
    assert {each.partition(": ")[2] for each in seen} == EVERYTHING - {ALL, WEB}
    assert {f"practice:page: {each}" for each in (WRITERS, OURS, NAME, PASSAGE)} <= seen


def test_a_colleague_reads_nothing_of_the_draft(ids, council):
    seen = found(ids, council.adviser, EVERYTHING)
    assert f"practice:comments: {OURS}" in seen
    assert {each for each in seen if WRITERS in each} == set()


@pytest.mark.parametrize("part", ["administrator", "auditor", None])
def test_nobody_elsewhere_reads_anything(ids, council, outside, part):
    reader = outside.members[part] if part else None
    assert found(ids, reader, EVERYTHING) == set()
    if reader:
        assert not Notice.objects.filter(organisation=reader.organisation).exists()


def test_what_was_said_before_stays_where_it_was_said(ids, council, outside):
    open_to(council, "everyone", ALL)
    seen = found(ids, outside.adviser, EVERYTHING)
    assert {f"practice:page: {ALL}", f"practice:comments: {ALL}"} <= seen
    assert {each for each in seen if WRITERS in each or OURS in each} == set()
    open_to(council, "public", WEB)
    seen = found(ids, None, EVERYTHING)
    assert {f"practice:page: {WEB}", f"practice:comments: {WEB}"} <= seen
    readable = {WEB, PASSAGE}  # the passage stands in the text itself
    assert {each for each in seen if each.partition(": ")[2] not in readable} == set()


def test_every_address_of_a_page_is_asked_for_with_what_it_names(ids):
    keys = {key for name in OF_ONE for key in ROUTES[name]}
    assert keys - set(ids) == {"attachment_id"}
