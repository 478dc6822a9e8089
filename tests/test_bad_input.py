"""Every form that a person can reach, filled with what nobody should type.

The pages are found by following links; each form is posted once for each kind of bad input. There
is never an error of ours; when the form comes back, it says what is wrong and kept what was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, Phase, given, settings
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

    def typed(self, text: str) -> dict[str, str]:
        """With this text wherever one can type, and what the page had put elsewhere."""
        return {
            name: text if kind in (*TYPED, "textarea", "password", "select", "radio") else value
            for name, kind, value in self.fields
            if kind not in ("file", "checkbox", "submit")
        }


@pytest.fixture
def forms(client, council) -> list[Filled]:
    """Of every page that anybody finds, one of each kind, whoever found it first."""
    for status in LIFE:
        council.case(status)
    found: dict[Any, Filled] = {}
    for part in PARTS:
        council.sign_in(client, part)
        for path, page in pages(client):
            for form in forms_of(page, part, path):
                found.setdefault(form.name, form)
    return list(found.values())


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


def sent(client: Any, form: Filled, text: str) -> Any:
    """The answer; whatever it did is undone."""
    with transaction.atomic():
        ask = client.post if form.method == "post" else client.get
        answer = ask(form.action, form.typed(text))
        read_to_its_end(answer)
        transaction.set_rollback(True)
    return answer


def faults(form: Filled, kind: str, text: str, answer: Any) -> list[str]:
    where = f"{form.part} {form.method} {form.action} ({kind})"
    if answer.status_code not in FINE:
        return [f"{where}: {answer.status_code}"]
    if answer.streaming or form.method == "get" or answer.status_code != 200:
        return []
    if not is_page(answer):
        return []
    page = html.document_fromstring(answer.content.decode())
    if not page.xpath("//main//*[@role='alert']"):
        return [f"{where}: shown again without saying why"]
    kept = {each.get("name"): kept_in(each) for each in page.xpath("//textarea | //input")}
    return [
        f"{where}: what was typed into {name} is gone"
        for name, kind_, _ in form.fields
        if kind_ in (*TYPED, "textarea") and name in kept and lost(text, kept[name])
    ]


def kept_in(field: Any) -> str:
    return field.text_content() if field.tag == "textarea" else value_of(field)


def lost(text: str, kept: str) -> bool:
    """Spaces at the ends may go, and NUL cannot be shown at all."""
    return "".join(text.replace("\0", "").split()) != "".join(kept.replace("\ufffd", "").split())


def test_bad_input_into_every_form_gets_an_answer(client, council, forms):
    names = {form.name[0] for form in forms if form.method == "post"}
    assert {
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
    } <= names

    found = []
    for form in forms:
        for kind, text in KINDS.items():
            council.sign_in(client, form.part)  # a form may have ended the sign-in
            found += faults(form, kind, text, sent(client, form, text))

    assert "\n".join(found) == ""


ANYTHING = st.text(max_size=60) | st.text(alphabet="\0\r\n\u202e\ud7ff'\"<>&%", max_size=20)


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # to shrink over every form takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=ANYTHING)
def test_any_text_into_every_form_gets_an_answer(text, client, council, forms):
    found = []
    for form in forms:
        council.sign_in(client, form.part)
        found += faults(form, repr(text), text, sent(client, form, text))

    assert "\n".join(found) == ""
