"""The look-up for any web page, in a real engine: the recogniser's own cases, from a disk."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mercat.lookup import ranges
from mercat.platforms import PLATFORMS, Account, recognise
from tests.factories import OrganisationFactory
from tests.lookup.claims import published
from tests.platforms import test_recogniser, test_refusals

pytestmark = [pytest.mark.journey, pytest.mark.look]
DATA = Path(__file__).parents[1] / "platforms" / "data"
STATUSES = {
    "active": "official",
    "closed_released": "was_official",
    "lost": "not_controlled",
    "false": "known_false",
    "own": "own_account",
    "proposed": "not_registered",
}
WRONG = """cases => cases.filter(([text, platform, want]) => {
  const plain = (a) => a.key !== undefined
    ? [a.platform, a.kind, a.handle, a.key, a.url, a.stable]
    : [a.reason, a.site, a.suggestion, a.candidate ? plain(a.candidate) : null, a.sentence];
  return JSON.stringify(plain(mercat.recognise(text, platform))) !== want;
}).map(([text]) => text)"""


def cases():
    texts = [row["url"] for name in ("accounts", "variants", "not_accounts") for row in table(name)]
    texts += [text for text, _ in (*test_recogniser.PAIRS, *test_refusals.PAIRS)]
    asked = [(text, None) for text in texts if text.isprintable() and is_whole(text)]
    names = ("strathbeg", "@Strath.beg", "two words")
    return asked + [(name, platform) for name in names for platform in PLATFORMS]


def is_whole(text):
    """Half a character cannot be sent to a browser."""
    return not any("\ud800" <= letter < "\ue000" for letter in text)


def table(name):
    with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(answer):
    if isinstance(answer, Account):
        return list(answer)
    candidate = list(answer.candidate) if answer.candidate else None
    return [str(answer.reason), answer.site, answer.suggestion, candidate, answer.sentence]


def said(answer):
    return json.dumps(plain(answer), ensure_ascii=False, separators=(",", ":"))


@pytest.fixture
def accounts(db):
    organisation = OrganisationFactory(verified=True)
    return {status: published(organisation, status=status) for status in STATUSES}


@pytest.fixture
def page(browser, accounts, tmp_path):
    """A page on a disk, where nothing can be fetched."""
    ranges.publish(ranges.Folder(tmp_path), at=timezone.now(), scripts=True)
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><title>Ours</title><h1>Ours</h1>'
        '<div data-mercat-lookup></div><script src="lookup.js"></script></html>'
    )
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    yield page
    page.close()


def test_script_recognises_what_the_recogniser_does(page):
    asked = cases()

    wrong = page.evaluate(WRONG, [(t, p, said(recognise(t, platform=p))) for t, p in asked])

    assert (len(asked) > 7000, wrong) == (True, [])


def test_script_digests_as_everybody_does(page):
    texts = ["", "abc", "é" * 40, *("a" * n for n in (55, 56, 63, 64, 65, 119, 120, 1000))]

    digests = page.evaluate("texts => texts.map(mercat.sha256)", texts)

    assert digests == [hashlib.sha256(text.encode()).hexdigest() for text in texts]


def test_page_on_a_disk_gives_each_answer(page, accounts):
    texts = [*(each.url for each in accounts.values()), "faceb00k.com/x", "x.com/home", "hello"]

    told = page.evaluate(
        "texts => Promise.all(texts.map(t => mercat.lookUp(t).then(f => f.answer)))", texts
    )

    assert told == [*STATUSES.values(), "lookalike", "not_an_account", "not_recognised"]


def test_form_on_the_page_says_the_answer(page, accounts):
    page.get_by_label("Link of the account").fill(accounts["active"].url)
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("[data-mercat-answer=official]")

    assert page.get_by_role("status").text_content() == "Yes, this is official."


IN_WELSH = """<!doctype html><html lang="cy-GB"><title>Ni</title><h1>Ni</h1>
<div data-mercat-lookup></div>
<div lang="gd"><div data-mercat-lookup></div></div>
<div lang="fr"><div data-mercat-lookup></div></div>
<script src="lookup.js"></script></html>"""
ASKED = [  # which form, as it names its field and its button, and what it says of a post
    ("Dolen y cyfrif", "Gwirio", "Ydy, mae hwn yn swyddogol.", "Cyfeiriad postiad"),
    ("Ceangal a’ chunntais", "Thoir sùil", "Tha, tha seo oifigeil.", "’S e seòladh puist"),
    ("Link of the account", "Check", "Yes, this is official.", "This is the address of a post"),
]


def test_form_speaks_the_language_of_its_place(page, accounts, tmp_path):
    (tmp_path / "page.html").write_text(IN_WELSH)
    page.goto((tmp_path / "page.html").as_uri())

    for label, button, official, post in ASKED:
        form = page.locator("form", has=page.get_by_label(label))
        said = form.locator("xpath=following-sibling::p")
        for text, begins in ((accounts["active"].url, official), ("x.com/a/status/1", post)):
            form.get_by_label(label).fill(text)
            form.get_by_role("button", name=button).click()
            expect(said).to_contain_text(begins)
    told = page.evaluate("mercat.lookUp('x.com/nobody').then(f => f.said)")

    assert told.startswith("Nid yw ar y gofrestr.")
