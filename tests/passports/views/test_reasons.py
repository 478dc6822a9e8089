"""Sentences that an organisation keeps for reasons, and the chair who puts them in."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from mercat.audit.models import EventWords
from mercat.passports import actions, library
from mercat.passports.lifecycle import Criterion
from mercat.passports.models import Decision, ReasonWords
from tests.factories.council import NOW
from tests.passports.states import verbs
from tests.passports.views.reading import errors_of, messages_of, said_on

LIST = reverse("passports:reasons")
GAP = "An account that we have already could reach the same people."


def offered(council):
    return ReasonWords.objects.filter(organisation=council.organisation, removed_at=None)


def chosen_on(page):
    tree = html.document_fromstring(page.content.decode())
    return tree.xpath("//main//input[@checked]/@value | //main//option[@selected]/@value")


def gap(council):
    return offered(council).get(criterion="gap", suits="no")


def test_organisation_begins_with_sentences_on_what_panels_decide_by(council, outside):
    assert offered(council).count() == len(library.reasons()) == offered(outside).count()
    assert {each.criterion for each in library.reasons()} == set(Criterion.values)


def test_chair_puts_sentences_in_and_changes_them_without_losing_a_word(council, client):
    application = council.case("in_panel", at=timezone.now())
    address = reverse("passports:decide", args=[application.public_id])
    council.sign_in(client, "chair")
    typed = {
        "outcome": "declined",
        "reasons": "Dear colleague.",
        "panel_note": "Nearly a yes",
        "ready": [gap(council).public_id, "bcdfghjkmn"],
        "insert": "1",
    }

    page = client.post(address, typed)

    text = page.content.decode()
    assert f"Dear colleague.\n\n{GAP}</textarea>" in text
    assert "Nearly a yes</textarea>" in text
    assert chosen_on(page) == ["declined"]
    assert (errors_of(page), Decision.objects.count()) == ({}, 0)

    client.post(address, {"outcome": "declined", "reasons": f"{GAP} Ask us."})
    assert Decision.objects.get().reasons == f"{GAP} Ask us."


def test_put_in_before_anything_else_is_chosen_finds_no_fault(council, client):
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "chair")

    page = client.post(
        reverse("passports:decide", args=[application.public_id]),
        {"ready": [gap(council).public_id], "insert": "1"},
    )

    assert (page.status_code, errors_of(page)) == (200, {})
    assert f"{GAP}</textarea>" in page.content.decode()


def test_applicants_language_is_put_in(council, client):
    council.organisation.languages = ["en", "cy"]
    council.organisation.save()
    council.applicant.person.language = "cy"
    council.applicant.person.save()
    reason = gap(council)
    reason.text = {"en": GAP, "cy": "Mae gennym un."}
    reason.save()
    application = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "chair")

    page = client.post(
        reverse("passports:decide", args=[application.public_id]),
        {"ready": [reason.public_id], "insert": "1"},
    )

    assert "Mae gennym un.</textarea>" in page.content.decode()


@pytest.mark.parametrize("part", ["clerk", "chair", "administrator"])
def test_sentence_is_added_changed_and_removed_with_an_event_each(part, council, client):
    council.sign_in(client, part)
    typed = {"criterion": "branding", "suits": "no", "name": "Whose is it?"}

    added = client.post(reverse("passports:add_reason"), typed, follow=True)
    reason = offered(council).get(criterion="branding", number__gt=0, text__en="Whose is it?")
    address = reverse("passports:change_reason", args=[reason.public_id])
    changed = client.post(address, {**typed, "name": "Say whose it is."}, follow=True)
    assert "Say whose it is." in said_on(changed, "tbody/tr/th")
    removed = client.post(reverse("passports:remove_reason", args=[reason.public_id]), follow=True)

    assert "Say whose it is." not in said_on(removed, "tbody/tr/th")
    assert [messages_of(each) for each in (added, changed, removed)] == [
        ["The sentence is offered from now on."],
        ["The sentence is changed. Letters keep the words they have."],
        ["The sentence is offered no more."],
    ]
    assert verbs()[-3:] == [f"passports.reason.{each}" for each in ("added", "changed", "removed")]
    assert EventWords.objects.order_by("-pk")[1].words == {
        "before": {"en": "Whose is it?"},
        "after": {"en": "Say whose it is."},
    }
    assert client.get(address).status_code == 404


def test_sentence_with_mistakes_says_so_and_keeps_what_was_typed(council, client):
    council.sign_in(client, "clerk")

    page = client.post(reverse("passports:add_reason"), {"name": "Whose is it?", "suits": "maybe"})

    assert list(errors_of(page)) == ["criterion", "suits"]
    assert "Whose is it?</textarea>" in page.content.decode()


def test_second_language_of_the_nation_is_kept_beside_english(council, client):
    council.sign_in(client, "clerk")
    typed = {"criterion": "gap", "suits": "no", "name": GAP, "second": "Tha fear againn."}

    client.post(reverse("passports:change_reason", args=[gap(council).public_id]), typed)

    assert dict(gap(council).text) == {"en": GAP, "gd": "Tha fear againn."}


def test_all_taken_out_stay_out_and_there_is_an_end_to_adding(council, client):
    for each in offered(council):
        actions.remove_reason(reason=each, by=council.clerk, at=NOW)
    actions.adopt_policy(organisation=council.organisation, key="small_panel", by=None, at=NOW)
    council.sign_in(client, "clerk")

    assert said_on(client.get(LIST), "div[@class='m-empty']/h2") == ["No sentence is kept"]
    ReasonWords.objects.bulk_create(
        ReasonWords(organisation=council.organisation, criterion="gap", suits="no", number=number)
        for number in range(60)
    )
    page = client.post(
        reverse("passports:add_reason"), {"criterion": "gap", "suits": "no", "name": GAP}
    )
    assert messages_of(page) == ["There is room for no more. Remove one first."]
