"""Each page of an application: who may, who reads only, who never hears of it."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.audit.models import Event
from mercat.passports.models import Application
from tests.pages import PageClient
from tests.passports.states import in_state

LONG = "A clear purpose, and people who are there."
YES = "Yes: your application is approved."


@dataclass(frozen=True)
class Page:
    name: str
    state: str
    may: str  # one who may
    reader: str  # one who sees the application and may not do this
    methods: tuple[str, ...] = ("get", "post")
    typed: dict[str, Any] = field(default_factory=dict)
    moves_to: str = ""
    extra: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    def url(self, application_id: str) -> str:
        return reverse(f"passports:{self.name}", args=[application_id, *self.extra])

    @property
    def method(self) -> str:
        return self.methods[-1]


POST = ("post",)
DECLARED = {f"declare_{key}": "on" for key in ("policy", "belongs", "manager")}
PAGES = [
    Page(
        "section",
        "draft",
        "applicant",
        "",
        typed={"risks": LONG, "row_version": 1},
        moves_to="draft",
        extra=("risks",),
    ),
    Page(
        "section",
        "more_info",
        "applicant",
        "clerk",
        typed={"risks": LONG, "row_version": 1},
        moves_to="more_info",
        extra=("risks",),
    ),
    Page("send", "draft", "applicant", "", typed=DECLARED, moves_to="submitted"),
    Page("send", "more_info", "applicant", "clerk", typed=DECLARED, moves_to="in_panel"),
    Page("withdraw", "in_panel", "applicant", "chair", typed={"reason": ""}, moves_to="withdrawn"),
    Page(
        "give_view",
        "submitted",
        "manager",
        "clerk",
        typed={"view": "support"},
        moves_to="submitted",
    ),
    Page("open", "submitted", "clerk", "chair", methods=POST, moves_to="in_panel"),
    Page(
        "ask", "in_panel", "chair", "panel_member", typed={"question": LONG}, moves_to="more_info"
    ),
    Page(
        "discuss",
        "in_panel",
        "panel_member",
        "adviser",
        methods=POST,
        typed={"text": LONG},
        moves_to="in_panel",
    ),
    Page(
        "decide",
        "in_panel",
        "chair",
        "clerk",
        typed={"outcome": "approved", "reasons": LONG},
        moves_to="decided",
    ),
    Page("reopen", "decided", "chair", "auditor", methods=POST, moves_to="in_panel"),
    Page("release", "decided", "clerk", "chair", typed={"text": YES}, moves_to="released"),
    Page("application", "submitted", "clerk", "", methods=("get",)),
]
FORMS = [page for page in PAGES if page.method == "post"]
READ = [page for page in PAGES if page.reader]
each_page = pytest.mark.parametrize("page", PAGES, ids=str)
each_form = pytest.mark.parametrize("page", FORMS, ids=str)


@pytest.fixture
def case(page, council) -> Application:
    return in_state(council, page.state, at=timezone.now())


def rows() -> list[Any]:
    return [*Application.objects.values(), Event.objects.count()]


@each_page
def test_page_shows_itself_to_one_who_may(page, case, council, client):
    council.sign_in(client, page.may)

    answer = client.get(page.url(case.public_id))

    assert answer.status_code == (200 if "get" in page.methods else 405)


@each_form
def test_page_sent_by_one_who_may_moves_the_case(page, case, council, client):
    council.sign_in(client, page.may)
    events = Event.objects.count()

    answer = client.post(page.url(case.public_id), page.typed)

    case.refresh_from_db()
    assert (answer.status_code, case.status) == (302, page.moves_to)
    assert Event.objects.count() > events


@each_page
def test_page_answers_404_to_members_and_strangers(page, case, council, outside, client):
    strangers = [council.member, council.colleague, council.administrator, outside.chair]
    before = rows()

    answers = []
    for stranger in strangers:
        client.force_login(stranger.person)
        answers.append(getattr(client, page.method)(page.url(case.public_id), page.typed))

    assert [answer.status_code for answer in answers] == [404] * 4
    assert rows() == before


@pytest.mark.parametrize("page", READ, ids=str)
def test_page_answers_403_to_one_who_only_reads(page, case, council, client):
    council.sign_in(client, page.reader)
    before = rows()

    answers = [
        getattr(client, method)(page.url(case.public_id), page.typed) for method in page.methods
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert rows() == before


@each_page
def test_page_sends_nobody_to_sign_in_whether_it_exists_or_not(page, client, db):
    url = page.url("bcdfghjkmn")

    answer = getattr(client, page.method)(url, page.typed)

    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")


@each_page
def test_page_of_a_bad_id_is_not_there(page, council, client):
    council.sign_in(client, page.may)
    bad = ["nothing", "bcdfghjkmn", "x" * 300, "%00", "a%00b", "..", "%F0%9F%8F%B4"]

    answers = [
        getattr(client, page.method)(page.url("ID").replace("/ID/", f"/{each}/"), page.typed)
        for each in bad
    ]

    assert [answer.status_code for answer in answers] == [404] * len(bad)


@each_page
def test_page_by_another_method_is_not_taken(page, council, client):
    council.sign_in(client, page.may)
    wrong = [method for method in ("post", "put", "delete", "patch") if method not in page.methods]

    answers = [getattr(client, method)(page.url("bcdfghjkmn")) for method in wrong]

    assert {answer.status_code for answer in answers} == {405}


@each_form
def test_page_sent_without_its_token_changes_nothing(page, case, council):
    strict = PageClient(enforce_csrf_checks=True)
    council.sign_in(strict, page.may)
    before = rows()

    answer = strict.post(page.url(case.public_id), page.typed)

    assert answer.status_code == 403
    assert rows() == before
