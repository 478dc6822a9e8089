"""The pages of retention: who reads, who changes, what is said when something is wrong."""

import csv
import io

import pytest

from mercat.home.models import Disposal, Hold, RetentionSchedule, Review
from mercat.home.retention import disposing
from mercat.home.retention.forms import ADJUSTABLE
from tests.factories import HoldFactory
from tests.home.test_retention import YEAR, declined
from tests.passports.views.reading import errors_of, messages_of

WHO = {
    "/organisation/retention/": {"administrator": 200, "auditor": 200, "member": 403, "clerk": 403},
    "/organisation/holds/": {"administrator": 200, "auditor": 200, "member": 403},
    "/organisation/disposals/": {"administrator": 200, "auditor": 200, "member": 403},
    "/organisation/retention/change/": {"administrator": 200, "auditor": 403, "member": 403},
    "/organisation/holds/place/": {"administrator": 200, "auditor": 403, "member": 403},
    "/organisation/reviews/": {"clerk": 200, "keeper": 200, "auditor": 403, "member": 403},
}


@pytest.mark.parametrize("address", WHO)
def test_who_may(council, client, address):
    answers = {}
    for part in WHO[address]:
        council.sign_in(client, part)
        answers[part] = client.get(address).status_code

    assert answers == WHO[address]


def periods(**changed: object) -> dict[str, object]:
    return {**{rule.key: rule.count for rule in ADJUSTABLE}, **changed}


def test_administrator_changes_a_period(council, client):
    council.sign_in(client, "administrator")

    client.post("/organisation/retention/change/", periods(mails=60))
    page = client.get("/organisation/retention/").content.decode()

    assert RetentionSchedule.objects.get().periods == {"mails": 60}
    assert "60 days" in page
    assert "Chosen by this organisation" in page


def test_same_periods_make_no_version(council, client):
    council.sign_in(client, "administrator")

    client.post("/organisation/retention/change/", periods())

    assert RetentionSchedule.objects.count() == 0


@pytest.mark.parametrize("typed", ["1000", "-1", "soon", ""])
def test_period_outside_its_limits_is_refused_beside_its_field(council, client, typed):
    council.sign_in(client, "administrator")

    page = client.post("/organisation/retention/change/", periods(mails=typed))

    assert set(errors_of(page)) == {"mails"}
    assert RetentionSchedule.objects.count() == 0


def test_administrator_holds_what_we_have_of_somebody(council, client):
    council.sign_in(client, "administrator")
    typed = {"about": "person", "email": "colleague@strathbeg.example", "reason": "foi"}

    wrong = client.post("/organisation/holds/place/", {**typed, "email": "x@strathbeg.example"})
    client.post("/organisation/holds/place/", {**typed, "note": "FOI 2026/114"})
    hold = Hold.objects.get()
    page = client.get("/organisation/holds/").content.decode()
    client.post(f"/organisation/holds/{hold.public_id}/end/")
    twice = client.post(f"/organisation/holds/{hold.public_id}/end/", follow=True)

    assert "is or was a member here" in errors_of(wrong)["email"]
    assert "FOI 2026/114" in page
    hold.refresh_from_db()
    assert hold.ended_by == council.administrator.person
    assert messages_of(twice)[-1] == "This hold was ended already."


def test_hold_by_number_of_a_passport(council, client):
    application = council.case("released")
    council.sign_in(client, "administrator")
    number = application.passport.spoken_number

    client.post(
        "/organisation/holds/place/",
        {"about": "application", "number": number, "reason": "dispute"},
    )

    assert Hold.objects.get().application == application


def test_hold_whose_last_day_has_passed_is_refused(council, client):
    council.sign_in(client, "administrator")
    day = {"until_day": "1", "until_month": "1", "until_year": "2020"}

    page = client.post(
        "/organisation/holds/place/", {"about": "organisation", "reason": "foi", **day}
    )

    assert errors_of(page)["until"] == "The last day has passed. Name a later one, or none."


def test_number_of_another_organisation_is_unknown(council, outside, client):
    number = outside.case("submitted").public_id
    council.sign_in(client, "administrator")

    page = client.post(
        "/organisation/holds/place/", {"about": "application", "number": number, "reason": "foi"}
    )

    assert "has this number" in errors_of(page)["number"]


def test_disposal_log_as_page_and_as_csv(council, outside, client, at):
    for organisation in (council.organisation, outside.organisation):
        Disposal.objects.create(
            organisation_id=organisation.public_id,
            rule="mails",
            how="period",
            disposed_on=at.date(),
            count=114,
        )
    council.sign_in(client, "auditor")

    page = client.get("/organisation/disposals/").content.decode()
    response = client.get("/organisation/disposals/csv/")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))

    assert page.count("114") == 1
    assert rows == [
        ["day", "kind", "number", "why"],
        ["2026-11-18", "Mails that were sent", "114", "Its period was over"],
    ]


def test_clerk_finds_what_waits_and_destroys_it(council, client, at):
    application = declined(council, at - 7 * YEAR)
    disposing.dispose(at=at)
    review = Review.objects.get(rule="cases")
    council.sign_in(client, "clerk")

    assert "1 thing to review" in client.get("/dashboard/").content.decode()
    assert str(application) in client.get("/organisation/reviews/").content.decode()
    address = f"/organisation/reviews/{review.public_id}/"
    assert "Keep it" in client.get(address).content.decode()
    assert "Nobody can bring it back" in client.get(f"{address}destroy/").content.decode()
    done = client.post(f"{address}destroy/", follow=True)

    assert messages_of(done) == ["It is destroyed."]
    assert client.get(address).status_code == 404


def test_clerk_keeps_it_with_a_reason(council, client, at):
    declined(council, at - 7 * YEAR)
    disposing.dispose(at=at)
    review = Review.objects.get(rule="cases")
    council.sign_in(client, "clerk")
    day = {"until_day": "1", "until_month": "3", "until_year": "2090"}
    address = f"/organisation/reviews/{review.public_id}/"

    silent = client.post(address, day)
    done = client.post(address, {**day, "reason": "An appeal is open"}, follow=True)

    assert errors_of(silent) == {"reason": "Say why it is still needed"}
    assert messages_of(done) == ["It is kept."]


def test_lists_cost_the_same_however_long(council, client, django_assert_num_queries):
    council.sign_in(client, "auditor")
    for _ in range(3):
        HoldFactory(organisation=council.organisation)

    with django_assert_num_queries(5):
        client.get("/organisation/holds/")
    with django_assert_num_queries(5):
        client.get("/organisation/retention/")
    with django_assert_num_queries(5):
        client.get("/organisation/disposals/")
