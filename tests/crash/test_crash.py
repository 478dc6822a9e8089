"""What was acknowledged is there, whole; what was to be sent was sent."""

import itertools
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from mercat.demo.management.commands.demo import free_port
from tests.crash.inside import LEARNERS
from tests.crash.site import Site, Visitor
from tests.factories.models import PASSWORD

ROUNDS = int(os.environ.get("CRASHES", "1"))
AT_LEAST = 8  # acknowledged in each round
DRAFTS = 6 * ROUNDS
# It needs no test database, but a server. The suite does it on one kind, `make crash` on both.
pytestmark = [pytest.mark.django_db]
if "CRASHES" not in os.environ:
    pytestmark.append(pytest.mark.postgresql)


@dataclass
class Catcher:
    """Which mail came when."""

    times: dict[str, list[float]] = field(default_factory=dict)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        head = envelope.content.decode().partition("\r\n\r\n")[0]
        (line,) = [each for each in head.splitlines() if each.lower().startswith("message-id")]
        key = line.partition("<")[2].partition("@")[0]
        self.times.setdefault(key, []).append(time.monotonic())
        return "250 Kept"


@pytest.fixture
def catcher() -> Iterator[Controller]:
    controller = Controller(Catcher(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def database_url() -> Iterator[str]:
    """An empty database beside the tests' own."""
    if connection.vendor == "sqlite":
        yield ""
        return
    given = connection.settings_dict
    server = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    name = f"{given['NAME']}_crash"
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        yield f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{name}"
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def site(tmp_path, database_url, catcher) -> Iterator[Site]:
    made = Site(tmp_path, database_url=database_url, mail_port=catcher.port)
    made.manage("migrate", "--verbosity", "0")
    made.manage("collectstatic", "--verbosity", "0", "--no-input")
    yield made
    made.kill()


@dataclass
class Crowd:
    """People who go on posting until the site is gone, and what the site told them was done."""

    learners: list[Visitor]
    applicant: Visitor
    drafts: Iterator[str]
    acknowledged: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def work(self) -> list[threading.Thread]:
        tasks: list[Callable[[], str]] = [self._learning(each) for each in self.learners]
        threads = [
            threading.Thread(target=self._go_on, args=[task]) for task in [*tasks, self._send]
        ]
        for thread in threads:
            thread.start()
        return threads

    def _go_on(self, task: Callable[[], str]) -> None:
        while True:
            try:
                self.acknowledged.append(task())
            except (OSError, StopIteration):  # the site was killed, or no draft is left
                return

    def _learning(self, learner: Visitor) -> Callable[[], str]:
        def learn() -> str:
            purpose = f"To follow colleagues, number {next(self.numbers)}"
            assert learner.post("/passports/learn/", **LEARN, purpose=purpose)
            return purpose

        return learn

    def _send(self) -> str:
        draft = next(self.drafts)
        path = f"/passports/applications/{draft}/send/"
        assert self.applicant.post(path, **DECLARED)
        return draft


LEARN = {
    "tools": "Forums of our profession",
    "brings": "Better answers",
    "declare_policy": "on",
}
DECLARED = {f"declare_{each}": "on" for each in ("policy", "belongs", "manager")}


def test_crash_under_load_loses_nothing_that_was_acknowledged(site, catcher):
    drafts = json.loads(site.inside(f"fill({DRAFTS})"))
    kills: list[float] = []
    site.start()
    crowd = Crowd(
        [Visitor(site, f"learner{n}@strathbeg.example", PASSWORD) for n in range(LEARNERS)],
        Visitor(site, "applicant@strathbeg.example", PASSWORD),
        iter(drafts),
    )
    for number in range(ROUNDS):
        threads = crowd.work()
        wait_for_more(crowd, AT_LEAST)
        time.sleep(number % 5 * 0.03)  # each time at another moment
        site.kill()
        kills.append(time.monotonic())
        for thread in threads:
            thread.join()
        site.start()
    send_what_waits(site)

    told = json.loads(site.inside("tell()"))
    assert len(crowd.acknowledged) >= AT_LEAST * ROUNDS
    assert lost(crowd.acknowledged, told["applications"]) == []
    assert halves(told["applications"]) == []
    assert site.manage("verify_audit")
    assert unsent(told["mails"], catcher.handler.times) == []
    assert doubled_without_a_kill(catcher.handler.times, kills) == []


def wait_for_more(crowd: Crowd, how_many: int) -> None:
    wanted, end = len(crowd.acknowledged) + how_many, time.monotonic() + 60
    while len(crowd.acknowledged) < wanted and time.monotonic() < end:
        time.sleep(0.01)


def send_what_waits(site: Site) -> None:
    for _ in range(200):
        if site.inside("free_claims()") == "0":
            return
        time.sleep(0.3)
    raise AssertionError("the outbox never emptied")


def lost(acknowledged: list[str], applications: list[dict[str, Any]]) -> list[str]:
    learnt = {each["answers"]["purpose"] for each in applications if each["kind"] == "learn"}
    sent = {each["id"] for each in applications if each["status"] == "submitted"}
    return [each for each in acknowledged if each not in learnt | sent]


def halves(applications: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whatever has one part of its status without the others."""
    whole = {
        ("learn", "released", True, True, True),
        ("new", "draft", False, False, False),
        ("new", "submitted", True, False, False),
    }
    return [each for each in applications if _parts(each) not in whole]


def _parts(each: dict[str, Any]) -> tuple[str, str, bool, bool, bool]:
    return each["kind"], each["status"], bool(each["answers"]), each["decided"], each["passport"]


def unsent(mails: dict[str, list[Any]], times: dict[str, list[float]]) -> list[str]:
    return [key for key, (_, sent) in mails.items() if not sent or key not in times]


def doubled_without_a_kill(times: dict[str, list[float]], kills: list[float]) -> list[str]:
    return [
        key
        for key, came in times.items()
        for first, second in itertools.pairwise(came)
        if not any(first < kill < second for kill in kills)
    ]
