"""Every form that a person can reach, filled with what nobody should type.

The pages are found by following links; each form is posted once for each kind of bad input. There
is never an error of ours; when the form comes back, it says what is wrong and kept what was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.factories.council import LIFE
from tests.pages import is_page

KINDS = {
    "empty": "",
    "blank": " \t\r\n ",
    "too long": "long " * 20_000,
    "wrong type": "x';--<b>&amp;%00",
    "emoji": "🦊👩🏽‍🚒 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "right to left": "\u202eשלום \u2066مرحبا\u2069 e\u0301",
    "nul": "be\0fore",
    "number": "-99999999999999999999",
}
PARTS = ["applicant", "manager", "clerk", "chair", "adviser", "keeper", "administrator", "auditor"]
STARTS = ["/", "/dashboard/", "/passports/", "/register/", "/organisation/", "/people/security/"]
# Somebody else's page (the address is refused or leads out), or the end of the visit.
NOT_FOLLOWED = {"account_logout", "demo:letter"}
ANSWERED = {"lookup:look_up_list"}  # whatever stands on a list, each line has its answer
MOST_OF_A_KIND = 6
TYPED = ("text", "email", "search", "tel", "url", "number")
FINE = {200, 302, 400, 403, 404, 405, 409, 410, 422, 429}


@dataclass(frozen=True)
class Filled:
    """A form of a page: where it goes, and its fields with what the page had put into them."""

    part: str
    page: str
    action: str
    method: str
    fields: tuple[tuple[str, str, str], ...]  # name, kind, value

    @property
    def name(self) -> tuple[str, tuple[str, ...]]:
        return resolve(urlsplit(self.action).path).view_name, tuple(f[0] for f in self.fields)

    @property
    def takes_nothing(self) -> bool:
        """Whether it is a button alone, which no text can make wrong."""
        return all(kind in ("csrf", "submit", "hidden") for _, kind, _ in self.fields)

    def typed(self, text: str) -> dict[str, str]:
        """With this text wherever one can type, and what the page had put elsewhere."""
        return {
            name: text if kind in (*TYPED, "textarea", "password", "select", "radio") else value
            for name, kind, value in self.fields
            if kind not in ("file", "checkbox", "submit")
        }


AMONG_THEM = {
    "passports:section",
    "passports:send",
    "passports:withdraw",
    "passports:learn",
    "passports:ask",
    "passports:decide",
    "passports:release",
    "passports:discuss",
    "organisations:invite",
    "organisations:add_department",
}


@pytest.fixture
def forms(everybody, council) -> list[Filled]:
    """Of every page that anybody finds, one of each kind, whoever found it first."""
    for status in LIFE:
        council.case(status)
    found: dict[Any, Filled] = {}
    written = Written()
    with connection.execute_wrapper(written):
        for part in PARTS:
            for path, page in pages(everybody.become(part)):
                for form in forms_of(page, part, path):
                    found.setdefault(form.name, form)
    # Whatever fetches a page before somebody looks changes nothing; a reader's mark is their own.
    assert written.tables <= {"comments_reader"}
    assert {form.name[0] for form in found.values() if form.method == "post"} >= AMONG_THEM
    return list(found.values())


@dataclass
class Written:
    """Which tables were written, by the statements that were sent."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        if found := re.match(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', statement):
            self.tables.add(found[1])
        return execute(statement, params, many, context)


