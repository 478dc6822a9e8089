"""The pages of the footer: true for the organisation that one asks about."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.config import settings as real
from mercat.home.about import complaining
from mercat.home.models import Complaint
from mercat.home.retention import schedule
from tests.factories import ComplaintFactory
from tests.passports.views.reading import errors_of, messages_of

TYPED = {"name": "Jean Moncrieff", "email": "jean@moncrieff.example", "text": "You kept my name."}
CONTACTS = {
    "safeguarding": {"name": "Duty social worker", "phone": "01632 960 114"},
    "data_protection": {"name": "Records team", "email": "dpo@strathbeg.example"},
    "accessibility": {"email": "access@strathbeg.example"},
}


@pytest.fixture(autouse=True)
def _no_limits_of_others(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def named(council):
    council.organisation.contacts = CONTACTS
    council.organisation.save()
    return council


def test_only_organisation_is_meant_without_asking(named, client):
    page = client.get("/about/accessibility/").content.decode()

    assert "Strathbeg Council runs these pages" in page
    assert "access@strathbeg.example" in page
    assert "(No. 2) Accessibility Regulations 2018" in page


def test_of_several_one_is_chosen(named, outside, client):
    first = client.get("/about/privacy/").content.decode()
    chosen = client.get("/about/privacy/?organisation=glentarbet").content.decode()
    unknown = client.get("/about/privacy/?organisation=nowhere")

    assert "Choose the one you are asking about" in first
    assert "Glentarbet Care decides what your data is used for" in chosen
    assert "dpo@strathbeg.example" not in chosen
    assert unknown.status_code == 200


def test_member_reads_about_their_own(named, outside, client):
    outside.sign_in(client, "member")

    assert "Glentarbet Care decides" in client.get("/about/privacy/").content.decode()


def test_privacy_notice_says_the_periods_that_hold(named, client, at):
    schedule.change_periods(
        organisation=named.organisation,
        periods={"mails": 61},
        by=named.administrator.person,
        at=at,
    )

    assert "61 days" in client.get("/about/privacy/").content.decode()


def test_complaint_is_acknowledged_at_once_and_told_to_the_contact(named, client, letter_box, at):
    page = client.post("/about/complain/", TYPED)
    outbox.send_due(at=at + timedelta(days=30_000))

    made = Complaint.objects.get()
    assert "Strathbeg Council answers by" in page.content.decode()
    assert (made.due_on - named.organisation.day(made.received_at)).days == 30
    assert "has come" in letter_box.to("jean@moncrieff.example")[0]["Subject"]
    assert "to be answered by" in letter_box.to("dpo@strathbeg.example")[0]["Subject"]
    event = Event.objects.get(verb="home.complaint.received")
    assert "Jean" not in str(event.facts)


def test_without_a_contact_the_administrators_are_told(council, client):
    client.post("/about/complain/", TYPED)

    told = OutboxMail.objects.filter(purpose="home/complaint_received")
    assert [mail.to for mail in told] == ["administrator@strathbeg.example"]


@pytest.mark.parametrize("empty", TYPED)
def test_complaint_with_an_empty_field_keeps_what_was_typed(named, client, empty):
    page = client.post("/about/complain/", {**TYPED, empty: ""})

    assert set(errors_of(page)) == {empty}
    assert Complaint.objects.count() == 0
    kept = next(word for name, word in TYPED.items() if name != empty)
    assert kept in page.content.decode()


def test_sixth_complaint_within_an_hour_waits(named, client, settings):
    settings.ACCOUNT_RATE_LIMITS = real.ACCOUNT_RATE_LIMITS
    answers = [client.post("/about/complain/", TYPED).status_code for _ in range(6)]

    assert answers == [200, 200, 200, 200, 200, 429]
    assert Complaint.objects.count() == 5


def test_administrator_answers_once(named, client):
    made = ComplaintFactory(organisation=named.organisation)
    named.sign_in(client, "administrator")
    address = f"/organisation/complaints/{made.public_id}/"

    listed = client.get("/organisation/complaints/").content.decode()
    page = client.post(f"{address}answer/", {"answer": "You are right."}, follow=True)
    again = client.post(f"{address}answer/", {"answer": "No."})

    assert "1 July 2026" in listed
    assert messages_of(page) == ["The answer is on its way."]
    assert "Somebody changed this" in messages_of(again)[0]
    assert "You are right." in client.get(address).content.decode()
    with pytest.raises(Refused):
        complaining.answer_complaint(
            complaint=made, answer="No.", by=named.administrator, at=made.received_at
        )


def test_administrator_names_the_contacts(council, client):
    council.sign_in(client, "administrator")

    client.post(
        "/organisation/contacts/change/",
        {"safeguarding_name": "Duty social worker", "safeguarding_phone": "01632 960 114"},
    )
    page = client.get("/passports/learn/").content.decode()

    council.organisation.refresh_from_db()
    assert council.organisation.contacts == {"safeguarding": CONTACTS["safeguarding"]}
    assert "01632 960 114" in page
    assert "data-safeguarding" in page
    assert Event.objects.get(verb="home.contacts.changed").facts == {"kinds": ["safeguarding"]}


def test_safeguarding_lead_needs_a_way_to_reach_them(council, client):
    council.sign_in(client, "administrator")

    page = client.post("/organisation/contacts/change/", {"safeguarding_name": "Duty"})

    assert set(errors_of(page)) == {"safeguarding_phone"}
