"""What people may type or bring in, at its worst: nothing executes, no word is lost."""

import re
from contextlib import suppress

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from mercat.common import markdown
from mercat.common.refusals import Refused
from mercat.practice.imports import bring
from mercat.practice.imports.tags import MOST_ATTRIBUTES, with_few_attributes
from tests.practice.attacks import DEEP, HTML, LONG, MARKDOWN, TWO_WAYS

ALLOWED = markdown.TAGS | {"div", "html", "body", "p"}
SCHEME = re.compile(r"^(?:https?:|mailto:|tel:|[^:]*$|[/#])", re.IGNORECASE)


def parts(text):
    tree = html.document_fromstring(f"<div>{text}</div>")
    return tree, [each for each in tree.iter() if isinstance(each.tag, str)]


def check_harmless(text):
    tree, elements = parts(text)
    assert {each.tag for each in elements} <= ALLOWED
    for each in elements:
        for name, value in each.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src"}:
                assert SCHEME.match(value), value
    assert not tree.xpath("//img[starts-with(@src, 'http') or starts-with(@src, 'data')]")
    return tree.text_content()


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_runs_nothing_and_keeps_the_words(text):
    assert "canary" in check_harmless(str(markdown.render(text).html))


@pytest.mark.parametrize("text", HTML)
def test_web_pages_run_nothing_and_keep_the_words(text):
    brought = bring("page.html", f"<html><body><p>Begin</p>{text}</body></html>".encode())
    shown = check_harmless(str(markdown.render(brought.body).html))

    assert "canary" in shown
    assert "alert(1)" not in shown or "<script" not in brought.body


@pytest.mark.parametrize("text", TWO_WAYS)
def test_a_web_page_that_is_read_in_two_ways_runs_nothing(text):
    brought = bring("page.html", f"<html><body><p>Begin</p>{text}</body></html>".encode())
    check_harmless(str(markdown.render(brought.body).html))


@pytest.mark.parametrize("name", LONG)
def test_the_longest_keeps_its_words(name):
    shown = str(markdown.render(LONG[name]).html)
    assert shown.count("canary") == escape(LONG[name]).count("canary") or name.startswith("head")


# In a comment or a tag that never ends, which nobody sees.
UNSEEN = {("page.html", "comments that never end"), ("page.html", "angles")}
# Longer than a page of ours; such a one says so.
TOO_LONG = {"one line of a megabyte", "one word of a megabyte", "a megabyte of marks"}
TOO_LONG |= {"marks of Markdown", "a megabyte of script", "lists in lists"}


@pytest.mark.parametrize("name", {**DEEP, **LONG})
@pytest.mark.parametrize("file", ["page.html", "text.md"])
def test_the_deepest_is_brought_in_whole_or_refused_with_a_sentence(name, file):
    text = {**DEEP, **LONG}[name]
    page = f"<html><body><p>Begin</p>{text}</body></html>" if file == "page.html" else text
    with suppress(Refused):
        brought = bring(file, page.encode())
        shown = check_harmless(str(markdown.render(brought.body).html))
        assert "canary" in shown or (file, name) in UNSEEN
        return
    assert name in TOO_LONG
    with pytest.raises(Refused, match="longer than 100,000 characters"):
        bring(file, page.encode())


def test_what_has_too_many_elements_keeps_its_words_as_paragraphs():
    rows = "".join(f"<tr><td>row{n}</td><td>a &amp; b</td></tr>" for n in range(2_000))
    body = bring("page.html", f"<h1>Rows</h1><table>{rows}</table>".encode()).body
    assert all(f"row{n}" in body for n in range(2_000))
    assert "a & b" in check_harmless(str(markdown.render(body).html))


def test_words_of_a_page_that_is_too_deep_are_its_paragraphs():
    page = "<h1>Who</h1><p>You &amp; I<!-- no --><script>no</script>" + "<div>" * 300
    body = bring("page.html", f"{page}<b>ca</b>nary<p>End</p>".encode()).body
    assert body.split("\n\n") == ["You & I", "canary", "End"]  # the first is its title


def test_pictures_stand_where_they_stood():
    page = b"<p>One <img src=a.png alt=Map> two <img src=b.png> three</p>"
    body = bring("page.html", page, url="https://a.example/x/").body
    found = re.sub(r"!\[([^]]*)\]\([^)]*\)", r"[\1]", body)
    assert found == "One [Map] two [] three"


MANY = " ".join(f"a{n}=b" for n in range(5_000))


@pytest.mark.parametrize(
    "page",
    [
        f"<p {MANY}>canary</p>",
        f"<p\n{MANY}>canary",
        f"<P/{MANY.replace(' ', '/')}>canary</P>",
        f"<p x='>' {MANY}>canary</p>",
        f'<p x="<q>" {MANY}>canary</p>',
        f'<!-- <p a=" --> <q b=" > " {MANY}>canary</q>',
        f"<!--><p {MANY}>canary</p>",
        f"<title>'</title><p {MANY}>canary</p>",
        f"<script>'<p a=\"</script><p {MANY}>canary</p>",
        f"<textarea><p '</textarea ><p {MANY}>canary</p>",
        f"<?x '><p {MANY}>canary</p>",
        f"</p {MANY}>canary",
        f"<p <a <b {MANY}>canary</p>",
        f"<p a=b'c=\"d {MANY}>canary</p>",
        "<p " + " ".join(f'a{n}="b c"' for n in range(5_000)) + ">canary</p>",
        "<p " + "".join(f"a{n}='b'" for n in range(5_000)) + ">canary</p>",
        f"<p {MANY}",
    ],
)
def test_no_parser_is_given_thousands_of_attributes(page):
    text = with_few_attributes(page)
    tree = html.document_fromstring(f"<html><body>{text}</body></html>")
    assert max(len(each.attrib) for each in tree.iter()) <= MOST_ATTRIBUTES
    assert ("canary" in text) == ("canary" in page)


@given(st.text(alphabet="<>/!-='\" aZ\n"))
def test_a_page_of_few_attributes_is_let_be(page):
    assert with_few_attributes(page) == page
