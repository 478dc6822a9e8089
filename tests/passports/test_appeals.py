"""Others look again at what was decided: who, until when, and what can come of it."""

from datetime import date

import pytest

from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.lifecycle import APPEAL_MOVES, OF_APPEAL, OF_APPEAL_FOR_PASSPORT, Kind
from mercat.passports.models import Appeal, Application
from tests.factories.council import NOW, decide, fill
from tests.passports.appealing import (
    DAY,
    LAST,
    SAID,
    appealed,
    before_panel,
    begin,
    declined,
    heard,
    others,
    released,
    seats,
    sent,
)
from tests.passports.correcting import propose
from tests.passports.full_panel import join, voted_on, votes_now
from tests.passports.meetings import ended, plan
from tests.passports.states import check_every_part, give_roles

# Until when


def test_letter_of_a_no_says_until_when_one_may_appeal(council):
    application = declined(council)

    letter = queries.standing_decision(application).letter
    assert letter.appeal_until == LAST
    assert "you may appeal until 17 December 2026" in letter.text
    mail = OutboxMail.objects.filter(purpose="passports/letter").latest("pk")
    assert "17 December 2026" in mail.context["text"]


def test_letter_of_a_plain_yes_speaks_of_no_appeal(council):
    letter = queries.standing_decision(council.case("released")).letter

    assert letter.appeal_until is None
    assert "appeal" not in letter.text


@pytest.mark.parametrize(("days", "last"), [(1, date(2026, 11, 19)), (10, date(2026, 12, 3))])
def test_time_to_appeal_is_what_the_policy_says(days, last, council):
    policy = queries.policy_of(council.organisation)
    policy.content["appeal_working_days"] = days
    policy.save()

    assert queries.standing_decision(declined(council)).letter.appeal_until == last


def test_appeal_can_be_begun_and_sent_on_its_last_day_and_not_after(council):
    application = declined(council)
    last = NOW.replace(month=12, day=17)

    draft = begin(application, council, at=last)
    with pytest.raises(Refused, match="The last day to appeal was 17 December 2026"):
        sent(draft, council, at=last + DAY)

    assert sent(draft, council, at=last).status == "submitted"
    with pytest.raises(Refused, match="The last day to appeal was 17 December 2026"):
        begin(declined(council), council, at=last + DAY)


# Who begins it, and against what


def test_begin_appeal_pressed_twice_is_the_same_draft(council):
    application = declined(council)

    first, second = begin(application, council), begin(application, council)

    assert first == second
    assert (first.kind, first.title) == (Kind.APPEAL, f"Appeal: {application.title}")
    assert Appeal.objects.count() == 1


def test_nobody_appeals_for_somebody_else(council, outside):
    decision = queries.standing_decision(declined(council))

    for member in [council.colleague, council.chair, outside.member]:
        with pytest.raises(NotAllowed):
            actions.begin_appeal(against=decision, by=member, at=NOW)


@pytest.mark.parametrize("state", ["in_panel", "decided", "released"])
def test_what_is_not_decided_against_anybody_cannot_be_appealed(state, council):
    application = council.case(state)
    if state == "in_panel":
        decide(application, by=council.chair, at=NOW, outcome="declined")
        application.refresh_from_db()

    with pytest.raises(Refused, match="nothing here that can be appealed"):
        begin(application, council)


def test_appeal_itself_cannot_be_appealed(council):
    upheld = heard(appealed(council), council, "upheld")

    assert queries.standing_decision(upheld).letter.appeal_until is None
    with pytest.raises(Refused, match="nothing here that can be appealed"):
        begin(upheld, council)


def test_appeal_that_was_heard_is_not_begun_again_and_one_withdrawn_is(council):
    application = declined(council)
    others(council)
    draft = begin(application, council)
    actions.withdraw(application=draft, reason="", by=council.applicant, at=NOW)

    again = begin(application, council)
    heard(before_panel(sent(again, council), council), council, "upheld")

    assert again != draft
    with pytest.raises(Refused, match="Your appeal was heard already"):
        begin(application, council)


def test_begin_again_after_withdrawing_keeps_the_words_and_stays_an_appeal(council):
    application = declined(council)
    others(council)
    first = sent(begin(application, council), council)
    actions.withdraw(application=first, reason="", by=council.applicant, at=NOW)
    first.refresh_from_db()

    again = actions.begin_again(application=first, by=council.applicant, at=NOW)

    assert (again.kind, again.appeal.decision) == (Kind.APPEAL, first.appeal.decision)
    assert again.sections.get().answers["missed"] == SAID["missed"]


