"""Two at once on PostgreSQL: every button pressed twice, and each move against its rival."""

from datetime import timedelta
from typing import Any

import pytest

from mercat.common.models import OutboxMail
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import Kind
from mercat.passports.models import Application, CaseClock, Passport, Renewal, Revocation
from tests.common.together import together
from tests.factories.council import NOW, Council, decide, fill
from tests.passports.actions.test_races import CHANGED, WON, chain_is_whole, status_of
from tests.passports.actions.test_voting_races import told
from tests.passports.full_panel import cast, join, voted_on, votes_now
from tests.passports.states import in_state
from tests.passports.test_councillor import ANSWERS as COUNCILLORS_ANSWERS
from tests.passports.test_emergency import grant

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("flushable")]
SOON = NOW + timedelta(days=1)
BEFORE_END = NOW + timedelta(days=330)
AFTER_END = NOW + timedelta(days=370)
DECLARED = {"declarations": ["policy", "belongs", "manager"], "shows_name": False}
SAID = {"reached": "Many", "learned": "Much"}


def passport_of(council: Council, number: int) -> Passport:
    case = council.case("released", account=f"instagram.com/strathbeg.{number}")
    assert case.passport
    return case.passport


def councillors(council: Council) -> Application:
    case = actions.start(by=council.member, at=NOW, kind=Kind.COUNCILLOR)
    fill(case, COUNCILLORS_ANSWERS, by=council.member, at=NOW)
    actions.submit(application=case, **DECLARED, by=council.member, at=NOW)
    return case


def buttons(council: Council) -> dict[str, Any]:
    """Each with something of its own to act on, which was made as anything else is."""
    passports = [passport_of(council, number) for number in range(9)]
    chair, applicant, adviser = council.chair, council.applicant, council.adviser
    actions.suspend(passport=passports[1], reason="Why", review_on=SOON.date(), by=chair, at=NOW)
    asked = actions.give_reasons(passport=passports[3], reasons="Why", by=chair, at=NOW)
    urgent = actions.revoke_at_once(passport=passports[4], reasons="Why", by=chair, at=NOW)
    late = {"by": applicant, "at": BEFORE_END}
    now = {"at": SOON}
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "answer": (actions.answer, {**DECLARED, "by": applicant, **now}),
        "withdraw": (actions.withdraw, {"reason": "", "by": applicant, **now}),
        "ask": (actions.ask, {"question": "How often?", "by": council.clerk, **now}),
        "reopen": (actions.reopen, {"by": chair, **now}),
        "advise": (actions.advise, {"advice": "Say whose it is.", "by": adviser, **now}),
        "suspend": (
            actions.suspend,
            {"reason": "Why", "review_on": SOON.date(), "by": adviser, **now},
        ),
        "resume": (actions.resume, {"words": "It is well.", "by": adviser, **now}),
        "give reasons": (actions.give_reasons, {"reasons": "Why", "by": chair, **now}),
        "reply": (actions.reply, {"text": "Not me", "companion": "", "by": applicant, **now}),
        "ratify": (
            actions.settle_revocation,
            {"revokes": True, "words": "So it is.", "by": adviser, **now},
        ),
        "revoke at once": (actions.revoke_at_once, {"reasons": "Why", "by": chair, **now}),
        "surrender": (actions.surrender, {"by": applicant, **now}),
        "begin change": (actions.begin_change, {"by": applicant, **now}),
        "renew": (actions.renew, {**SAID, "lends": False, "declarations": [], **late}),
    }
    things: dict[str, dict[str, Any]] = {
        "answer": {"application": in_state(council, "more_info")},
        "withdraw": {"application": in_state(council, "in_panel")},
        "ask": {"application": in_state(council, "in_panel")},
        "reopen": {"application": in_state(council, "decided")},
        "advise": {"application": councillors(council)},
        "suspend": {"passport": passports[0]},
        "resume": {"passport": passports[1]},
        "give reasons": {"passport": passports[2]},
        "reply": {"revocation": asked},
        "ratify": {"revocation": urgent},
        "revoke at once": {"passport": passports[5]},
        "surrender": {"passport": passports[6]},
        "begin change": {"passport": passports[7]},
        "renew": {"passport": passports[8]},
    }
    return {name: (act, {**things[name], **given}) for name, (act, given) in acts.items()}


def test_every_button_pressed_twice_at_once_counts_once(council):
    found = {}
    for name, (act, given) in buttons(council).items():

        def press(act: Any = act, given: dict[str, Any] = given) -> None:
            act(**given)

        found[name] = sorted(told(press, press))

    assert found == {
        **{name: [CHANGED, WON] for name in found},
        "give reasons": ["The holder has been asked already. See what they reply.", WON],
        "reply": ["You have replied already. The panel has your words.", WON],
        "revoke at once": ["This passport has ended already.", WON],
        "begin change": [
            "You have begun this already. It stands among your open applications.",
            WON,
        ],
        "renew": ["This passport has ended. You may apply for a new one at any time.", WON],
        "ratify": ["This is settled already.", WON],
    }
    assert (Renewal.objects.count(), Revocation.objects.count()) == (2, 4)
    assert chain_is_whole()


