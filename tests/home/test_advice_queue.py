"""What waits for communications: the oldest first, and nothing that is not theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from mercat.passports import actions
from mercat.passports import advice as conversations
from tests.passports.conversations import answer, in_general, on_account, on_case
from tests.passports.states import give_roles

DAY = timedelta(days=1)


def rows(response):
    page = html.document_fromstring(response.content.decode())
    found = page.xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_queue_is_for_communications(council, client):
    for part in council.members:
        council.sign_in(client, part)
        wanted = 200 if part == "adviser" else 403
        assert (part, client.get("/advice/").status_code) == (part, wanted)


def test_queue_holds_what_waited_longest_first_with_its_age(council, client):
    now = timezone.now()
    in_general(council, subject="Today's", at=now)
    on_case(council, "submitted", at=now - 14 * DAY)
    on_account(council, at=now - 7 * DAY)
    council.sign_in(client, "adviser")

    found = rows(client.get("/advice/"))

    assert [row[0].split(" New ")[-1] for row in found] == ["Application", "Account", "Question"]
    assert [row[1] for row in found] == ["Applicant", "Colleague", "Member"]
    oldest, older, newest = (row[2] for row in found)
    assert oldest.endswith("working days")
    assert int(oldest.split()[0]) in range(8, 11)  # bank holidays
    assert int(older.split()[0]) in range(3, 6)
    assert newest == "since today"


def test_queue_leaves_out_what_was_answered_and_what_is_elsewhere(council, outside, client):
    advice = in_general(council, at=timezone.now())
    in_general(outside, subject="CANARY", at=timezone.now())
    council.sign_in(client, "adviser")
    assert len(rows(client.get("/advice/"))) == 1
    answer(advice, council.adviser, at=timezone.now())

    assert "Nothing waits for you" in client.get("/advice/").content.decode()
    found = client.get("/advice/?show=answered")
    assert [row[0] for row in rows(found)] == ["Pictures New Question"]
    assert "CANARY" not in found.content.decode()


def test_queue_shows_who_took_what(council, client):
    give_roles(council.keeper, "adviser")
    mine, theirs = in_general(council, subject="Mine"), in_general(council, subject="Theirs")
    for advice, by in ((mine, council.adviser), (theirs, council.keeper)):
        actions.take_advice(advice=advice, taken_from="", by=by, at=timezone.now())
    council.sign_in(client, "adviser")

    assert [row[-1] for row in rows(client.get("/advice/"))] == ["Adviser", "Keeper"]
    assert [row[0] for row in rows(client.get("/advice/?show=mine"))] == ["Mine New Question"]


def test_queue_keeps_what_could_be_guidance(council, client):
    kept, _ = in_general(council, subject="Kept"), in_general(council, subject="Not kept")
    answer(kept, council.adviser, could_be_guidance=True)
    council.sign_in(client, "adviser")

    assert [row[0] for row in rows(client.get("/advice/?show=guidance"))] == ["Kept New Question"]


@pytest.mark.parametrize("shown", ["", "mine", "answered", "guidance", "nonsense"])
def test_queue_that_is_empty_says_what_will_stand_there(shown, council, client):
    council.sign_in(client, "adviser")

    page = client.get("/advice/", {"show": shown})

    assert html.document_fromstring(page.content.decode()).xpath("//main//h2")


@pytest.mark.parametrize("count", [1, 3])
def test_queue_costs_the_same_for_one_and_three(count, council, client, django_assert_num_queries):
    for number in range(count):
        in_general(council, subject=f"Question {number}")
    on_case(council)
    council.sign_in(client, "adviser")

    with django_assert_num_queries(7):
        page = client.get("/advice/")

    assert len(rows(page)) == count + 1


def test_queue_goes_on_page_after_page_within_its_filter(council, client, at):
    for number in range(51):
        in_general(council, subject=f"Question {number}", at=at + timedelta(minutes=number))
    council.sign_in(client, "adviser")
    first = client.get("/advice/?show=waiting")
    page = html.document_fromstring(first.content.decode())
    (following,) = page.xpath("//a[@rel='next']/@href")

    second = rows(client.get(f"/advice/{following}"))

    assert (len(rows(first)), len(second)) == (50, 1)
    assert second[0][0].startswith("Question 50")
    assert "show=waiting" in following


def test_dashboard_of_adviser_says_how_much_waits(council, client):
    in_general(council)
    in_general(council, subject="Films")
    council.sign_in(client, "adviser")

    assert rows(client.get("/dashboard/"))[0][:2] == ["2 questions to communications", "Answer"]
    assert conversations.count_waiting(council.adviser) == 2
