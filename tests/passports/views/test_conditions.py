"""The pages of what goes with a passport."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mercat.passports.library import Term
from mercat.passports.models import Condition
from tests.common.uploads import samples
from tests.passports.test_conditions import DAY, approve
from tests.passports.test_conditions_form import days
from tests.passports.views.reading import errors_of, messages_of, said_on


def page_of(name: str, condition: Condition) -> str:
    return reverse(f"passports:{name}", args=[condition.public_id])


@pytest.fixture
def storage(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def test_pages_lead_from_the_holders_work_to_the_accepted_condition(council, client, storage):
    at = timezone.now()
    (condition,) = approve(council, Term("Publish house rules", at.date() + 30 * DAY), at=at)
    council.sign_in(client, "applicant")
    assert "Do it, and tell us" in client.get("/dashboard/").content.decode()
    upload = SimpleUploadedFile("rules.pdf", samples.PDF)

    wrong = client.post(page_of("say_done", condition), {"words": ""})
    page = client.post(
        page_of("say_done", condition), {"words": "They are there", "files": upload}, follow=True
    )

    assert errors_of(wrong) == {"words": "Say in a line what you did"}
    assert messages_of(page) == ["Thank you. We look at it, and ask if we need more."]
    file = condition.files.get().stored
    council.sign_in(client, "clerk")
    assert "Accept it, or ask again" in client.get("/dashboard/").content.decode()
    read = client.get(page_of("condition", condition)).content.decode()
    assert ("They are there" in read, "rules.pdf" in read) == (True, True)
    address = reverse("passports:condition_file", args=[condition.public_id, file.public_id])
    assert b"".join(client.get(address)) == samples.PDF  # read to its end, which closes it
    page = client.post(page_of("accept_condition", condition), follow=True)
    assert messages_of(page) == ["The condition is met. Thank you."]


def test_overdue_condition_shows_where_people_look(council, client):
    at = timezone.now() - 20 * DAY
    (condition,) = approve(council, Term("Publish house rules", at.date() + 5 * DAY), at=at)
    application, passport = condition.decision.application, condition.decision.passport
    pages = {
        "applicant": ["/dashboard/", f"/passports/{passport.public_id}/"],
        "clerk": [
            "/dashboard/",
            "/passports/conditions/",
            reverse("passports:application", args=[application.public_id]),
        ],
    }
    for part, addresses in pages.items():
        council.sign_in(client, part)
        for address in addresses:
            page = client.get(address).content.decode()
            assert (address, "Its day has passed" in page) == (address, True)


def test_ask_again_page_sends_the_words(council, client):
    at = timezone.now()
    (condition,) = approve(council, Term("Publish house rules", at.date() + 30 * DAY), at=at)
    council.sign_in(client, "adviser")

    past = client.post(
        page_of("ask_again", condition), {"words": "More", **days("due_on", at.date())}
    )
    page = client.post(
        page_of("ask_again", condition),
        {"words": "More", **days("due_on", at.date() + 40 * DAY)},
        follow=True,
    )

    assert errors_of(past) == {"due_on": "The day must lie in the future"}
    assert messages_of(page) == ["They have a mail with your words and the new day."]
    assert "What is still missing" in said_on(page, "h2")


def test_conditions_list_costs_the_same_however_many(council, client, django_assert_num_queries):
    at = timezone.now()
    approve(council, *(Term(f"Do {n}", at.date() + n * DAY) for n in range(2, 9)), at=at)
    council.sign_in(client, "clerk")

    with django_assert_num_queries(5):
        page = client.get("/passports/conditions/")

    assert page.content.decode().count("Do ") == 7
