"""A citizen on a phone asks; and a page elsewhere shows the answer while the register is down."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from mercat.lookup import actions, ranges
from tests.factories import OrganisationFactory
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.lookup.claims import published

pytestmark = pytest.mark.journey
FIELD = "Link or name of the account"
YES = "Yes, this is official"
ASKED = [
    ("https://www.facebook.com/StrathbegFerries", YES),
    ("m.facebook.com/strathbegferries/", YES),
    ("fb.com/StrathbegFerries?ref=ts", YES),
    ("FACEBOOK.COM/strathbegferries#top", YES),
    (
        "facebook.com/StrathbegFerriesSupport",
        "It is not on any register here, and its name is like one that is",
    ),
    ("facebook.com/StrathbegBuses", "This was official, and is no longer"),
    ("facebook.com/StrathbegFerries/posts/1", "This is not the address of an account"),
    ("faceb00k.com/StrathbegFerries", "No: this address only imitates a real one"),
]


def fill():
    organisation = OrganisationFactory(verified=True)
    ferries = published(organisation, handle="StrathbegFerries", key="facebook:strathbegferries")
    published(
        organisation,
        handle="StrathbegBuses",
        key="facebook:strathbegbuses",
        status="closed_released",
    )
    actions.follow_likeness(at=timezone.now())
    return ferries


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_citizen_on_a_phone_asks_whether_it_is_really_them(javascript, walk):
    fill()
    citizen = walk(javascript=javascript, width=320)
    citizen.go("/")

    for text, said in ASKED:
        citizen.type(FIELD, text)
        citizen.press("Check")
        expect(citizen.page.locator("#answer h2")).to_have_text(said)


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_citizen_on_a_phone_asks_for_all_of_them_at_once(javascript, walk):
    fill()
    citizen = walk(javascript=javascript, width=320)
    citizen.go("/lookup/")
    citizen.follow("Look up a whole list")
    citizen.press("Look up")
    citizen.sees("Paste the links of some accounts, or choose a file")
    citizen.type("Paste the links, one on each line", "\n".join(text for text, _ in ASKED))
    citizen.press("Look up")

    rows = citizen.page.locator("tbody tr td strong")
    expect(rows).to_have_text([said for _, said in ASKED])
    citizen.sees("StrathbegFerries on Facebook, which is run by")
    with citizen.page.expect_download() as taken:
        citizen.page.get_by_role("button", name="Take it as a CSV file").click()
    lines = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(ASKED)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *given: object) -> None:
        """Tests are read by people."""


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[str]:
    """Another web server, which knows nothing but files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


PAGE = """<!doctype html><html lang="en"><title>Ferries</title><h1>Ferries</h1>
<a href="{register}/lookup/?q={url}" data-mercat-badge="{key}">Is this account really ours?</a>
<script src="files/badge.js" async></script></html>"""


def test_badge_elsewhere_shows_the_answer_while_the_register_is_down(
    browser, flushable, tmp_path, elsewhere
):
    register = LiveServer("localhost")
    ferries = fill()
    ranges.publish(ranges.Folder(tmp_path / "files"), at=timezone.now())
    page_file = tmp_path / "page.html"
    page_file.write_text(PAGE.format(register=register.url, url=ferries.url, key=ferries.key))
    page = browser.new_page()
    page.goto(register.url)
    register.stop()

    page.goto(f"{elsewhere}/page.html")
    badge = page.get_by_role("link")
    expect(badge).to_have_text("✓ Official account, on the register")
    (tmp_path / "files" / "index.json").unlink()
    page.goto(f"{elsewhere}/page.html")

    expect(badge).to_have_text("Is this account really ours?")
    assert badge.get_attribute("href") == f"{register.url}/lookup/?q={ferries.url}"
    page.close()


@pytest.mark.look
def test_badge_speaks_the_language_of_its_page(browser, flushable, tmp_path, elsewhere):
    ferries = fill()
    ranges.publish(ranges.Folder(tmp_path / "files"), at=timezone.now())
    page = browser.new_page()
    said = {}
    for language in ("en-GB", "cy", "gd", "fr"):
        made = PAGE.replace('lang="en"', f'lang="{language}"')
        (tmp_path / f"{language}.html").write_text(
            made.format(register="https://social.example", url=ferries.url, key=ferries.key)
        )
        page.goto(f"{elsewhere}/{language}.html")
        page.wait_for_selector("[data-mercat-answer=official]")
        said[language] = page.get_by_role("link").inner_text()
    page.close()

    assert said == {
        "en-GB": "✓ Official account, on the register",
        "cy": "✓ Cyfrif swyddogol, ar y gofrestr",
        "gd": "✓ Cunntas oifigeil, air a’ chlàr",
        "fr": "✓ Official account, on the register",
    }
