"""Canary words in what is said of papers, and everybody who must never read them.

Every address of the site is asked for, as for pages in tests/practice/test_canaries.py.
"""

import pytest

from mercat.practice.papers import actions
from tests.practice.papers.addresses import PAPERS
from tests.practice.papers.written import NOW, opened, part, said
from tests.practice.talk import named
from tests.practice.test_canaries import found
from tests.test_outsiders import ROUTES

SAID, HIDDEN, REPORTED, APPEALED = "CANARY-SAID", "CANARY-HID", "CANARY-REPORT", "CANARY-APPEAL"
NAME = "Canary Named"
EVERYTHING = {SAID, HIDDEN, REPORTED, APPEALED, NAME}


def talked(council, visibility):
    """One comment stands and is reported; another is hidden, and appealed."""
    named(NAME, council)
    paper = opened(council, visibility, by=council.clerk)
    one = said(paper, by=council.manager, text=f"{SAID} @{NAME}")
    wrong = {"wrong": "unkind", "words": REPORTED}
    actions.report(paper=paper, comment=one, **wrong, by=council.member, at=NOW)
    two = said(paper, by=council.colleague, text=HIDDEN)
    given = {"paper": paper, "comment": two, "at": NOW}
    actions.report(**wrong, by=council.member, **given)
    actions.hide(why="We hid it", by=council.clerk, **given)
    actions.appeal(words=APPEALED, by=council.colleague, **given)
    ids = {"paper_id": paper.public_id, "part_id": part(paper).public_id, "number": 1}
    ids |= {"page_id": paper.public_id, "slug": council.organisation.slug, "kind": "uses"}
    return [{**ids, "said_id": each.public_id, "verb": "keep"} for each in (one, two)]


def read(both, reader):
    return found(both[0], reader, EVERYTHING) | found(both[1], reader, EVERYTHING)


def words_of(seen):
    return {each.partition(": ")[2] for each in seen}


def test_those_who_judge_find_everything(council):
    """Otherwise the tests below would prove nothing."""
    seen = read(talked(council, "organisation"), council.adviser)
    assert words_of(seen) == EVERYTHING
    assert {f"papers:waiting: {each}" for each in EVERYTHING} <= seen


def test_a_colleague_reads_what_stands_and_nothing_else(council):
    seen = read(talked(council, "organisation"), council.members["applicant"])
    assert words_of(seen) == {SAID, NAME}


def test_whoever_wrote_it_reads_their_own_words_where_they_appeal(council):
    seen = read(talked(council, "organisation"), council.colleague)
    assert {each for each in seen if HIDDEN in each} == {f"papers:appeal: {HIDDEN}"}
    assert {each for each in seen if REPORTED in each or APPEALED in each} == set()


@pytest.mark.parametrize("part", ["administrator", "auditor", None])
def test_nobody_elsewhere_reads_anything(council, outside, part):
    reader = outside.members[part] if part else None
    assert read(talked(council, "organisation"), reader) == set()


def test_the_web_reads_no_name_and_nothing_that_is_hidden(council):
    assert words_of(read(talked(council, "public"), None)) == {SAID}


def test_every_address_of_a_paper_is_asked_for_with_what_it_names(council):
    ids = talked(council, "organisation")[0]
    keys = {key for name in PAPERS for key in ROUTES[name]}
    assert keys <= set(ids)
