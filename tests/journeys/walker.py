"""A person at a browser: does what people do, and looks at each page as they would."""

import os
import re
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response, expect

from mercat.demo import people
from tests.pages import check_page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What differs from visit to visit and looks the same: tokens, ids in addresses.
CHANGING = re.compile(r'value="[A-Za-z0-9]{64}"|(?<=/)[b-df-hj-np-tv-z2-9]{10}(?=/)')
ASKED: set[int] = set()
# Whether a page works without script is the same on every database.
WITH_AND_WITHOUT = [
    pytest.param(True, id="script"),
    pytest.param(False, id="no-script", marks=pytest.mark.look),
]
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


class Walker:
    def __init__(self, page: Page, *, javascript: bool) -> None:
        self.page = page
        self.javascript = javascript
        self.faults: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", self._hear)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    @cached_property
    def axe(self) -> Axe:
        return Axe()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.faults.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def follow(self, name: str, *, exact: bool = True) -> None:
        self.page.locator("main").get_by_role("link", name=name, exact=exact).first.click()
        self.look()

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).check()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    def sign_in(self, email: str, password: str = people.PASSWORD) -> None:
        self.page.context.clear_cookies()
        self.go("/sign-in/")
        self.type("E-mail address", email)
        self.page.locator("#id_password").fill(password)
        self.press("Sign in")

    def look(self) -> None:
        """The page is whole, axe finds nothing, and nothing runs out at the side."""
        self.page.wait_for_load_state()
        check_page(self.page.content())
        width = self.page.viewport_size
        assert width
        assert self.scroll_width() <= width["width"], f"{self.page.url} scrolls sideways"
        # axe is slow: each page that differs is asked once, for all databases and all widths.
        known = os.environ.get("TEST_DATABASE") == "postgresql" or self.is_known()
        if self.javascript and not known:
            self.check_with_axe()

    def is_known(self) -> bool:
        plain = CHANGING.sub("", self.page.content())
        key = zlib.crc32(plain.encode())
        known = key in ASKED
        ASKED.add(key)
        return known

    def scroll_width(self) -> int:
        measured: int = self.page.evaluate("document.documentElement.scrollWidth")
        return measured

    def check_with_axe(self) -> None:
        options: dict[str, Any] = {
            "resultTypes": ["violations"],
            "runOnly": {"type": "tag", "values": WCAG},
        }
        found = self.axe.run(self.page, options=options)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"

    def picture(self, name: str, *, wanted: bool) -> None:
        """For the README, when `make pictures` wants them."""
        if wanted:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("window.scrollTo(0, 0)")
            self.page.screenshot(path=PICTURES / f"{name}.png")
