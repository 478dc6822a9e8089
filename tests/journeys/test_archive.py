"""A council closes; its archive answers from a folder and from a disk, without a server of ours."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone

from tests.archive.closed import close
from tests.lookup.claims import published

pytestmark = [pytest.mark.journey, pytest.mark.look]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def archive(council, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    published(
        council.organisation,
        platform="x",
        key="x:strathbegnews",
        handle="StrathbegNews",
        url="https://x.com/strathbegnews",
        name="Strathbeg Council news",
    )
    published(
        council.organisation,
        platform="x",
        key="x:strathbegcash",
        handle="StrathbegCash",
        url="https://x.com/strathbegcash",
        name="Refunds",
        status="false",
    )
    close(council.organisation, at=timezone.now())
    folder = tmp_path / "archive"
    call_command("export_site", folder)
    return folder


@pytest.fixture
def served(archive):
    handler = functools.partial(Quiet, directory=str(archive.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/archive/index.html"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("how", ["from a disk", "from a folder on a server"])
def test_archive_answers(browser, archive, served, council, how):
    folder = archive
    start = served if how == "from a folder on a server" else (folder / "index.html").as_uri()
    page, errors, outside = browser.new_page(), [], []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    root = start.removesuffix("index.html")
    page.on("request", lambda asked: outside.append(asked.url) if outside_of(root, asked) else None)
    page.goto(start)
    assert page.get_by_text("Archived on").is_visible()
    for text in (
        "x.com/strathbegnews",
        "https://twitter.com/StrathbegNews",
        "https://mobile.twitter.com/strathbegnews/",
        "https://www.x.com/StrathbegNews?s=20",
    ):
        assert asked(page, text) == "official", text
    assert asked(page, "https://x.com/StrathbegCash") == "known_false"
    page.get_by_role("link", name="All official accounts").click()
    page.get_by_role("link", name=str(council.organisation.name)).first.click()
    assert page.get_by_text("Ask there from now on.").is_visible()
    page.get_by_role("link", name="Strathbeg Council news").click()
    assert page.get_by_text("Archived on").is_visible()
    check(page)
    page.get_by_role("link", name="Search the archive").click()
    page.get_by_label("What are you looking for?").fill("strathbeg news")
    page.get_by_role("button", name="Search").click()
    found = page.locator("[data-mercat-search] a", has_text="Strathbeg Council news")
    found.first.wait_for()
    check(page)
    found.first.click()
    page.wait_for_url("**/accounts/**")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(start)
        check(page)
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide)
    assert (errors, outside) == ([], [])
    page.close()


def outside_of(root, request):
    return not request.url.startswith((root, "data:"))


def asked(page, text):
    page.get_by_label("Link of the account").fill(text)
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("[data-mercat-answer]")
    answer = page.locator("[data-mercat-answer]").get_attribute("data-mercat-answer")
    page.evaluate(
        "document.querySelector('[data-mercat-answer]').removeAttribute('data-mercat-answer')"
    )
    return answer


def check(page):
    faults = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in faults] == []
