"""What a page calls itself, and whether evidence still holds."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.learning import actions, queries
from mercat.learning.actions.links import title_of
from mercat.learning.models import Evidence
from tests.factories.council import NOW
from tests.learning.addresses import assessed, shown
from tests.passports.views.reading import errors_of

URL = "https://strathbeg.example/policy"


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def link(council, lead):
    return shown(assessed(council), by=lead, url=URL, text="")


def page_of(evidence):
    return reverse("learning:evidence", args=[evidence.public_id])


def test_saving_a_link_asks_nobody(link, web):
    assert web.urls() == []
    assert (link.url_title, link.url_asked_at) == ("", None)


def test_worker_fetches_the_title_once(link, web):
    web.page(URL, "<title> Our\n policy </title>", kind="text/html")

    assert actions.fetch_titles(at=NOW) == 1
    assert actions.fetch_titles(at=NOW) == 0

    link.refresh_from_db()
    assert (link.url_title, link.url_trouble) == ("Our policy", "")


def test_press_fetches_the_title_and_says_why_not(link, council, lead, web, client):
    council.sign_in(client, "learning_lead")
    press = reverse("learning:fetch_title", args=[link.public_id])

    told = client.post(press, follow=True).content.decode()

    assert "There is no site of the name strathbeg.example." in told
    web.page(URL, "<title>Our policy</title>", kind="text/html")
    client.post(press)
    assert "Our policy" in client.get(page_of(link)).content.decode()


def test_title_stays_when_the_page_does_not_answer_any_more(link, lead, web):
    Evidence.objects.update(url_title="Our policy")

    with pytest.raises(Refused):
        actions.fetch_title(evidence=link, by=lead, at=NOW)

    link.refresh_from_db()
    assert (link.url_title, link.url_trouble) == (
        "Our policy",
        "There is no site of the name strathbeg.example.",
    )


def test_title_cannot_lead_into_our_network(council, lead, web):
    link = shown(assessed(council), by=lead, url="http://127.0.0.1/", text="")

    with pytest.raises(Refused):
        actions.fetch_title(evidence=link, by=lead, at=NOW)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("<title>", ""),
        ("<p>no title", ""),
        ("<title>a\0b</title>", "ab"),
        ("<title>" + "x" * 100_000, "x" * 200),
        ("<title>&lt;script&gt;</title>", "<script>"),
        ("<?xml version='1.0'?><!DOCTYPE x><title>T</title>", "T"),
    ],
)
def test_title_of_any_page_is_one_short_line(text, title):
    assert title_of(text) == title


def test_evidence_to_look_at_again_stands_on_the_dashboard_until_somebody_did(
    council, lead, client
):
    evidence = shown(assessed(council), by=lead, review_on=date(2026, 11, 17))
    council.sign_in(client, "learning_lead")
    heading = "Evidence to look at again"
    assert heading in client.get(reverse("learning:index")).content.decode()

    day = {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2099"}
    client.post(page_of(evidence), day)

    evidence.refresh_from_db()
    assert (evidence.review_on, evidence.dated_on) == (date(2099, 3, 1), date(2026, 11, 17))
    assert heading not in client.get(reverse("learning:index")).content.decode()


def test_evidence_is_looked_at_again_on_a_day_to_come(council, lead, client):
    evidence = shown(assessed(council), by=lead)
    council.sign_in(client, "learning_lead")
    day = {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2020"}

    page = client.post(page_of(evidence), day)

    assert errors_of(page) == {"review_on": "The day must lie in the future"}


def test_review_today_is_due_and_tomorrow_is_not(council, lead):
    shown(assessed(council), by=lead, review_on=date(2026, 11, 18))

    today = date(2026, 11, 18)
    assert queries.evidence_to_review(lead, today=today).count() == 1
    assert not queries.evidence_to_review(lead, today=today - timedelta(days=1)).exists()
    assert not queries.evidence_to_review(council.auditor, today=today).exists()