def pages(client: Any) -> Iterator[tuple[str, Any]]:
    """A few pages of each kind, however many things there are of it."""
    waiting, seen, times = list(STARTS), set(STARTS), {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if read_to_its_end(answer) or answer.status_code != 200 or not is_page(answer):
            continue
        page = html.document_fromstring(answer.content.decode())
        yield path, page
        for link in page.xpath("//a/@href"):
            target = urldefrag(urljoin(path, link))[0]
            name = view_name(target)
            if name and target not in seen and times.get(name, 0) < MOST_OF_A_KIND:
                seen.add(target)
                times[name] = times.get(name, 0) + 1
                waiting.append(target)


def read_to_its_end(answer: Any) -> bool:
    """Whether it is a download, which is closed thereby."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return bool(answer.streaming)


def view_name(target: str) -> str:
    parts = urlsplit(target)
    try:
        name = "" if parts.netloc else resolve(parts.path).view_name
    except Resolver404:
        return ""
    return "" if name in NOT_FOLLOWED else name


def forms_of(page: Any, part: str, path: str) -> Iterator[Filled]:
    for form in page.xpath("//form"):
        action = urljoin(path, form.get("action"))
        if urlsplit(action).netloc or view_name(action) == "":
            continue
        fields = tuple(
            (each.get("name"), kind_of(each), value_of(each))
            for each in form.xpath(".//input | .//select | .//textarea | .//button")
            if each.get("name")
        )
        yield Filled(part, path, action, form.get("method", "get").lower(), fields)


def kind_of(field: Any) -> str:
    if field.get("name") == "csrfmiddlewaretoken":
        return "csrf"
    usual = {"input": "text", "button": "submit"}.get(field.tag, field.tag)
    return str(field.get("type", usual)) if field.tag in ("input", "button") else usual


def value_of(field: Any) -> str:
    return field.get("value") or ""


@dataclass
class Everybody:
    """A browser, and how each part was signed in on it before anything was sent."""

    client: Any
    cookies: dict[str, dict[str, Any]]

    def become(self, part: str) -> Any:
        self.client.cookies.clear()  # a form may have ended the sign-in
        self.client.cookies.update(self.cookies[part])
        return self.client


@pytest.fixture
def everybody(client, council) -> Everybody:
    cookies = {}
    for part in PARTS:
        client.cookies.clear()
        council.sign_in(client, part)
        cookies[part] = dict(client.cookies)
    return Everybody(client, cookies)


def sent(everybody: Everybody, form: Filled, text: str) -> Any:
    """The answer; whatever it did is undone."""
    client = everybody.become(form.part)
    with transaction.atomic():
        ask = client.post if form.method == "post" else client.get
        answer = ask(form.action, form.typed(text))
        read_to_its_end(answer)
        transaction.set_rollback(True)
    return answer


def faults(form: Filled, text: str, answer: Any) -> list[str]:
    where = f"{form.part} {form.method} {form.action} ({text[:40]!r})"
    if answer.status_code not in FINE:
        return [f"{where}: {answer.status_code}"]
    if answer.streaming or form.method == "get" or answer.status_code != 200:
        return []
    if not is_page(answer):
        return []
    page = html.document_fromstring(answer.content.decode())
    if is_an_answer(form, page):
        return []
    if not page.xpath("//main//*[@role='alert']"):
        return [f"{where}: shown again without saying why"]
    kept = {each.get("name"): kept_in(each) for each in page.xpath("//textarea | //input")}
    return [
        f"{where}: what was typed into {name} is gone"
        for name, kind_, _ in form.fields
        if kind_ in (*TYPED, "textarea") and name in kept and lost(text, kept[name])
    ]


def is_an_answer(form: Filled, page: Any) -> bool:
    """A line for each that was asked; or what a button alone leads to, and not the button again."""
    if form.name[0] in ANSWERED:
        return bool(page.xpath("//main//table/tbody/tr"))
    return form.takes_nothing and form.action not in page.xpath("//main//form/@action")


def kept_in(field: Any) -> str:
    return field.text_content() if field.tag == "textarea" else value_of(field)


def lost(text: str, kept: str) -> bool:
    """Spaces at the ends may go, and NUL cannot be shown at all."""
    return "".join(text.replace("\0", "").split()) != "".join(kept.replace("\ufffd", "").split())


ANYTHING = st.text(max_size=60) | st.text(alphabet="\0\r\n\u202e\ud7ff'\"<>&%", max_size=20)


def every_kind(test: Any) -> Any:
    """First each of the kinds, then any text."""
    for text in KINDS.values():
        test = example(text=text)(test)
    return test


@every_kind
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink over every form takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=ANYTHING)
def test_bad_input_into_every_form_gets_an_answer(text, everybody, forms):
    found = []
    for form in forms:
        found += faults(form, text, sent(everybody, form, text))

    assert "\n".join(found) == ""
