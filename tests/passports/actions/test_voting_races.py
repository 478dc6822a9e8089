"""A panel that votes, with real threads and connections: what counts is what stands."""

import pytest

from mercat.common.refusals import Refused
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import Decision, PanelSeat, Vote
from tests.common.together import together
from tests.factories.council import decide
from tests.passports.actions.test_races import CHANGED, LATER, WON, chain_is_whole, status_of
from tests.passports.full_panel import cast, join, voted_on, votes_now

pytestmark = pytest.mark.usefixtures("flushable")
TOO_LATE = "The panel is not voting on this case now."


def told(*acts):
    """What each was told, in the order of the acts."""

    def tried(act):
        def run():
            try:
                act()
            except Refused as refusal:
                return refusal.sentence
            return WON

        return run

    return together(*(tried(act) for act in acts))


def test_vote_at_the_moment_of_decision_counts_or_comes_too_late(council):
    votes_now(council)
    application = voted_on(council, chair="support", second="support", third="support")

    decided, voted = told(
        lambda: decide(application, by=council.chair, at=LATER),
        lambda: cast(application, "oppose", by=council.second, at=LATER),
    )

    decision = Decision.objects.get()
    standing = list(queries.standing_votes(decision.revision).values_list("choice", flat=True))
    assert decided == WON
    assert voted in {WON, TOO_LATE}
    assert (decision.tally["support"], decision.tally["oppose"]) == (
        standing.count("support"),
        standing.count("oppose"),
    )
    assert chain_is_whole()


def test_vote_pressed_twice_at_once_stands_once(council):
    votes_now(council)
    application = voted_on(council)

    def press():
        cast(application, "support", by=council.second, at=LATER)

    assert told(press, press) == [WON, WON]
    assert Vote.objects.filter(replaced_at=None).count() == 1
    assert chain_is_whole()


def test_decide_twice_at_once_keeps_one_tally(council):
    votes_now(council)
    join(council, "deputy", Role.CHAIR)
    application = voted_on(council, chair="support", deputy="support", third="support")

    said = told(
        lambda: decide(application, by=council.chair, at=LATER),
        lambda: decide(application, by=council.deputy, at=LATER),
    )

    assert sorted(said) == [CHANGED, WON]
    assert Decision.objects.get().tally["support"] == 3
    assert chain_is_whole()


def test_decide_against_withdraw_has_one_winner_or_withdraws_what_was_decided(council):
    votes_now(council)
    application = voted_on(council, chair="support", second="support", third="support")

    decided, withdrawn = told(
        lambda: decide(application, by=council.chair, at=LATER),
        lambda: actions.withdraw(
            application=application, reason="", by=council.applicant, at=LATER
        ),
    )

    assert withdrawn == WON  # before the decision or after it: it is theirs to take back
    assert decided in {WON, CHANGED}
    assert status_of(application) == "withdrawn"
    assert Decision.objects.count() == (decided == WON)
    assert chain_is_whole()


def test_two_clerks_open_a_case_once(council):
    votes_now(council)
    other = join(council, "other", Role.CLERK)
    application = council.case("submitted")

    said = told(
        lambda: actions.open_case(application=application, by=council.clerk, at=LATER),
        lambda: actions.open_case(application=application, by=other, at=LATER),
    )

    assert sorted(said) == [CHANGED, WON]
    assert PanelSeat.objects.filter(application=application).count() == 4
    assert chain_is_whole()


def test_stepping_out_at_the_moment_of_decision_takes_the_vote_along_or_comes_too_late(council):
    votes_now(council)
    application = voted_on(
        council, chair="support", second="oppose", third="support", panel_member="support"
    )

    decided, stepped = told(
        lambda: decide(application, by=council.chair, at=LATER),
        lambda: actions.say_interest(
            application=application,
            kind="personal",
            effect="step_out",
            by=council.second,
            at=LATER,
        ),
    )

    decision = Decision.objects.get()
    assert decided == WON
    assert decision.tally["oppose"] == (stepped != WON)
    assert queries.standing_votes(decision.revision).count() == (3 if stepped == WON else 4)
    assert chain_is_whole()