# Who hears it


def test_whoever_decided_or_spoke_the_first_time_steps_out_and_others_come_in(council):
    application = council.case("in_panel")
    spoke = council.panel_member
    actions.discuss(application=application, text="I would say no.", by=spoke, at=NOW)
    decide(application, by=council.chair, at=NOW, outcome="declined")
    released(application, council.clerk)
    others(council)

    appeal = sent(begin(application, council), council)
    assert seats(appeal) == {"Chair": True, "Panel Member": True}
    kinds = set(appeal.interests.values_list("kind", "source", "effect"))
    assert kinds >= {("first", "detected", "step_out")}

    appeal = before_panel(appeal, council)
    assert seats(appeal) == {"Other": False, "Chair": True, "Panel Member": True}


def test_whoever_decided_it_first_does_not_even_find_the_appeal(council):
    appeal = sent(begin(declined(council), council), council)

    assert not queries.seen_by(council.chair).filter(pk=appeal.pk).exists()
    assert queries.seen_by(council.panel_member).filter(pk=appeal.pk).exists()
    for act in (actions.ask,):
        with pytest.raises(NotAllowed, match="You step out of this case"):
            act(application=appeal, question="Why?", by=council.chair, at=NOW)


def test_whoever_sat_on_it_at_a_meeting_steps_out(council):
    application = council.case("in_panel")
    ended(council, plan(council))
    decide(application, by=council.chair, at=NOW, outcome="declined")
    released(application, council.clerk)

    appeal = sent(begin(application, council), council)

    assert seats(appeal) == {"Chair": True, "Panel Member": True}


def test_voters_of_the_first_time_step_out_and_deputies_come_in(council):
    votes_now(council, quorum=2, deputies=[])
    for part in ("fourth", "fifth"):
        join(council, part, Role.PANEL_MEMBER)
    others(council)
    application = voted_on(council, chair="oppose", second="oppose", third="support")
    decide(application, by=council.chair, at=NOW, outcome="declined", override_reason="So agreed.")
    released(application, council.clerk)

    appeal = before_panel(sent(begin(application, council), council), council)

    out = {name for name, steps_out in seats(appeal).items() if steps_out}
    assert out == {"Chair", "Second", "Third"}
    assert queries.eligible_seats(appeal).count() == 4


def test_who_stepped_out_the_first_time_steps_out_again(council):
    application = council.case("in_panel")
    actions.say_interest(
        application=application,
        kind="personal",
        effect="step_out",
        words="My neighbour",
        by=council.panel_member,
        at=NOW,
    )
    decide(application, by=council.chair, at=NOW, outcome="declined")
    released(application, council.clerk)
    others(council)

    appeal = before_panel(sent(begin(application, council), council), council)

    assert seats(appeal)["Panel Member"] is True
    kept = appeal.interests.get(person=council.panel_member.person, kind="personal")
    assert (kept.source, kept.words) == ("declared", "My neighbour")


def test_clerk_cannot_bring_back_who_decided_it_first(council):
    appeal = appealed(council)
    chair = council.chair.person

    with pytest.raises(Refused, match="nobody sets that"):
        actions.set_interest(
            application=appeal,
            person=chair,
            kind="first",
            effect="declare",
            by=council.clerk,
            at=NOW,
        )
    actions.set_interest(
        application=appeal,
        person=chair,
        kind="political",
        effect="declare",
        by=council.clerk,
        at=NOW,
    )

    assert seats(appeal)["Chair"] is True


def test_with_nobody_left_administrators_have_a_mail_and_the_clerk_reads_what_to_do(council):
    appeal = sent(begin(declined(council), council), council)

    mail = OutboxMail.objects.get(purpose="passports/nobody_left")
    assert mail.to == council.administrator.person.email
    assert "give a colleague who took no part the role of chair" in mail.context["sentence"]
    with pytest.raises(Refused, match="give a colleague who took no part the role of chair"):
        actions.open_case(application=appeal, by=council.clerk, at=NOW)

    others(council)
    assert before_panel(appeal, council).status == "in_panel"


def test_only_adviser_who_decided_alone_leaves_no_clerk_either(council):
    give_roles(council.chair, Role.CLERK)
    council.clerk.roles.all().delete()
    others(council)
    application = council.case("submitted")
    actions.open_case(application=application, by=council.chair, at=NOW)
    decide(application, by=council.chair, at=NOW, outcome="declined")
    released(application, council.chair)

    sent(begin(application, council), council)

    mail = OutboxMail.objects.get(purpose="passports/nobody_left")
    assert "the role of clerk" in mail.context["sentence"]


