"""A period begins and ends by itself; each holder is asked once a day at most; candidates hide."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home import jobs
from mercat.lookup import queries as lookup
from mercat.organisations import actions as organisations
from mercat.organisations.models import Organisation
from mercat.platforms import recognise
from mercat.register.elections import actions
from mercat.register.elections.lifecycle import MOVES, State
from mercat.register.elections.models import Acknowledgement, Candidate, Period
from mercat.register.models import Account
from tests.common.together import together
from tests.register.elections.periods import (
    DAY,
    FIRST,
    LAST,
    OWN,
    held,
    make_period,
    noon,
    own,
)

SETTERS = {"keeper", "administrator"}


def runs(council, at):
    return Organisation.objects.get(pk=council.organisation.pk).pre_election_ends(at)


def asked():
    mails = OutboxMail.objects.filter(purpose="elections/rules").order_by("pk")
    return [(each.to.split("@")[0], each.context["times"]) for each in mails]


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (datetime(2026, 11, 24, 23, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 25, 0, 0, tzinfo=UTC), LAST),
        (datetime(2026, 12, 9, 23, 59, tzinfo=UTC), LAST),
        (datetime(2026, 12, 10, 0, 0, tzinfo=UTC), None),
    ],
)
def test_period_runs_from_its_first_day_to_the_end_of_its_last(at, until, council):
    make_period(council)

    assert runs(council, at) == until


def test_period_ends_when_the_day_ends_where_the_organisation_is(council):
    Organisation.objects.update(time_zone="Pacific/Auckland")  # thirteen hours ahead
    make_period(council)

    assert runs(council, datetime(2026, 12, 9, 10, 59, tzinfo=UTC)) == LAST
    assert runs(council, datetime(2026, 12, 9, 11, 0, tzinfo=UTC)) is None


def test_next_period_follows_the_one_that_is_over(council):
    make_period(council)
    later = make_period(council, starts_on=date(2027, 3, 22), ends_on=date(2027, 5, 6))
    actions.follow_periods(at=noon(LAST))
    before = runs(council, noon(later.starts_on))
    actions.follow_periods(at=noon(LAST + DAY))

    assert (before, runs(council, noon(later.starts_on))) == (None, later.ends_on)


STEPS = {"accept", "decline", "change", "call_off"}


def tried(act):
    with transaction.atomic():
        try:
            said = act().state
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        transaction.set_rollback(True)
    return said


@pytest.mark.parametrize("state", State)
def test_every_step_is_taken_exactly_where_and_by_whom_the_table_says(state, council, outside, at):
    period = make_period(council)
    Period.objects.filter(pk=period.pk).update(state=state)
    days = {"name": "Another", "starts_on": FIRST + DAY, "ends_on": LAST, "rules_text": "Rules"}
    for step in STEPS:
        given = days if step in {"accept", "change"} else {}
        found = [move.new for move in MOVES if move.action == step and move.old == state]
        right = found[0] if found else "Refused"
        said = {
            part: tried(
                lambda by=by, step=step, given=given: getattr(actions, step)(
                    period=period, **given, by=by, at=at
                )
            )
            for part, by in {**council.members, "elsewhere": outside.keeper}.items()
        }
        wanted = {part: right if part in SETTERS else "NotAllowed" for part in said}
        assert (step, said) == (step, wanted)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (LAST, FIRST, "before the first"),
        (date(2026, 1, 1), date(2026, 11, 17), "passed already"),
        (LAST, LAST + 9 * DAY, "overlap"),
        (FIRST - 9 * DAY, FIRST, "overlap"),
    ],
)
def test_days_that_make_no_sense_are_refused(first, last, said, council):
    make_period(council)

    with pytest.raises(Refused, match=said):
        make_period(council, starts_on=first, ends_on=last)


def test_database_holds_no_period_that_ends_before_it_starts(council):
    period = make_period(council)

    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.filter(pk=period.pk).update(ends_on=FIRST - DAY)


def test_rules_that_somebody_acknowledged_stay(council, at):
    period = make_period(council)
    given = {"period": period, "name": period.name, "starts_on": FIRST, "by": council.keeper}
    actions.change(**given, ends_on=LAST, rules_text="Other rules", at=at)
    actions.acknowledge(period=period, by=council.colleague, at=at)

    actions.change(**given, ends_on=LAST + DAY, rules_text="Other rules", at=at)
    with pytest.raises(Refused, match="acknowledged these rules"):
        actions.change(**given, ends_on=LAST, rules_text="New rules", at=at)

    assert runs(council, noon(LAST + DAY)) == LAST + DAY


def test_holders_are_asked_and_reminded_four_times_at_most_and_never_twice_a_day(council, at):
    held(council, "colleague")
    held(council, "colleague", "manager")
    held(council, "applicant", status="closed_parked", closed_on=at.date())
    make_period(council, starts_on=FIRST + 21 * DAY, ends_on=LAST + 30 * DAY)

    per_day = []
    for day in range(60):
        before = len(asked())
        jobs.tick(at=at + day * DAY)
        jobs.tick(at=at + day * DAY + timedelta(hours=2))
        per_day.append(len(asked()) - before)

    assert sorted(asked()) == [(who, n) for who in ("colleague", "manager") for n in (1, 2, 3, 4)]
    assert [day for day, count in enumerate(per_day) if count] == [14, 19, 24, 29]
    assert set(per_day) == {0, 2}


def test_whoever_acknowledged_or_left_is_not_reminded(council, at):
    held(council, "colleague", "manager", "applicant")
    period = make_period(council)
    actions.follow_periods(at=at)
    actions.acknowledge(period=period, by=council.colleague, at=at)
    organisations.end_membership(membership=council.manager, by=None, at=at)

    actions.follow_periods(at=at + 5 * DAY)

    assert sorted(asked()) == [
        ("applicant", 1), ("applicant", 2), ("colleague", 1), ("manager", 1)
    ]  # fmt: skip
    period.refresh_from_db()
    assert (period.asked_count, period.acknowledged_count) == (3, 1)


def test_new_holder_is_asked_while_it_runs_and_nobody_afterwards(council):
    held(council, "colleague")
    make_period(council)
    actions.follow_periods(at=noon(FIRST))
    held(council, "manager")
    actions.follow_periods(at=noon(LAST))
    held(council, "applicant")
    actions.follow_periods(at=noon(LAST + DAY))

    assert asked() == [("colleague", 1), ("manager", 1), ("colleague", 2)]


def test_chasing_sends_once_a_day(council, at):
    held(council, "colleague", "manager")
    period = make_period(council)
    actions.follow_periods(at=at)
    with pytest.raises(Refused):
        actions.chase(period=period, by=council.keeper, at=at)

    sent = actions.chase(period=period, by=council.administrator, at=at + DAY)

    assert sent == 2
    with pytest.raises(Refused):
        actions.chase(period=period, by=council.keeper, at=at + DAY + timedelta(hours=3))
    assert len(asked()) == 4


def chased(period, by, at):
    try:
        return actions.chase(period=period, by=by, at=at)
    except Refused:
        return 0


def test_two_who_chase_at_once_send_each_mail_once(flushable, council, at):
    held(council, "colleague", "manager")
    period = make_period(council)
    actions.follow_periods(at=at)

    sent = together(
        lambda: chased(period, council.keeper, at + DAY),
        lambda: chased(period, council.administrator, at + DAY),
    )

    assert (sum(sent), len(asked())) == (2, 4)


def test_two_workers_ask_each_once(flushable, council, at):
    held(council, "colleague", "manager")
    make_period(council)

    together(lambda: actions.follow_periods(at=at), lambda: actions.follow_periods(at=at))

    assert sorted(asked()) == [("colleague", 1), ("manager", 1)]


def answer(at):
    return lookup.look_up(OWN, at=at).answer


def test_candidates_own_account_is_hidden_while_it_runs_and_shown_again_by_itself(council):
    own(council)
    period = make_period(council)
    given = {"period": period, "person": council.colleague.person, "by": council.colleague}
    actions.stand(**given, at=noon(FIRST - DAY))

    said = []
    for day in (FIRST - DAY, FIRST, LAST, LAST + DAY, LAST + 2 * DAY):
        actions.follow_candidates(at=noon(day))
        said.append(answer(noon(day)))

    assert said == ["own_account", *["not_registered"] * 2, *["own_account"] * 2]
    assert Account.objects.get(status="own").publication.answer == "own_account"


def test_candidate_hides_at_once_while_it_runs_and_may_take_it_back(council):
    own(council)
    period = make_period(council)
    given = {"period": period, "person": council.colleague.person, "by": council.colleague}
    at = noon(FIRST + DAY)

    actions.stand(**given, at=at)
    hidden = answer(at)
    actions.stand_no_longer(**given, at=at)

    assert (hidden, answer(at)) == ("not_registered", "own_account")
    actions.stand(**given, at=at)
    assert answer(at) == "not_registered"


def test_own_account_that_a_candidate_lists_meanwhile_is_not_shown(council):
    period = make_period(council)
    given = {"period": period, "person": council.colleague.person, "by": council.keeper}
    at = noon(FIRST)
    actions.stand(**given, at=at)

    listed = {"recognised": recognise(OWN), "name": "Ishbel Rae", "by": council.colleague}
    actions.list_own(**listed, at=at)

    assert answer(at) == "not_registered"
    actions.follow_candidates(at=noon(LAST + DAY))
    assert answer(noon(LAST + DAY)) == "own_account"


def test_period_that_is_called_off_shows_them_again(council):
    own(council)
    period = make_period(council)
    person = council.colleague.person
    actions.stand(period=period, person=person, by=council.keeper, at=noon(FIRST))
    actions.call_off(period=period, by=council.keeper, at=noon(FIRST))

    actions.follow_candidates(at=noon(FIRST))

    assert (answer(noon(FIRST)), runs(council, noon(FIRST))) == ("own_account", None)


@pytest.mark.parametrize("part", ["adviser", "administrator", "auditor", "member", "manager"])
def test_nobody_but_the_keeper_says_it_of_somebody_else(part, council, at):
    period = make_period(council)

    with pytest.raises(NotAllowed):
        actions.stand(
            period=period, person=council.colleague.person, by=council.members[part], at=at
        )

    assert Candidate.objects.count() == 0


def test_operator_proposes_to_a_nation_once(council, outside, at):
    Organisation.objects.filter(pk=outside.organisation.pk).update(nation="wales")
    order = [
        "propose_election",
        council.organisation.nation,
        "Election",
        "2027-03-22",
        "2027-05-06",
    ]

    call_command(*order)
    call_command(*order)

    period = Period.objects.get()
    assert (period.organisation, period.state) == (council.organisation, "proposed")
    assert period.proposal.name == "Election"
    assert OutboxMail.objects.filter(purpose="elections/proposed").count() == 2
    assert runs(council, noon(date(2027, 4, 1))) is None
    with pytest.raises(CommandError):
        call_command(*order[:3], "2027-05-06", "2027-03-22")


def test_acknowledging_twice_is_once(council, at):
    period = make_period(council)
    for _ in range(2):
        actions.acknowledge(period=period, by=council.colleague, at=at)

    period.refresh_from_db()
    assert (period.acknowledged_count, Acknowledgement.objects.count()) == (1, 1)


def test_mails_are_really_sent(council, at, letter_box):
    held(council, "colleague")
    make_period(council)
    actions.follow_periods(at=at)
    outbox.send_due(at=at)

    (message,) = letter_box.to("colleague@strathbeg.example")
    assert "/register/elections/rules/" in str(message)
