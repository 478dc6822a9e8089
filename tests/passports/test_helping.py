"""A colleague helps to write the case: what they may, what they never may, and who sees it."""

from datetime import timedelta

import pytest

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.organisations.roles import Role
from mercat.passports import actions, queries, rules
from mercat.passports.actions.helping import MOST_HELPERS
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.letters import link_in
from tests.passports.states import STATES, everybody, give_roles, in_state
from tests.passports.test_lifecycle import ACTS, tried

LATER = NOW + timedelta(minutes=5)


def add(application, helper, *, by):
    return actions.add_helper(application=application, helper=helper, by=by, at=NOW)


def helped(council, state="draft", helper="colleague"):
    """A case of the applicant's that the colleague helps with, as far along as `state`."""
    if state == "draft":
        application = council.case("draft")
        add(application, council.members[helper], by=council.applicant)
        return application
    application = in_state(council, state)
    application.helpers.create(person=council.members[helper].person, added_at=NOW)
    return application


@pytest.mark.parametrize("state", STATES)
def test_helper_in_state_may_write_and_nothing_else(state, council):
    application = helped(council, state)
    acts = {name: act for name, act in ACTS.items() if (state, name) != ("draft", "give_view")}

    said = {name: tried(application, act, council.colleague)[0] for name, act in acts.items()}

    saves = "done" if state in {"draft", "more_info"} else "Refused"
    assert said == {**dict.fromkeys(acts, "NotAllowed"), "save_section": saves}


@pytest.mark.parametrize("state", ["submitted", "in_panel", "decided"])
def test_helper_judges_nothing_even_with_every_role(state, council):
    application = helped(council, state)
    give_roles(council.colleague, *Role)

    for name in ("open_case", "discuss", "ask", "decide", "reopen", "release"):
        with pytest.raises(NotAllowed) as refusal:
            ACTS[name](application, council.colleague)
        assert str(refusal.value) == (
            "You help with this application: somebody else has to do this."
        )
    assert not rules.can_read_discussion(council.colleague, application)
    assert list(queries.waiting(council.colleague, status=state)) == []


def test_helper_who_sits_on_the_panel_steps_out(council):
    application = council.case("draft")
    add(application, council.panel_member, by=council.applicant)
    council._to_submitted(application, NOW)
    actions.open_case(application=application, by=council.clerk, at=NOW)

    out = {seat.person.name for seat in application.seats.filter(steps_out=True)}

    assert out == {"Panel Member"}
    assert queries.seen_by(council.panel_member).get() == application


@pytest.mark.parametrize("state", STATES)
def test_seen_by_the_helper_in_every_state_and_by_nobody_more(state, council, outside):
    before = {part for part, each in everybody(council, outside).items() if sees(each)}
    helped(council, state)
    after = {part for part, each in everybody(council, outside).items() if sees(each)}

    readers = {"clerk", "chair", "panel_member", "adviser", "auditor", "manager"}
    assert before == set()
    assert after == {"applicant", "colleague"} | (readers if state != "draft" else set())
    assert list(queries.helped(council.colleague)) == list(queries.seen_by(council.colleague))
    assert list(queries.own_applications(council.colleague)) == []


def sees(member):
    return queries.seen_by(member).exists()


def test_helper_sees_the_case_once_whatever_else_they_are(council):
    application = helped(council, "in_panel", helper="manager")
    give_roles(council.manager, Role.PANEL_MEMBER)
    add_many(council, application, 3)

    assert queries.seen_by(council.manager).count() == 1
    assert queries.helped(council.manager).count() == 1


def add_many(council, application, count):
    for _ in range(count):
        member = MembershipFactory(organisation=council.organisation)
        application.helpers.create(person=member.person, added_at=NOW)


@pytest.mark.parametrize("part", ["clerk", "colleague", "manager", "administrator"])
def test_only_the_applicant_chooses_helpers(part, council):
    application = helped(council, "draft", helper="manager")

    with pytest.raises(NotAllowed):
        add(application, council.member, by=council.members[part])
    with pytest.raises(NotAllowed):
        actions.remove_helper(
            application=application,
            person=council.manager.person,
            by=council.members[part],
            at=NOW,
        )


