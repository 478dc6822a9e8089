import csv
import io
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mercat.config import settings as real
from mercat.lookup import actions, bulk, queries, similar
from mercat.register.models import Publication
from tests.lookup.claims import published
from tests.passports.views.reading import errors_of, said_on

ADDRESS = "/lookup/list/"
STRANGER = "https://www.facebook.com/stranger"


@pytest.fixture
def ferries(council):
    return published(council.organisation, name="Ferries", handle="Ferries", key="facebook:ferries")


def post(client, text="", **more):
    return client.post(ADDRESS, {"links": text, **more})


def answers_on(page):
    return said_on(page, "td[@data-label='Answer']/strong")


def test_look_up_list_answers_each_line(ferries, client):
    page = post(client, f"{ferries.url}\n\n  {STRANGER}\r\nfaceb00k.com/ferries\nhello")

    assert said_on(page, "th[@scope='row']") == [
        ferries.url,
        STRANGER,
        "faceb00k.com/ferries",
        "hello",
    ]
    assert answers_on(page) == [
        "Yes, this is official",
        "It is not on any register here",
        "No: this address only imitates a real one",
        "We cannot tell what this is",
    ]


def test_look_up_list_says_what_the_look_up_of_one_says(council, outside):
    accounts = [
        published(council.organisation, status=status)
        for status in ("active", "closed_released", "lost", "false", "own")
    ]
    for each, status in ((council, "active"), (outside, "false")):
        published(each.organisation, key="facebook:both", handle="both", status=status)
    accounts[0].aliases.create(
        platform="facebook",
        key="facebook:former",
        handle="former",
        url="https://www.facebook.com/former",
        kind="former",
        until=accounts[0].since,
        how="seen",
        checked_by=council.keeper.person,
        checked_at=timezone.now(),
    )
    published(council.organisation, handle="Ferries", key="facebook:ferries")
    actions.follow_likeness(at=timezone.now())
    like = [
        "fb.com/feries",
        "fb.com/FerriesSupport",
        "instagram.com/f.e.r.r.1.e.s",
        "fb.com/feries",
    ]
    texts = [*(each.url for each in accounts), "fb.com/both", "fb.com/former", STRANGER, "", "x"]
    texts += like
    at = timezone.now()

    found = [line.found for line in bulk.look_up_all(texts, at=at)]

    assert [each.as_json() for each in found] == [
        queries.look_up(text, at=at).as_json() for text in texts
    ]


@pytest.mark.parametrize("count", [2, 60])
def test_look_up_list_takes_as_many_queries_for_many(count, council, django_assert_num_queries):
    accounts = [published(council.organisation) for _ in range(count)]

    with django_assert_num_queries(4):
        lines = bulk.look_up_all([each.url for each in accounts], at=timezone.now())

    assert {line.found.answer for line in lines} == {"official"}


@pytest.mark.parametrize("count", [1, 40])
def test_look_up_list_finds_like_names_by_as_many_queries_for_many(
    count, council, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(similar, "SHAPES", 10**6)
    for n in range(count):
        handle = f"strathbegferries{'abcdefghkm'[n % 10] * (n // 10 + 1)}"
        published(council.organisation, handle=handle, key=f"facebook:{handle}")
    actions.follow_likeness(at=timezone.now())
    texts = [
        f"facebook.com/{name}support"
        for name in Publication.objects.values_list("handle", flat=True)
    ]

    with django_assert_num_queries(4):
        lines = bulk.look_up_all(texts, at=timezone.now())

    assert [len(line.found.similar) > 0 for line in lines] == [True] * count


def test_look_up_list_asks_for_some_like_names_at_a_time(
    ferries, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(similar, "SHAPES", 600)  # of two such names
    actions.follow_likeness(at=timezone.now())
    texts = [f"facebook.com/{name}" for name in ("feries", "ferriess", "ferrys", "perries")]

    with django_assert_num_queries(5):
        lines = bulk.look_up_all(texts, at=timezone.now())

    assert [len(line.found.similar) for line in lines] == [1, 1, 0, 1]


def test_look_up_list_says_of_which_names_like_ones_may_be_taken_for(ferries, client):
    actions.follow_likeness(at=timezone.now())

    page = post(client, f"facebook.com/feries\n{STRANGER}")
    rows = table(post(client, f"facebook.com/feries\n{STRANGER}", csv="1"))

    said = "Its name is one letter away from Ferries on Facebook, run by Strathbeg Council."
    assert answers_on(page) == [
        "It is not on any register here, and its name is like one that is",
        "It is not on any register here",
    ]
    assert said in page.content.decode()
    assert [row[4:] for row in rows[1:]] == [[said, "not_registered"], ["", "not_registered"]]


def test_lists_from_one_place_have_an_end(ferries, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**real.ACCOUNT_RATE_LIMITS, "look_up_list": "2/h/ip"}

    pages = [post(client, ferries.url) for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 429]
    assert "Too many lists from here in an hour" in pages[2].content.decode()
    assert said_on(pages[2], "textarea[@name='links']") == [ferries.url]


def test_rate_of_lists_is_set():
    assert "look_up_list" in real.ACCOUNT_RATE_LIMITS


def table(answer):
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_look_up_list_takes_the_column_with_the_accounts(delimiter, ferries, client):
    rows = [["Name", "Link", "Note"], ["Ferries", ferries.url, "ours"], ["?", STRANGER, ""]]
    text = "\n".join(delimiter.join(row) for row in rows)
    file = SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")

    page = post(client, links_file=file)

    assert said_on(page, "th[@scope='row']") == [ferries.url, STRANGER]


def test_look_up_list_as_csv_hides_no_formula(ferries, client):
    evil = '=HYPERLINK("https://evil.example")'

    answer = post(client, f"{ferries.url}\n{evil}\n@SUM(1)", csv="1")
    rows = table(answer)

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="look-up-')
    assert [(row[0], row[5]) for row in rows[1:]] == [
        (ferries.url, "official"),
        (f"'{evil}", "not_recognised"),
        ("'@SUM(1)", "not_an_account"),
    ]


def test_look_up_list_can_be_taken_as_csv_from_its_page(ferries, client):
    page = post(client, f"{ferries.url}\n{STRANGER}")

    assert said_on(page, "textarea[@name='links']") == [f"{ferries.url} {STRANGER}"]
    assert "Take it as a CSV file" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the links of some accounts, or choose a file"),
        (" \n ", "Paste the links of some accounts, or choose a file"),
        ("x\n" * 501, "These are 501 lines. Look up 500 at most at a time."),
        ('a,"b\n' * 3, "A quotation mark near line"),
    ],
)
def test_look_up_list_that_cannot_be_read_says_so_beside_the_field(text, said, client, db):
    page = post(client, text)

    assert page.status_code == 200
    assert errors_of(page)["links"].startswith(said)


def test_look_up_list_refuses_a_file_that_is_no_text(client, db):
    page = post(client, links_file=SimpleUploadedFile("list.csv", b"%PDF-1.7 " + b"\0" * 99))

    assert "not a file of text" in errors_of(page)["links_file"]


def test_look_up_list_keeps_and_logs_nothing(ferries, client, caplog):
    with caplog.at_level(logging.DEBUG):
        post(client, "facebook.com/canary-of-mine")

    assert "canary" not in caplog.text


def test_look_up_list_of_five_hundred_is_answered(client, db):
    page = post(client, "facebook.com/stranger\n" * 500)

    assert len(answers_on(page)) == 500
