"""The pages of an appeal: where it begins, what it is about, and what its readers see."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.passports import actions, queries
from mercat.passports.models import Application, Passport
from tests.passports.appealing import SAID, appealed, begin, declined, others, revoked, suspended

LATER = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(council, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 19, 9, 0, tzinfo=UTC))


def page(client, application):
    return client.get(reverse("passports:application", args=[application.public_id]))


def test_appeal_begins_on_the_page_of_the_letter_in_one_press(client, council):
    application = declined(council)
    council.sign_in(client, "applicant")

    answer = page(client, application)
    assert "You may appeal until <strong>17 December 2026</strong>" in answer.content.decode()
    answer = client.post(reverse("passports:appeal", args=[application.public_id]), follow=True)

    draft = Application.objects.get(kind="appeal")
    assert answer.redirect_chain[0][0].endswith(f"/{draft.public_id}/")
    said = answer.content.decode()
    assert "Your appeal" in said
    assert "Send it by 17 December 2026" in said
    assert "You have begun an" in page(client, application).content.decode()


def test_appeal_is_written_and_sent_without_a_question_of_the_first_case(client, council):
    draft = begin(declined(council), council)
    council.sign_in(client, "applicant")
    section = reverse("passports:section", args=[draft.public_id, "appeal"])

    answer = client.post(section, {**SAID, "row_version": 0})
    assert answer.status_code == 302, answer.content.decode()
    send = reverse("passports:send", args=[draft.public_id])
    assert "Show my name" not in client.get(send).content.decode()
    answer = client.post(send, {"declare_right": "on"}, follow=True)

    said = answer.content.decode()
    assert "Colleagues who did not decide the first time read it" in said
    assert Application.objects.get(kind="appeal").status == "submitted"


def test_page_offers_no_appeal_after_its_last_day(client, council, monkeypatch):
    application = declined(council)
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    council.sign_in(client, "applicant")

    assert "Begin an appeal" not in page(client, application).content.decode()
    answer = client.post(reverse("passports:appeal", args=[application.public_id]), follow=True)

    assert "The last day to appeal was 17 December 2026" in answer.content.decode()
    assert not Application.objects.filter(kind="appeal").exists()


def test_panel_reads_what_was_said_the_first_time_and_never_who_has_which_interest(client, council):
    appeal = appealed(council, reasons="The museums account does this.")
    council.sign_in(client, "other")

    said = page(client, appeal).content.decode()

    assert "The museums account does this." in said
    assert "Nobody saw the plan for holidays." in said
    assert "Chair, chair: steps out" in said
    assert "Decided it the first time" not in said
    assert "The manager’s view" not in said


def test_chair_who_decided_it_first_finds_no_page(client, council):
    appeal = appealed(council)
    council.sign_in(client, "chair")

    assert page(client, appeal).status_code == 404


def test_form_of_the_decision_offers_what_an_appeal_can_come_to(client, council):
    appeal = appealed(council)
    council.sign_in(client, "other")
    address = reverse("passports:decide", args=[appeal.public_id])

    said = client.get(address).content.decode()
    for outcome in ("The first decision stays", "Approve for a trial"):
        assert outcome in said
    for outcome in ("Decline", "Defer until", "Give the passport back"):
        assert outcome not in said
    answer = client.post(address, {"outcome": "upheld", "reasons": "The plan was read."})

    assert answer.status_code == 302
    assert queries.standing_decision(appeal).outcome == "upheld"


def test_clerk_reads_below_the_letter_until_when_one_may_appeal(client, council):
    application = council.case("in_panel")
    given = {"outcome": "declined", "reasons": "No.", "panel_note": "", "by": council.chair}
    actions.decide(application=application, **given, at=timezone.now())
    council.sign_in(client, "clerk")

    said = client.get(reverse("passports:release", args=[application.public_id])).content.decode()

    assert "until when: 18 December 2026, if it goes today" in said


def test_holder_appeals_a_suspension_on_the_page_of_the_passport(client, council):
    passport = suspended(council)
    others(council)
    council.sign_in(client, "applicant")
    address = reverse("passports:passport", args=[passport.public_id])

    assert "You may appeal until <strong>17 December 2026" in client.get(address).content.decode()
    answer = client.post(
        reverse("passports:appeal_suspension", args=[passport.public_id]), follow=True
    )

    assert "It was suspended on 18 November 2026" in answer.content.decode()


def test_passport_that_is_not_suspended_has_nothing_to_appeal(client, council):
    passport = council.case("released").passport
    council.sign_in(client, "applicant")

    answer = client.post(
        reverse("passports:appeal_suspension", args=[passport.public_id]), follow=True
    )

    assert "There is nothing here that can be appealed now." in answer.content.decode()


def test_holder_appeals_a_revocation_and_reads_what_came_of_it(client, council):
    revocation = revoked(council)
    others(council)
    council.sign_in(client, "applicant")
    address = reverse("passports:revocation", args=[revocation.public_id])

    assert "You may appeal until <strong>17 December 2026" in client.get(address).content.decode()
    answer = client.post(
        reverse("passports:appeal_revocation", args=[revocation.public_id]), follow=True
    )

    assert "It was taken back on 18 November 2026" in answer.content.decode()
    assert "You have begun an" in client.get(address).content.decode()


def test_only_the_holder_begins_an_appeal(client, council):
    passport = suspended(council)
    council.sign_in(client, "chair")

    answer = client.post(reverse("passports:appeal_suspension", args=[passport.public_id]))

    assert answer.status_code == 403
    assert Passport.objects.get().status == "suspended"