def test_two_clerks_release_one_letter(council):
    other = join(council, "other", Role.CLERK)
    case = council.case("decided")
    OutboxMail.objects.all().delete()

    said = told(
        lambda: actions.release(application=case, text="One.", by=council.clerk, at=SOON),
        lambda: actions.release(application=case, text="Two.", by=other, at=SOON),
    )

    assert sorted(said) == [CHANGED, WON]
    assert OutboxMail.objects.get().context["text"] == ["One.", "Two."][said.index(WON)]
    assert (Passport.objects.count(), chain_is_whole()) == (1, True)


def test_release_against_reopen_has_one_winner(council):
    case = council.case("decided")

    said = told(
        lambda: actions.release(application=case, text="Yes.", by=council.clerk, at=SOON),
        lambda: actions.reopen(application=case, by=council.chair, at=SOON),
    )

    assert sorted(said) == [CHANGED, WON]
    released = said[0] == WON
    assert status_of(case) == ("released" if released else "in_panel")
    assert (Passport.objects.count(), chain_is_whole()) == (int(released), True)


def test_vote_against_withdraw_leaves_a_withdrawn_case(council):
    votes_now(council)
    case = voted_on(council)

    voted, withdrawn = told(
        lambda: cast(case, "support", by=council.second, at=SOON),
        lambda: actions.withdraw(application=case, reason="", by=council.applicant, at=SOON),
    )

    assert withdrawn == WON
    assert voted in {WON, "The panel is not voting on this case now."}
    assert (case.votes.count(), status_of(case)) == (int(voted == WON), "withdrawn")
    assert chain_is_whole()


def test_renewal_at_the_moment_of_expiry_leaves_one_live_passport(council):
    """Early enough to renew it: whichever comes first, the holder has a valid one afterwards."""
    passport = passport_of(council, 1)

    renewed, expired = told(
        lambda: actions.renew(
            passport=passport,
            **SAID,
            lends=False,
            declarations=[],
            by=council.applicant,
            at=AFTER_END,
        ),
        lambda: actions.expire_passports(at=AFTER_END),
    )

    passport.refresh_from_db()
    new = Passport.objects.exclude(pk=passport.pk).first()
    assert expired == WON
    assert renewed == WON
    if new:  # by the fast track, where the passport was still live
        assert (passport.status, new.status) == ("superseded", "active")
    else:
        assert (passport.status, Renewal.objects.get().application.status) == (
            "expired",
            "submitted",
        )
    assert chain_is_whole()


def test_surrender_at_the_moment_of_a_renewals_release_leaves_no_second_one(council):
    passport = passport_of(council, 1)
    case = actions.begin_renewal(passport=passport, **SAID, by=council.applicant, at=BEFORE_END)
    actions.submit(application=case, **DECLARED, by=council.applicant, at=BEFORE_END)
    actions.open_case(application=case, by=council.clerk, at=BEFORE_END)
    decide(case, by=council.chair, at=BEFORE_END)

    given_back, released = told(
        lambda: actions.surrender(passport=passport, by=council.applicant, at=BEFORE_END),
        lambda: actions.release(application=case, text="Yes.", by=council.clerk, at=BEFORE_END),
    )

    ended = "The passport that it renews has ended meanwhile. Ask the chair to decide again."
    assert (given_back, released) in {(WON, ended), (CHANGED, WON)}
    live = Passport.objects.filter(status="active").count()
    assert live == (released == WON)
    assert chain_is_whole()


def test_second_person_at_the_moment_of_the_fall_back_settles_it_once(council):
    passport = passport_of(council, 1)
    revocation = actions.revoke_at_once(passport=passport, reasons="Why", by=council.chair, at=NOW)
    late = NOW + timedelta(days=30)
    OutboxMail.objects.all().delete()

    agreed, fell = told(
        lambda: actions.settle_revocation(
            revocation=revocation, revokes=True, words="Yes.", by=council.adviser, at=late
        ),
        lambda: actions.fall_back(at=late),
    )

    revocation.refresh_from_db()
    passport.refresh_from_db()
    assert (agreed, fell) in {(WON, WON), (CHANGED, WON)}
    assert (revocation.status, passport.status) == (
        ("revoked", "revoked") if agreed == WON else ("unratified", "active")
    )
    assert OutboxMail.objects.count() == 1
    assert chain_is_whole()


def test_two_advisers_grant_one_emergency_passport_for_an_account(council):
    said = told(lambda: grant(council, at=NOW), lambda: grant(council, at=NOW))

    assert sorted(said)[0].startswith("Applicant holds a passport for this account already")
    assert WON in said
    assert Passport.objects.count() == Application.objects.count() == 1
    assert chain_is_whole()


def test_two_workers_remind_once_while_the_chair_decides(council):
    case = council.case("in_panel")
    late = NOW + timedelta(days=30)
    OutboxMail.objects.all().delete()

    together(
        lambda: actions.remind(at=late),
        lambda: actions.remind(at=late),
        lambda: decide(case, by=council.chair, at=late),
    )

    moved = CaseClock.objects.filter(moved=1).count()
    sent = OutboxMail.objects.filter(purpose__in=["passports/reminder", "passports/new_date"])
    assert status_of(case) == "decided"
    assert (moved, sent.count()) in {(0, 0), (1, 3)}  # to the clerk, the chair and the applicant
    assert chain_is_whole()
