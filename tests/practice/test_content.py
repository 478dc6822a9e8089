"""The guidance that comes with Mercat, and how it gets into the library."""

import re

import pytest

from mercat.common import markdown
from mercat.practice import marking
from mercat.practice.content import bringing, reading
from mercat.practice.models import Page
from tests.factories.council import NOW

SHIPPED = list(reading.shipped())
JARGON = re.compile(r"\b(utilis|leverag|stakeholder|going forward|successfully|e\.g\.|via)\b", re.I)


def test_there_is_plenty():
    assert len(SHIPPED) >= 12
    assert len({each.title for each in SHIPPED}) == len(SHIPPED)


@pytest.mark.parametrize("guidance", SHIPPED, ids=lambda each: each.key)
def test_each_is_short_plain_and_says_whence_it_knows(guidance):
    shown = markdown.render(guidance.body)
    words = re.findall(r"\w+", guidance.body)

    assert 150 < len(words) < 600
    assert len(shown.headings) >= 3
    assert guidance.citations
    assert all(each["author"] and each["title"] for each in guidance.citations)
    assert len(guidance.summary) <= 200
    assert not JARGON.search(guidance.body)
    assert marking.names_in(guidance.body) == list(guidance.fields) or set(
        marking.names_in(guidance.body)
    ) == set(guidance.fields)


def test_brought_in_once(db):
    assert bringing.bring_in(at=NOW) == len(SHIPPED)
    assert bringing.bring_in(at=NOW) == 0
    assert Page.objects.count() == len(SHIPPED)
    assert {each.visibility for each in Page.objects.all()} == {"everyone"}
    assert Page.objects.filter(revisions__number=1).count() == len(SHIPPED)


def test_improved_text_is_a_new_revision_and_copies_stay(council):
    bringing.bring_in(at=NOW)
    page = Page.objects.get(source="Mercat: leavers")
    copy = Page.objects.create(
        organisation=council.organisation,
        kind="policy",
        title="Ours",
        body="Our own words",
        adapted_from=page,
        adapted_number=1,
        source=page.source,
        begun_at=NOW,
        changed_at=NOW,
    )
    Page.objects.filter(pk=page.pk).update(body="As it read last year")

    assert bringing.bring_in(at=NOW) == 1

    page.refresh_from_db()
    assert page.number == 2
    assert "last two weeks" in page.summary
    assert page.revisions.get(number=2).why == "A newer version came with Mercat."
    copy.refresh_from_db()
    assert (copy.body, copy.number) == ("Our own words", 1)


def test_a_page_that_was_hidden_stays_hidden(db):
    bringing.bring_in(at=NOW)
    Page.objects.filter(source="Mercat: leavers").update(body="Old", status="hidden")

    bringing.bring_in(at=NOW)

    assert Page.objects.get(source="Mercat: leavers").status == "hidden"


def test_headings_leave_no_level_out_however_they_were_counted():
    text = "### Why\n\nWords.\n\n###### Deep\n\n# Who\n\n## Where\n\n## When"

    levels = [each.level for each in markdown.render(text).headings]

    assert levels == [2, 3, 2, 3, 3]
    assert [each.level for each in markdown.render(text, top=3).headings] == [3, 4, 3, 4, 4]
    assert str(markdown.render("#### Last").html).strip() == '<h2 id="s-last">Last</h2>'
