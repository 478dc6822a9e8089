"""Every table, log, file and cache, before and after somebody answered a pulse."""

import logging
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings as site
from django.db import connection, transaction
from django.urls import reverse

from mercat.demo.management.commands.demo import free_port
from mercat.learning import actions, middleware, queries
from mercat.learning.models import PulseBox, PulseCard
from tests.factories.council import NOW
from tests.factories.models import PASSWORD
from tests.learning.addresses import assessed, pulsing

ADDRESS = "203.0.113.77"
CANARIES = (ADDRESS, "198.51.100.9", "Canary/9", "canary-page", "canary-cookie", "canary-key")
TELLS = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": f"198.51.100.9, {ADDRESS}",
    "HTTP_USER_AGENT": "Canary/9 (a phone)",
    "HTTP_REFERER": "https://intranet.example/canary-page",
    "HTTP_AUTHORIZATION": "Bearer canary-key",
}
ALWAYS = {"starts_on": date(2026, 1, 1), "ends_on": date(2100, 1, 1)}


@pytest.fixture
def pulse(council):
    return pulsing(assessed(council), council, **ALWAYS, parts=["Libraries", "Roads"])


def typed(pulse, **changed):
    return {each.key: "most" for each in queries.statements_of(pulse)} | changed


def address_of(pulse, name="answer_pulse", *more):
    return reverse(f"pulse:{name}", args=[pulse.public_id, *more])


# What there is to see.


def tables():
    """Each row of each table as text, with where it lies and which transaction put it there."""
    postgresql = connection.vendor == "postgresql"
    names = connection.introspection.table_names()
    with connection.cursor() as cursor:
        without = set()
        if not postgresql:
            names = [*names, "sqlite_sequence"]
            cursor.execute("SELECT name FROM pragma_table_list WHERE wr OR type = 'virtual'")
            without = {name for (name,) in cursor.fetchall()}
        found = {}
        for name in names:
            more = ", ctid::text, xmin::text" if postgresql else ", rowid" * (name not in without)
            cursor.execute(f'SELECT *{more} FROM "{name}"')  # noqa: S608  # our own tables
            found[name] = Counter(map(repr, cursor.fetchall()))
        if postgresql:
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
            found["sequences"] = Counter(map(repr, cursor.fetchall()))
    return found


def files():
    folder = Path(site.VAR)
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".sqlite3" not in path.name  # the tables were looked at
    }


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


class Heard(logging.Handler):
    def __init__(self):
        super().__init__(0)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def heard():
    """Every line that any part of the program logs, as much as an operator can have it log."""
    handler, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)  # as with LOG_LEVEL=DEBUG
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def signed_in(client, council):
    """A colleague who uses the site, with a session of theirs and a cookie besides."""
    who = {"login": council.colleague.person.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), who).status_code == 302
    client.cookies["language"] = "canary-cookie"
    return client


def test_an_answer_leaves_one_more_in_a_count_and_nothing_else(
    signed_in, pulse, council, heard, capfd, settings
):
    settings.PULSE_RATE_LIMITS = {"answer": 100}
    session = signed_in.cookies["sessionid"].value
    before, folder = tables(), files()
    heard.clear()
    capfd.readouterr()

    page = signed_in.get(address_of(pulse), **TELLS)
    easy = signed_in.get(address_of(pulse, "answer_easily"), **TELLS)
    sent = signed_in.post(address_of(pulse), typed(pulse, part="1", words="Give us time"), **TELLS)
    thanks = signed_in.get(address_of(pulse, "thanks"), **TELLS)

    after = tables()
    assert (sent.status_code, thanks.status_code) == (302, 200)
    assert changed(before, after) == {"learning_pulsebox"}
    (row,) = after["learning_pulsebox"]
    assert queries.people_in(PulseBox.objects.get()) == 1
    assert not any(each in row for each in CANARIES)
    assert heard == []
    assert capfd.readouterr() == ("", "")
    assert files() == folder
    assert list(site.CACHES) == ["default"]  # which is a table
    assert site.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    for answer in (page, easy, sent, thanks):
        said = answer.serialize().decode()
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert council.colleague.person.name not in said
        assert "csrfmiddlewaretoken" not in said
        assert session not in said
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    kept = repr(middleware._counts) + repr(middleware.__dict__.get("_window"))
    assert middleware._counts
    assert not any(each in kept for each in (*CANARIES, session))


def test_the_box_has_no_column_for_a_time_or_a_person():
    kinds = {field.get_internal_type() for field in PulseBox._meta.get_fields()}

    assert kinds == {"OneToOneField", "JSONField"}
    assert {field.get_internal_type() for field in PulseCard._meta.get_fields()} == {
        "CharField",
        "ForeignKey",
    }


def laid_down(*answers):
    """The rows as they are kept, byte for byte, once these answered; then all is as before."""
    with transaction.atomic():
        for pulse, answer, code in answers:
            actions.answer_pulse(pulse=pulse, answer=answer, code=code, on=NOW.date())
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM learning_pulsebox")
            boxes = cursor.fetchall()
            cursor.execute("SELECT * FROM learning_pulsecard ORDER BY token_hash")
            cards = cursor.fetchall()
        transaction.set_rollback(True)
    return boxes, cards


def two(pulse):
    keys = [each.key for each in queries.statements_of(pulse)]
    first = actions.Answer(said=dict.fromkeys(keys, "most"), part="1", words="Zebra")
    return first, actions.Answer(said=dict.fromkeys(keys[1:], "few"), part="0", words="Ant")


