import csv
import io
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mercat.lookup import bulk, queries
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
    texts = [*(each.url for each in accounts), "fb.com/both", "fb.com/former", STRANGER, "", "x"]
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
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="look-up-')
    assert [(row[0], row[4]) for row in rows[1:]] == [
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
