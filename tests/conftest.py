import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from mercat.archive import guards
from mercat.audit import triggers
from mercat.demo.management.commands.demo import free_port
from tests import flushing, templates
from tests.factories.council import Council, make_council
from tests.letters import LetterBox
from tests.pages import PageClient
from tests.web import Web

flushing.install()
# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
NO_BROWSER = "Chromium: none was found, so no journey ran in a browser. Install chromium."


def pytest_configure(config: pytest.Config) -> None:
    if kept := getattr(config, "cache", None):  # -p no:cacheprovider leaves none
        templates.install(kept.mkdir("databases"))


@pytest.fixture
def at() -> datetime:
    """A Wednesday in November, in the morning."""
    return datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture
def client() -> PageClient:
    return PageClient()


@pytest.fixture
def council(db: Any) -> Council:
    return make_council()


@pytest.fixture
def outside(db: Any) -> Council:
    """Another organisation, with the same roles."""
    return make_council(slug="glentarbet", name="Glentarbet Care")


@pytest.fixture
def letter_box(settings: Any) -> Iterator[LetterBox]:
    """A real SMTP server; what it caught."""
    box = LetterBox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield box
    controller.stop()


@pytest.fixture(scope="session")
def whole_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Web, str]]:
    web = Web()
    trust = tmp_path_factory.mktemp("trust") / "authority.pem"
    web.authority.cert_pem.write_to_path(str(trust))
    yield web, str(trust)
    web.stop()


@pytest.fixture
def web(db: Any, whole_web: tuple[Web, str], settings: Any) -> Web:
    """A small internet on this machine, which alone can be asked; the site may ask."""
    web, settings.FETCHING_TRUST = whole_web
    web.forget()
    cache.clear()
    settings.OUTGOING_REQUESTS = True
    settings.SECONDS_BETWEEN_REQUESTS = 0
    settings.DNS_SERVERS = [f"127.0.0.1:{web.dns.server_address[1]}"]
    settings.FETCHING_LOOPBACK = {80: web.plain.server_port, 443: web.secure.server_port}
    return web


@pytest.fixture
def flushable(transactional_db: Any) -> Iterator[None]:
    """For tests with several connections: their tables are emptied afterwards.

    The triggers that guard audit events, and what is closed, are lifted for that alone; flush puts
    those of the audit back.
    """
    cache.clear()
    yield
    triggers.lift()
    guards.lift()


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    deselect_those_of_the_other_database(config, items)
    if chromium() or os.environ.get("CI") == "true":
        return
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def deselect_those_of_the_other_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database says nothing new on a second one: it runs with SQLite alone."""
    on_postgresql = os.environ.get("TEST_DATABASE") == "postgresql"
    kept = [item for item in items if belongs_here(item, on_postgresql=on_postgresql)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def belongs_here(item: pytest.Item, *, on_postgresql: bool) -> bool:
    if not on_postgresql:
        return item.get_closest_marker("postgresql") is None
    return touches_database(item) and item.get_closest_marker("look") is None


def touches_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup"}
    marked = item.get_closest_marker("django_db") is not None
    return marked or not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    not_run = [os.environ.get("MERCAT_NOT_RUN", ""), "" if chromium() else NO_BROWSER]
    for line in filter(None, not_run):
        terminalreporter.write_sep("!", "NOT RUN", red=True, bold=True)
        terminalreporter.write_line(line, red=True, bold=True)
