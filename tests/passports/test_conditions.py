"""Conditions: chosen with the decision, done by the holder, accepted, ticked or reminded of."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions, queries
from mercat.passports.library import Term
from mercat.passports.models import Condition, Passport
from mercat.register import actions as register
from mercat.register.models import Custodian
from tests.common.together import together
from tests.factories.council import NOW, Council, decide
from tests.passports.states import check_every_part, verbs

DUE = date(2026, 12, 16)
USUAL = date(2026, 12, 31)
DAY = timedelta(days=1)


def approve(council: Council, *terms: Term, at: datetime = NOW) -> list[Condition]:
    application = council.case("in_panel", at=at)
    outcome = "approved_with_conditions"
    decide(application, by=council.chair, at=at, outcome=outcome, conditions=terms)
    actions.release(application=application, text="Yes.", by=council.clerk, at=at)
    OutboxMail.objects.all().delete()
    return list(Condition.objects.filter(decision__application=application).order_by("number"))


@pytest.fixture
def condition(council) -> Condition:
    return approve(council, Term("Publish house rules", DUE))[0]


def say(condition: Condition, by: Any, at: datetime = NOW) -> Condition:
    return actions.say_done(condition=condition, words="They are there", by=by, at=at)


def chase(at: datetime) -> int:
    return actions.chase_conditions(at=at)


def told() -> list[tuple[str, str]]:
    mails = OutboxMail.objects.filter(purpose__startswith="passports/condition").order_by("pk")
    return [(each.purpose.removeprefix("passports/"), each.to.split("@")[0]) for each in mails]


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def test_decision_keeps_conditions_as_rows_and_readable(council):
    (condition,) = approve(council, Term("Publish house rules", DUE, "house_rules"))

    assert condition.decision.conditions == "Publish house rules, by 16 December 2026"
    assert (condition.status, condition.check_by) == ("open", "")
    letter = condition.decision.letter.text
    assert letter.startswith("Yes.\n\nIf you think")


def test_release_after_a_day_of_a_condition_is_refused(council):
    application = council.case("in_panel")
    terms, outcome = [Term("Publish house rules", DUE)], "approved_with_conditions"
    decide(application, by=council.chair, at=NOW, outcome=outcome, conditions=terms)

    with pytest.raises(Refused, match="A condition was to be met by a day that has come"):
        actions.release(application=application, text="Yes.", by=council.clerk, at=on(DUE))

    application.refresh_from_db()
    assert application.status == "decided"


def test_holder_says_done_and_the_clerk_accepts(council, condition):
    say(condition, council.applicant)
    assert told() == [("condition_done", "clerk")]

    actions.accept_condition(condition=condition, by=council.clerk, at=NOW)

    condition.refresh_from_db()
    assert (condition.status, condition.met_by, condition.met_at) == (
        "met", council.clerk.person, NOW
    )  # fmt: skip
    assert verbs()[-2:] == ["passports.condition.said_done", "passports.condition.accepted"]


def test_adviser_asks_again_with_a_later_day(council, condition):
    say(condition, council.applicant)

    actions.ask_again(
        condition=condition, words="For comments too", due_on=USUAL, by=council.adviser, at=NOW
    )

    condition.refresh_from_db()
    assert (condition.status, condition.due_on) == ("open", USUAL)
    assert told()[-1] == ("condition_again", "applicant")
    assert "For comments too" in str(OutboxMail.objects.latest("pk").context)


@pytest.mark.parametrize("state", ["open", "said_done", "met"])
def test_condition_moves_as_its_table_says_for_everybody(state, council, condition):
    if state != "open":
        say(condition, council.applicant)
    if state == "met":
        actions.accept_condition(condition=condition, by=council.clerk, at=NOW)
    condition.refresh_from_db()
    again = {"words": "More", "due_on": USUAL, "at": NOW}
    check_every_part(
        condition,
        council,
        acts={
            "say_done": say,
            "accept": lambda c, by: actions.accept_condition(condition=c, by=by, at=NOW),
            "ask_again": lambda c, by: actions.ask_again(condition=c, by=by, **again),
        },
        who={
            "say_done": {"applicant"},
            "accept": {"clerk", "adviser"},
            "ask_again": {"clerk", "adviser"},
        },
        table={
            ("say_done", "open"): "said_done",
            **{("accept", old): "met" for old in ("open", "said_done")},
            **{("ask_again", old): "open" for old in ("open", "said_done", "met")},
        },
    )


def test_condition_of_a_passport_that_ended_asks_nothing(council, condition):
    Passport.objects.update(status="surrendered")

    with pytest.raises(Refused):
        say(condition, council.applicant)

    assert chase(on(DUE)) == 0
    assert not queries.conditions_to_do(council.applicant).exists()


def test_condition_of_their_own_is_accepted_by_nobody(council, condition):
    council.applicant.roles.create(role="clerk")

    with pytest.raises(NotAllowed):
        actions.accept_condition(condition=condition, by=council.applicant, at=NOW)


def test_condition_is_accepted_once_by_two_at_once(flushable, council):
    (condition,) = approve(council, Term("Publish house rules", DUE))

    def accept(by: Any) -> str:
        try:
            actions.accept_condition(condition=condition, by=by, at=NOW)
        except Refused:
            return "refused"
        return "accepted"

    came = together(lambda: accept(council.clerk), lambda: accept(council.adviser))

    assert sorted(came) == ["accepted", "refused"]
    assert verbs().count("passports.condition.accepted") == 1


def test_reminders_come_a_week_before_on_the_day_and_then_to_the_clerk(condition):
    sent = [(day, chase(on(DUE + day * DAY)), told()[-1:]) for day in range(-9, 4)]

    assert [(day, mail) for day, count, mail in sent if count] == [
        (-7, [("conditions_due", "applicant")]),
        (0, [("conditions_due", "applicant")]),
        (1, [("conditions_overdue", "clerk")]),
    ]


def test_worker_that_stopped_reminds_once_a_day_and_the_holder_first(condition):
    later = DUE + 9 * DAY

    sent = [chase(on(later)), chase(on(later)), chase(on(later + DAY)), chase(on(later + 2 * DAY))]

    assert sent == [1, 0, 1, 0]
    assert told() == [("conditions_due", "applicant"), ("conditions_overdue", "clerk")]


def test_conditions_of_one_letter_are_reminded_of_in_one_mail(council):
    approve(council, Term("Publish house rules", DUE), Term("Say when you answer", DUE))

    assert chase(on(DUE)) == 1
    context = OutboxMail.objects.get().context
    assert context["conditions"] == "- Publish house rules\n- Say when you answer"


def test_condition_due_within_the_week_of_the_letter_is_not_reminded_of_at_once(council):
    approve(council, Term("Publish house rules", NOW.date() + 5 * DAY))

    assert [chase(NOW + day * DAY) for day in range(6)] == [0, 0, 0, 0, 0, 1]


def test_reminder_is_written_once_by_two_workers(flushable, council):
    approve(council, Term("Publish house rules", DUE))

    assert sorted(together(lambda: chase(on(DUE)), lambda: chase(on(DUE)))) == [0, 1]


def test_condition_ticks_itself_when_the_register_shows_two_administrators(council):
    (condition,) = approve(council, Term("Two people", DUE, "two_administrators"))
    parts = Custodian.objects.filter(account=condition.decision.passport.account)
    parts.exclude(level="owner").update(until=NOW)
    chase(NOW + DAY)
    condition.refresh_from_db()
    assert condition.status == "open"

    parts.update(until=None)
    chase(NOW + 2 * DAY)

    condition.refresh_from_db()
    assert (condition.status, condition.met_by) == ("met", None)
    assert verbs()[-1] == "passports.condition.ticked"


def test_condition_ticks_itself_when_the_account_is_confirmed_after_the_letter(council):
    (condition,) = approve(council, Term("Confirm it", DUE, "confirm"))
    chase(NOW + DAY)
    condition.refresh_from_db()
    assert condition.status == "open"

    register.confirm(account=condition.decision.passport.account, at=NOW + 2 * DAY)
    chase(NOW + 3 * DAY)

    condition.refresh_from_db()
    assert condition.status == "met"
