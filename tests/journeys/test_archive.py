"""A council closes; its archive answers from a folder and from a disk, without a server of ours."""

import functools
import subprocess
import sys
import threading
from datetime import timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone

from mercat.practice import actions as practice
from tests.archive.closed import close
from tests.lookup.claims import published
from tests.practice import written as pages

pytestmark = [pytest.mark.journey, pytest.mark.look]

WORDS = {
    "en": "## Where to go now\n\nStrathbeg became part of Glentarbet. "
    "[Ask there](https://glentarbet.example) from now on.",
    "cy": "Gofynnwch yng Nglentarbet o hyn ymlaen.",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def archive(council, settings, tmp_path):
    settings.VAR = tmp_path / "var"
    settings.PUBLIC_LANGUAGES = ["en", "cy"]
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
    policy = pages.published(
        council.member, "public", kind="policy", title="Our policy", body="Ask before you post."
    )
    given = {"number": policy.number, "body": "Post, and ask when unsure.", "why": "Clearer"}
    practice.change(page=policy, **given, by=council.member, at=pages.NOW + timedelta(days=1))
    close(council.organisation, at=timezone.now(), words=WORDS)
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
    assert page.get_by_role("link", name="Ask there").is_visible()
    assert page.locator("strong", has_text="Where to go now").is_visible()
    heading = page.locator("h1, h2, h3").first
    assert heading.evaluate("each => each.tagName") == "H1"  # the banner's words have none
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
    read_the_policy(page)
    speak_welsh(page, start)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(start)
        check(page)
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide)
    assert (errors, outside) == ([], [])
    page.close()
    tamper(folder)


def read_the_policy(page):
    """From the navigation to how it read before."""
    page.get_by_role("link", name="Shared practice").first.click()
    page.get_by_role("link", name="Our policy").first.click()
    assert page.get_by_text("Post, and ask when unsure.").is_visible()
    page.get_by_role("link", name="How it read before").click()
    page.locator("main table a").last.click()
    assert page.get_by_text("Ask before you post.").first.is_visible()
    check(page)


def speak_welsh(page, start):
    page.goto(start)
    page.get_by_role("link", name="Cymraeg").click()
    assert page.locator("html").get_attribute("lang") == "cy"
    check(page)
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang").startswith("en")


def tamper(folder):
    """One bit of one byte, and what needs Python alone names the file."""
    said = verified(folder)
    assert said.stdout.strip() == "Every file is as it was made."
    file = next(folder.glob("lookup/accounts/*/index.html"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    said = verified(folder)
    assert said.returncode == 1
    assert f"{file.relative_to(folder).as_posix()} was changed" in said.stdout


def verified(folder):
    return subprocess.run(
        [sys.executable, folder / "verify.py"], capture_output=True, text=True, check=False
    )


def outside_of(root, request):
    return not request.url.startswith((root, "data:"))


def asked(page, text):
    page.locator("[data-mercat-lookup] input").fill(text)
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