def test_helper_of_another_organisation_is_refused(council, outside):
    application = council.case("draft")

    with pytest.raises(Refused) as refusal:
        add(application, outside.member, by=council.applicant)

    assert refusal.value.sentence == "Only a colleague of this organisation can help."
    assert application.helpers.count() == 0


def test_helper_who_left_is_refused(council):
    application = council.case("draft")
    organisations.end_membership(membership=council.member, by=None, at=NOW)
    council.member.refresh_from_db()

    with pytest.raises(Refused):
        add(application, council.member, by=council.applicant)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("applicant", "This is you. Choose a colleague."),
        ("colleague", "Colleague helps already."),
    ],
)
def test_helper_once_and_never_oneself(who, sentence, council):
    application = helped(council)

    with pytest.raises(Refused) as refusal:
        add(application, council.members[who], by=council.applicant)

    assert refusal.value.sentence == sentence


def test_helpers_have_a_limit(council):
    application = helped(council)
    add_many(council, application, MOST_HELPERS - 1)

    with pytest.raises(Refused) as refusal:
        add(application, council.member, by=council.applicant)

    assert refusal.value.sentence == "10 colleagues help already. Remove one of them first."


def test_helper_comes_too_late_when_the_case_was_sent(council):
    with pytest.raises(Refused) as refusal:
        add(council.case("submitted"), council.member, by=council.applicant)

    assert "was sent" in refusal.value.sentence


@pytest.mark.parametrize("ended_by", ["applicant", "helper"])
def test_help_ends_and_what_was_written_stays(ended_by, council, letter_box):
    application = helped(council)
    saved = save(application, "risks", "By the colleague", council.colleague)
    given = {"application": application, "at": LATER}
    if ended_by == "applicant":
        actions.remove_helper(**given, person=council.colleague.person, by=council.applicant)
    else:
        actions.stop_helping(**given, by=council.colleague)

    assert not sees(council.colleague)
    saved.refresh_from_db()
    assert saved.answers["risks"] == "By the colleague"
    with pytest.raises(NotAllowed):
        save(application, "risks", "Once more", council.colleague)
    verb = {"applicant": "helper_removed", "helper": "helper_stopped"}[ended_by]
    event = Event.objects.get(verb=f"passports.application.{verb}")
    assert event.facts["helper"] == str(council.colleague.person.audit_key)
    outbox.send_due(at=LATER)
    told = {"applicant": "colleague", "helper": "applicant"}[ended_by]
    assert len(letter_box.to(f"{told}@strathbeg.example")) == (2 if told == "colleague" else 1)


def test_help_that_ended_already_is_refused(council):
    application = helped(council)
    given = {"application": application, "by": council.applicant, "at": NOW}
    actions.remove_helper(**given, person=council.colleague.person)

    with pytest.raises(Refused):
        actions.remove_helper(**given, person=council.colleague.person)
    with pytest.raises(NotAllowed):
        actions.stop_helping(application=application, by=council.colleague, at=NOW)


def save(application, section, text, by):
    saved = application.sections.get(section=section)
    return actions.save_section(
        application=application,
        section=section,
        answers={**saved.answers, section: text},
        row_version=saved.row_version,
        by=by,
        at=NOW,
    )


def test_mail_to_a_helper_has_one_button_that_opens_the_draft(council, letter_box):
    application = helped(council)
    outbox.send_due(at=LATER)

    [mail] = letter_box.to("colleague@strathbeg.example")

    assert mail["Subject"] == "Applicant asks you to help with an application"
    assert link_in(mail).endswith(f"/passports/applications/{application.public_id}/")
    assert OutboxMail.objects.filter(sent_at=None).count() == 0


def test_conflict_names_who_saved(council):
    application = helped(council)
    version = application.sections.get(section="risks").row_version
    save(application, "risks", "By the colleague", council.colleague)

    with pytest.raises(Refused) as refusal:
        actions.save_section(
            application=application,
            section="risks",
            answers={"risks": "By the applicant"},
            row_version=version,
            by=council.applicant,
            at=NOW,
        )

    assert refusal.value.sentence == "Colleague saved this part since you opened it."
