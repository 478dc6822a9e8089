import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import NO_BROWSER, chromium
from tests.journeys.walker import Walker

# Playwright's synchronous face runs an event loop in this thread; Django would mistrust it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, NO_BROWSER
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def walk(
    browser: Browser, flushable: None, live_server: Any, settings: Any
) -> Iterator[Callable[..., Walker]]:
    """Makes walkers: people at a browser of their own."""
    settings.SITE_URL = live_server.url
    walkers: list[Walker] = []

    def make(*, javascript: bool = True, width: int = 1280) -> Walker:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            base_url=live_server.url,
        )
        walkers.append(Walker(context.new_page(), javascript=javascript))
        return walkers[-1]

    yield make
    for walker in walkers:
        walker.page.context.close()
    for walker in walkers:
        assert walker.faults == []
