"""Who sees a conversation with communications: every part, every kind, every state."""

import pytest

from mercat.comments.models import Thread
from mercat.passports import actions
from mercat.passports import advice as conversations
from mercat.passports.models import AdviceTally, PanelSeat
from tests.factories.council import NOW
from tests.passports.conversations import (
    ASKERS,
    KINDS,
    answer,
    in_general,
    look_after,
    on_account,
    on_case,
)
from tests.passports.states import STATES, everybody, give_roles, in_state

each_kind = pytest.mark.parametrize("kind", KINDS)


def readers(people, advice):
    return {part for part, by in people.items() if conversations.seen_by(by).filter(pk=advice.pk)}


@each_kind
def test_advice_is_seen_by_its_asker_and_communications_alone(kind, council, outside):
    advice = KINDS[kind](council)
    people = everybody(council, outside)

    assert readers(people, advice) == {ASKERS[kind], "adviser"}
    assert len(people) == 13


@pytest.mark.parametrize("state", STATES)
def test_advice_on_application_is_seen_by_the_same_in_every_state(state, council, outside):
    application = in_state(council, state)
    advice = actions.begin_advice(about=application, text="How?", by=council.applicant, at=NOW)

    assert readers(everybody(council, outside), advice) == {"applicant", "adviser"}


@each_kind
def test_advice_is_never_seen_by_communications_elsewhere(kind, council, outside):
    advice = KINDS[kind](council)
    here_too = outside.adviser
    here_too.person = council.members[ASKERS[kind]].person
    here_too.save()

    assert readers(outside.members, advice) == set()


def test_advice_on_account_goes_with_those_who_look_after_it(council):
    advice = on_account(council)
    newcomer = look_after(advice.account, council.member)
    advice.account.custodians.filter(person=council.colleague.person).update(until=NOW)

    assert readers(council.members, advice) == {"member", "adviser"}
    newcomer.delete()
    assert readers(council.members, advice) == {"adviser"}


def test_advice_is_hidden_from_adviser_who_steps_out(council):
    advice = on_case(council)
    PanelSeat.objects.create(
        application=advice.application, person=council.adviser.person, steps_out=True
    )

    assert readers(council.members, advice) == {"applicant"}
    assert conversations.count_waiting(council.adviser) == 0
    assert conversations.advisers_of(advice) == []


def test_advisers_own_question_is_for_another_adviser(council):
    give_roles(council.member, "adviser")
    advice = in_general(council, by=council.adviser)

    assert list(conversations.waiting(council.adviser)) == []
    assert list(conversations.waiting(council.member)) == [advice]
    counts = [conversations.count_waiting(each) for each in (council.adviser, council.member)]
    assert counts == [0, 1]


@each_kind
def test_count_waiting_is_what_the_list_holds(kind, council):
    advice = KINDS[kind](council)
    counted = []
    for _ in range(2):
        for by in council.members.values():
            listed = conversations.waiting(by).count()
            assert conversations.count_waiting(by) == listed
        counted.append(conversations.count_waiting(council.adviser))
        answer(advice, council.adviser)

    assert counted == [1, 0]


def test_count_waiting_takes_two_queries_however_much_waits(council, django_assert_num_queries):
    for number in range(3):
        in_general(council, subject=f"Question {number}")
    council.adviser.roles.all()

    with django_assert_num_queries(3):  # one for the roles, which pages have fetched before
        assert conversations.count_waiting(council.adviser) == 3


def test_recount_mends_a_tally(council):
    in_general(council)
    AdviceTally.objects.update(waiting=7)

    assert actions.recount_advice(at=NOW) == 1
    assert conversations.count_waiting(council.adviser) == 1
    assert actions.recount_advice(at=NOW) == 0


def test_shown_to_panel_is_what_its_writer_shows_and_no_more(council):
    advice = on_case(council, text="Kept between us")
    kept = advice.thread.comments.get()
    shown = answer(advice, council.adviser, text="For all", shared=True, quotes=kept)
    answer(advice, council.adviser, text="Also between us")
    gone = answer(advice, council.adviser, text="Withdrawn", shared=True)
    actions.withdraw_message(advice=advice, comment=gone, by=council.adviser, at=NOW)

    (found,) = conversations.shown_to_panel(advice.application)

    assert (found, found.quotes) == (shown, None)
    actions.share_message(advice=advice, comment=kept, by=council.applicant, at=NOW)
    assert [each.quotes for each in conversations.shown_to_panel(advice.application)] == [
        None,
        kept,
    ]


def test_helpers_stand_on_the_asking_side(council):
    advice = on_case(council, "draft")
    give_roles(council.keeper, "adviser")
    for name in ("colleague", "keeper"):
        actions.add_helper(
            application=advice.application,
            helper=council.members[name],
            by=council.applicant,
            at=NOW,
        )

    assert readers(council.members, advice) == {"applicant", "adviser", "colleague", "keeper"}
    assert list(conversations.waiting(council.keeper)) == []
    assert conversations.count_waiting(council.keeper) == 0
    assert answer(advice, council.keeper).part == ""
    told = {person.name for person in conversations.askers_of(advice)}
    assert told == {"Applicant", "Colleague", "Keeper"}
    actions.remove_helper(
        application=advice.application,
        person=council.colleague.person,
        by=council.applicant,
        at=NOW,
    )
    assert "colleague" not in readers(council.members, advice)


def test_advice_is_destroyed_with_its_case(council):
    advice = on_case(council, "draft")
    answer(advice, council.adviser)
    actions.destroy_cases(type(advice.application).objects.filter(pk=advice.application_id))

    assert not Thread.objects.filter(pk=advice.thread_id).exists()
