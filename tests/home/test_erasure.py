"""Somebody is erased: their name is nowhere, the record stays, and the chain still holds."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from mercat.audit import queries as audit
from mercat.audit.models import Event, EventWords
from mercat.comments.models import Comment
from mercat.common import outbox
from mercat.common.refusals import NotAllowed, Refused
from mercat.home.erasure import erasing, rehearsal
from mercat.home.models import Complaint, Disposal, Hold
from mercat.home.retention import holding
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership
from mercat.passports import actions as passports
from mercat.passports.models import Application, Decision
from mercat.people import actions as people
from mercat.people.models import Person
from mercat.register.models import Custodian
from tests.factories import InvitationFactory, MembershipFactory

NAME, EMAIL = "Siùsaidh NicLeòid", "siusaidh@strathbeg.example"


@pytest.fixture
def siusaidh(council) -> Membership:
    """The applicant, by a name that no other word contains."""
    person = council.applicant.person
    person.name, person.email = NAME, EMAIL
    person.save()
    return council.applicant


def erase(council, membership, at, **changed: Any) -> Person:
    given = {"reason": "asked", "by": council.administrator, **changed}
    return erasing.erase_person(membership=membership, **given, at=at)


def hand_over(council, at) -> None:
    """The account to somebody else, as far as the register has it."""
    for account in {each.account for each in Custodian.objects.all()}:
        Custodian.objects.get_or_create(
            account=account,
            person=council.keeper.person,
            level="owner",
            defaults={"since": at},
        )


def everything() -> str:
    """Every row of every table, as text."""
    rows = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            rows += [
                json.dumps(row, default=str, ensure_ascii=False)
                for row in model._base_manager.values()
            ]
    return "\n".join(rows)


def places(*words: str) -> list[str]:
    return [line[:300] for line in everything().splitlines() if any(w in line for w in words)]


def a_full_life(council, at) -> Application:
    application = council.case("in_panel")
    passports.discuss(
        application=application, text=f"I know {NAME.upper()} ({EMAIL}).", by=council.chair, at=at
    )
    passports.give_view(
        manager_view=application.manager_view,
        view="support",
        text=f"{NAME} is good.",
        by=council.manager,
        at=at,
    )
    council._to_decided(application, at)
    passports.release(application=application, text=f"Dear {NAME}, yes.", by=council.clerk, at=at)
    draft = passports.start(by=council.applicant, at=at)
    InvitationFactory(organisation=council.organisation, email=EMAIL, name=NAME)
    hand_over(council, at)
    people.begin_sign_in(person=council.applicant.person, method="code", browser="Firefox", at=at)
    assert draft.applicant == council.applicant.person
    return application


def test_name_is_in_no_table_after_the_last_mail_went(council, siusaidh, letter_box, at):
    application = a_full_life(council, at)
    key, number = str(siusaidh.person.audit_key), siusaidh.person.public_id
    assert list(audit.faults()) == []
    assert len(places(NAME, EMAIL)) > 5

    stand_in = erase(council, siusaidh, at)
    outbox.send_due(at=at)
    still = places(NAME, EMAIL)

    assert len(still) == 1
    assert "home/erased" in still[0]
    assert "You were erased from Strathbeg Council" in letter_box.to(EMAIL)[0]["Subject"]
    assert list(audit.faults()) == []
    call_command("verify_audit")
    assert Event.objects.filter(person_key=key).exists()
    assert not Person.objects.filter(public_id=number).exists()
    application.refresh_from_db()
    assert application.applicant == stand_in
    assert application.passport.holder.name == "A former colleague"
    assert application.passport.status == "expired"
    assert application.discussion.comments.get().text == (
        "I know a former colleague (a former colleague)."
    )
    assert Decision.objects.get(application=application).reasons == "A clear purpose."
    assert Application.objects.count() == 1


@pytest.mark.parametrize("typed", ["Hope", "hope"])
def test_name_of_one_word_goes_where_it_stands_alone_with_its_capital(council, siusaidh, typed, at):
    person = siusaidh.person
    person.name = typed
    person.save()
    said = "I hope so.\nHope wrote it; ask Hope. Hopeful, SHOPE."
    case = council.case("in_panel")
    for text in (said, "I hope so, hopefully."):
        passports.discuss(application=case, text=text, by=council.chair, at=at)
    passports.withdraw(application=case, reason="Later", by=council.applicant, at=at)
    hand_over(council, at)

    erase(council, siusaidh, at)

    assert Comment.objects.earliest("pk").text == (
        "I hope so.\na former colleague wrote it; ask a former colleague. Hopeful, SHOPE."
    )
    kept = [each.words["text"] for each in EventWords.objects.filter(words__has_key="text")]
    assert kept == ["I hope so, hopefully."]


def test_name_that_is_a_month_stays_in_dates(council, siusaidh, at):
    person = siusaidh.person
    person.name = "May"
    person.save()
    case = council.case("in_panel")
    passports.discuss(application=case, text="Until 5 May 2027.", by=council.chair, at=at)
    passports.withdraw(application=case, reason="Later", by=council.applicant, at=at)
    hand_over(council, at)

    erase(council, siusaidh, at)

    assert Comment.objects.get().text == "Until 5 May 2027."


def test_disposal_log_says_how_many_and_names_nobody(council, siusaidh, at):
    a_full_life(council, at)
    told = rehearsal.rehearse(siusaidh, by=council.administrator.person, at=at)

    erase(council, siusaidh, at)

    assert told.refusals == []
    lines = dict(Disposal.objects.values_list("rule", "count"))
    assert lines == {**lines, "people": 1, "drafts": 1, "invitations": 1}
    event = Event.objects.get(verb="home.person.erased")
    assert event.facts == {**event.facts, **lines, "reason": "asked", "elsewhere": False}


def test_rehearsal_changes_nothing(council, siusaidh, at):
    a_full_life(council, at)
    before = everything()

    rehearsal.rehearse(siusaidh, by=council.administrator.person, at=at)

    assert everything() == before


def test_other_organisation_keeps_what_it_has(council, outside, siusaidh, at):
    person = siusaidh.person
    there = MembershipFactory(
        organisation=outside.organisation,
        person=person,
        department=outside.department,
        job_title="Archivist",
    )
    outside.members["applicant"] = there
    theirs = outside.case("released")
    a_full_life(council, at)
    hand_over(outside, at)

    stand_in = erase(council, siusaidh, at)

    person.refresh_from_db()
    there.refresh_from_db()
    theirs.refresh_from_db()
    assert (person.name, person.email, person.is_active) == (NAME, EMAIL, True)
    assert (there.person, there.ended_at, theirs.applicant) == (person, None, person)
    assert theirs.passport.status == "active"
    assert person.sign_ins.count() == 1
    here = [
        each
        for link in rehearsal.personal.LINKS
        if link.organisation
        for each in link.rows(person, council.organisation)
    ]
    assert here == []
    assert list(audit.faults()) == []
    assert Application.objects.get(organisation=council.organisation).applicant == stand_in


def test_erased_from_both_one_after_the_other_nothing_is_left(council, outside, siusaidh, at):
    person = siusaidh.person
    there = MembershipFactory(organisation=outside.organisation, person=person)

    erase(council, siusaidh, at)
    erase(outside, there, at)

    assert not Person.objects.filter(pk=person.pk).exists()
    assert Person.objects.exclude(erased_at=None).count() == 2


def test_stand_in_can_neither_sign_in_nor_be_found(council, siusaidh, client, at):
    stand_in = erase(council, siusaidh, at)
    council.sign_in(client, "administrator")

    listed = client.get("/organisation/people/?state=left").content.decode()

    assert (stand_in.is_active, stand_in.has_usable_password()) == (False, False)
    assert "former colleague" not in listed
    assert "erased.invalid" not in listed


def test_history_of_a_case_says_a_former_colleague(council, client, at):
    application = council.case("in_panel")
    erase(council, council.clerk, at)
    council.sign_in(client, "chair")

    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()

    assert "A former colleague" in page


REFUSALS = {
    "held": "A hold covers them",
    "everything held": "A hold covers them",
    "last administrator": "They are the last administrator",
    "alone": "They alone look after Strathbeg Archives",
    "open case": "Still open: Strathbeg Archives on Instagram",
    "operator": "They run this site",
    "contact": "They are a contact of the organisation",
    "complaint": "They made a data-protection complaint",
    "oneself": "This is you",
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refused_with_a_sentence(council, case, at):
    membership = council.applicant
    if case == "held":
        hold(council, at, about="person", person=membership.person)
    elif case == "everything held":
        hold(council, at, about="organisation")
    elif case in {"last administrator", "oneself"}:
        membership = council.administrator
    elif case == "alone":
        council.case("released")
        Custodian.objects.exclude(person=membership.person).delete()
    elif case == "open case":
        council.case("in_panel")
    elif case == "operator":
        Person.objects.filter(pk=membership.person_id).update(is_operator=True)
    elif case == "contact":
        council.organisation.contacts = {"press": {"email": membership.person.email.upper()}}
        council.organisation.save()
    elif case == "complaint":
        complain(council, membership.person, at)
    by = council.administrator
    if case == "last administrator":
        by = MembershipFactory(organisation=council.organisation, roles=["administrator"])
        by.person.is_active = False
        by.person.save()
    before = everything()

    with pytest.raises(Refused, match=REFUSALS[case]):
        erase(council, membership, at, by=by)

    assert everything() == before


def hold(council, at, **about: Any) -> Hold:
    return holding.place_hold(
        by=council.administrator, at=at, until=None, reason="foi", note="", **about
    )


def complain(council, person, at) -> None:
    Complaint.objects.create(
        organisation=council.organisation,
        name=person.name,
        email=person.email,
        text="Why?",
        received_at=at,
        due_on=at.date(),
    )


@pytest.mark.parametrize("part", ["clerk", "auditor", "keeper", "member", "applicant"])
def test_only_administrators_erase(council, part, at):
    with pytest.raises(NotAllowed):
        erase(council, council.colleague, at, by=council.members[part])


def test_administrator_erases_in_two_steps(council, siusaidh, client, at):
    a_full_life(council, at)
    council.sign_in(client, "administrator")
    first = f"/organisation/people/{siusaidh.public_id}/erase/"

    page = client.get(first).content.decode()
    unsure = client.post(f"{first}confirm/", {"reason": "asked"})
    done = client.post(f"{first}confirm/", {"reason": "asked", "sure": "on"}, follow=True)

    assert "Drafts that were never sent" in page
    assert "the organisation answers for its decisions" in page
    assert "Confirm that you know what it will mean" in unsure.content.decode()
    assert "They are erased" in done.content.decode()
    assert NAME not in done.content.decode()
    assert client.get(first).status_code == 404


def test_page_that_may_not_go_on_says_why_and_offers_nothing(council, client, at):
    council.case("in_panel")
    council.sign_in(client, "administrator")

    page = client.get(f"/organisation/people/{council.applicant.public_id}/erase/")

    assert "It has to be decided or withdrawn first" in page.content.decode()
    assert "erase/confirm" not in page.content.decode()


def test_somebody_who_left_is_erased_too(council, siusaidh, at):
    organisations.end_membership(membership=siusaidh, by=council.administrator.person, at=at)

    erase(council, siusaidh, at, reason="left")

    assert places(NAME) == []