def test_in_whichever_order_they_answer_the_same_is_kept(pulse):
    one, other = two(pulse)

    forth = laid_down((pulse, one, ""), (pulse, other, ""))
    back = laid_down((pulse, other, ""), (pulse, one, ""))

    assert forth == back
    assert queries.people_in(PulseBox.objects.get()) == 0  # and it was all undone


def test_whichever_card_they_used_the_same_is_kept(council):
    pulse = pulsing(
        assessed(council), council, **ALWAYS, parts=["Libraries", "Roads"], door="cards"
    )
    made = {"pulse": pulse, "many": 5, "by": council.learning_lead, "at": NOW}
    card, another, *_others = actions.make_cards(**made)
    one, other = two(pulse)

    straight = laid_down((pulse, one, card), (pulse, other, another))
    crossed = laid_down((pulse, one, another), (pulse, other, card))

    assert straight == crossed


def test_a_card_is_gone_and_nothing_else_changed(client, council, heard):
    pulse = pulsing(assessed(council), council, **ALWAYS, door="cards")
    made = {"pulse": pulse, "many": 5, "by": council.learning_lead, "at": NOW}
    code = actions.make_cards(**made)[0]
    before = tables()
    heard.clear()

    page = client.get(address_of(pulse, "answer_by_card", code), **TELLS).content.decode()
    assert f'name="code" value="{code}"' in page
    assert client.post(address_of(pulse), typed(pulse, code=code), **TELLS).status_code == 302
    again = client.post(address_of(pulse), typed(pulse, code=code), **TELLS)
    entered = client.post(address_of(pulse, "enter_card"), {"code": code}, **TELLS)

    after = tables()
    assert changed(before, after) == {"learning_pulsebox", "learning_pulsecard"}
    cards = before["learning_pulsecard"], after["learning_pulsecard"]
    assert sum((cards[0] - cards[1]).values()) == 1
    assert not cards[1] - cards[0]
    assert "used already" in again.content.decode()
    assert "used already" in entered.content.decode()
    assert heard == []


def test_a_failure_is_told_without_a_word_of_what_was_sent(client, pulse, heard, monkeypatch):
    def fail(**_given):
        raise ValueError(f"secret words from {ADDRESS}")

    monkeypatch.setattr(actions, "answer_pulse", fail)
    client.raise_request_exception = False
    heard.clear()

    answered = client.post(address_of(pulse), typed(pulse), **TELLS)

    assert answered.status_code == 500
    (line,) = heard
    assert line.startswith("a page that leaves no line failed: ValueError in fail, line ")
    assert not any(each in line for each in (*CANARIES, "secret", pulse.public_id))


def test_another_site_cannot_answer_through_a_browser(client, pulse):
    sent = client.post(address_of(pulse), typed(pulse), HTTP_SEC_FETCH_SITE="cross-site")

    assert sent.status_code == 403
    assert queries.people_in(PulseBox.objects.get()) == 0


def test_too_many_from_one_address_wait_a_minute_and_lose_nothing(client, pulse, settings):
    settings.PULSE_RATE_LIMITS = {"answer": 2}
    where = {"REMOTE_ADDR": "203.0.113.200"}
    assert [
        client.post(address_of(pulse), typed(pulse), **where).status_code for _n in range(3)
    ] == [302, 302, 200]
    page = client.post(address_of(pulse), typed(pulse), **where).content.decode()

    assert "Wait a minute, then send it" in page
    assert page.count("checked") == len(queries.statements_of(pulse))
    elsewhere = client.post(address_of(pulse), typed(pulse), REMOTE_ADDR="203.0.113.201")
    assert elsewhere.status_code == 302


def test_other_pages_leave_their_line(client, heard, db):
    client.get("/about/cookies/")

    assert [line for line in heard if line.startswith("GET /about/cookies/ 200")]


def test_the_server_logs_neither_a_pulse_nor_its_styles(tmp_path):
    """gunicorn itself, asked to log every request to a file."""
    log, port = tmp_path / "access.log", free_port()
    command = [sys.executable, "-m", "gunicorn", "mercat.config.wsgi", "--access-logfile", str(log)]
    command += ["--bind", f"127.0.0.1:{port}"]
    given = {**os.environ, "MERCAT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": ""}
    given["DJANGO_SETTINGS_MODULE"] = "mercat.config.settings"
    given.pop("MERCAT_DEMO", None)
    for first in (["migrate"], ["collectstatic", "--no-input"]):
        ready = [sys.executable, "manage.py", *first, "--verbosity", "0"]
        subprocess.run(ready, cwd=site.BASE_DIR, env=given, check=True)
    with (tmp_path / "said.log").open("w") as said:
        server = subprocess.Popen(command, cwd=site.BASE_DIR, env=given, stdout=said, stderr=said)
        try:
            asked = ["/healthz", "/pulse/anonymous/", "/static/mercat/mercat.css", "/healthz"]
            found = [_ask(f"http://127.0.0.1:{port}{path}") for path in asked]
        finally:
            server.terminate()
            server.wait(20)
    assert (found[0], found[1], found[3]) == (200, 200, 200)
    lines = log.read_text().splitlines()
    assert [line.split('"')[1] for line in lines] == ["GET /healthz HTTP/1.1"] * 2
    told = (tmp_path / "said.log").read_text()
    assert "GET /healthz 200" in told
    assert "pulse" not in told


def _ask(address):
    for _try in range(200):
        try:
            with urlopen(address, timeout=60) as answer:
                return answer.status
        except URLError as error:
            if getattr(error, "code", 0):
                return error.code
            time.sleep(0.1)
    return 0