def test_clerks_who_step_out_have_no_mail_about_it(council):
    give_roles(council.chair, Role.CLERK)
    appeal = appealed(council)
    OutboxMail.objects.all().delete()

    decide(appeal, by=council.other, at=NOW, outcome="upheld")

    told = set(OutboxMail.objects.values_list("to", flat=True))
    assert told == {council.clerk.person.email}


# The table, walked


TABLE = {(move.action, move.old): move.new for move in reversed(APPEAL_MOVES)}
OPEN_TO = {
    "submit": {"applicant"},
    "answer": {"applicant"},
    "withdraw": {"applicant"},
    "open": {"clerk"},
    "ask": {"adviser", "clerk", "other"},
    "decide": {"other"},
    "reopen": {"other"},
    "release": {"clerk"},
    "correct": {"clerk", "other"},
}


def correct(application, by):
    """On a proposal of somebody else who may."""
    here = Membership.objects.filter(organisation=application.organisation)
    other = {"Clerk": "Other", "Other": "Clerk"}.get(by.person.name)
    proposer = here.get(person__name=other) if other and by in here else by
    correction = propose(application, by=proposer, outcome="approved")
    return actions.agree_correction(correction=correction, by=by, at=NOW)


ACTS = {
    "submit": lambda a, by: actions.submit(application=a, declarations=["right"], by=by, at=NOW),
    "answer": lambda a, by: actions.answer(application=a, declarations=["right"], by=by, at=NOW),
    "withdraw": lambda a, by: actions.withdraw(application=a, reason="", by=by, at=NOW),
    "open": lambda a, by: actions.open_case(application=a, by=by, at=NOW),
    "ask": lambda a, by: actions.ask(application=a, question="Which?", by=by, at=NOW),
    "decide": lambda a, by: decide(
        a, by=by, at=NOW, outcome="upheld", override_reason="It cannot wait."
    ),
    "reopen": lambda a, by: actions.reopen(application=a, by=by, at=NOW),
    "release": lambda a, by: actions.release(application=a, text="Yes.", by=by, at=NOW),
    "correct": correct,
}
STATES = ["draft", "submitted", "in_panel", "more_info", "decided", "released", "withdrawn"]


def in_state(council, state):
    draft = begin(declined(council), council)
    others(council)
    fill(draft, SAID, by=council.applicant, at=NOW)
    if state == "draft":
        return draft
    appeal = sent_again(draft, council)
    if state == "withdrawn":
        actions.withdraw(application=appeal, reason="", by=council.applicant, at=NOW)
    elif state != "submitted":
        appeal = before_panel(appeal, council)
    if state == "more_info":
        actions.ask(application=appeal, question="Which?", by=council.other, at=NOW)
    if state in {"decided", "released"}:
        decide(appeal, by=council.other, at=NOW, outcome="upheld")
    if state == "released":
        released(appeal, council.clerk)
    return Application.objects.get(pk=appeal.pk)


def sent_again(draft, council):
    actions.submit(application=draft, declarations=["right"], by=council.applicant, at=NOW)
    return Application.objects.get(pk=draft.pk)


@pytest.mark.parametrize("state", STATES)
def test_appeal_in_state_allows_exactly_what_its_table_says(state, council):
    """The chair, who decided the first time, can do nothing once it is sent."""
    appeal = in_state(council, state)
    who = (
        OPEN_TO if state != "draft" else {**OPEN_TO, "ask": {"adviser", "clerk", "chair", "other"}}
    )
    if state == "draft":
        who |= {"decide": {"chair", "other"}, "reopen": {"chair", "other"}}
        who |= {"correct": {"clerk", "chair", "other"}}
    table = dict(TABLE)
    table["answer", "more_info"] = "in_panel"

    check_every_part(appeal, council, acts=ACTS, who=who, table=table)


def test_every_move_of_the_table_of_appeals_is_walked_here():
    assert {move.action for move in APPEAL_MOVES} == {*ACTS, "lapse"}
    assert {state for move in APPEAL_MOVES for state in (move.old, move.new)} == {*STATES, "lapsed"}
    assert set(OF_APPEAL) & set(OF_APPEAL_FOR_PASSPORT) == {"upheld"}
