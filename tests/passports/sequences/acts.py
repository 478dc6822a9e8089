"""What people can do, by the words of the lifecycle tables, with something typed for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mercat.organisations.models import Membership
from mercat.passports import actions, queries
from mercat.passports.library import Term
from mercat.passports.lifecycle import (
    CONDITIONAL,
    PASSPORT_MOVES,
    REVOCATION_MOVES,
    Choice,
    InterestKind,
    Kind,
    Outcome,
    moves_of,
)
from mercat.passports.models import Application, ManagerView, Passport
from tests.passports.sequences.scene import DECLARED, Scene


@dataclass(frozen=True)
class Doing:
    """One of the acts below: by whom, when, and which of several things they may say."""

    scene: Scene
    by: Membership
    pick: int

    def words(self, about: str) -> str:
        return self.scene.words(about)

    def one_of(self, things: Any) -> Any:
        found = list(things)
        return found[self.pick % len(found)]

    @property
    def given(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.scene.at}


def submit(doing: Doing, case: Application) -> None:
    actions.submit(application=case, **DECLARED, **doing.given)


def ask(doing: Doing, case: Application) -> None:
    actions.ask(application=case, question=doing.words("Question"), **doing.given)


def answer(doing: Doing, case: Application) -> None:
    actions.answer(application=case, **DECLARED, **doing.given)


def open_case(doing: Doing, case: Application) -> None:
    actions.open_case(application=case, **doing.given)


def decide(doing: Doing, case: Application) -> None:
    outcome = doing.one_of(queries.outcomes_of(case))
    due_on = (doing.scene.at + timedelta(days=30)).date()
    until = due_on if outcome == Outcome.DEFERRED else None
    terms = [Term("Ask communications in a crisis", due_on)] if outcome in CONDITIONAL else []
    actions.decide(
        application=case,
        outcome=outcome,
        reasons=doing.words("Reasons"),
        conditions=terms,
        panel_note="",
        expires_on=None,
        trial_months=3 if outcome == Outcome.TRIAL else None,
        deferred_until=until,
        override_reason="We know enough" if doing.pick % 3 else "",
        **doing.given,
    )


def reopen(doing: Doing, case: Application) -> None:
    actions.reopen(application=case, **doing.given)


def release(doing: Doing, case: Application) -> None:
    actions.release(application=case, text=doing.words("Letter"), **doing.given)


def withdraw(doing: Doing, case: Application) -> None:
    actions.withdraw(application=case, reason="Another way", **doing.given)


def advise(doing: Doing, case: Application) -> None:
    actions.advise(application=case, advice=doing.words("Advice"), **doing.given)


def vote(doing: Doing, case: Application) -> None:
    said = {"choice": doing.one_of(Choice), "words": "So I think"}
    actions.vote(application=case, revision=case.revisions.count(), **said, **doing.given)


def confirm_vote(doing: Doing, case: Application) -> None:
    actions.confirm_vote(application=case, revision=case.revisions.count(), **doing.given)


def say_interest(doing: Doing, case: Application) -> None:
    kind = "" if doing.pick % 4 else doing.one_of(InterestKind)
    effect = "step_out" if doing.pick % 8 else "declare"
    actions.say_interest(application=case, kind=kind, effect=effect, **doing.given)


def set_interest(doing: Doing, case: Application) -> None:
    person = doing.one_of(doing.scene.people()).person
    kind = doing.one_of(InterestKind)
    effect = "step_out" if doing.pick % 2 else "declare"
    actions.set_interest(application=case, person=person, kind=kind, effect=effect, **doing.given)


def call_again(doing: Doing, case: Application) -> None:
    actions.call_again(application=case, **doing.given)


def discuss(doing: Doing, case: Application) -> None:
    actions.discuss(application=case, text="I agree.", **doing.given)


def give_view(doing: Doing, case: Application) -> None:
    view = ManagerView.objects.filter(application=case).first()
    if view:
        said = doing.one_of(ManagerView.View)
        actions.give_view(manager_view=view, view=said, text="Well", **doing.given)


def appeal(doing: Doing, case: Application) -> None:
    decision = queries.standing_decision(case)
    if decision:
        _write(actions.begin_appeal(against=decision, **doing.given), doing)


def appeal_ending(doing: Doing, passport: Passport) -> None:
    """Of the suspension under way, or else of the latest revocation."""
    against = passport.suspensions.filter(ended_at=None).first() or passport.revocations.last()
    if against:
        _write(actions.begin_appeal(against=against, **doing.given), doing)


def _write(draft: Application, doing: Doing) -> None:
    if not draft.sections.exists():
        said = {"missed": doing.words("Missed"), "asks": doing.words("Asked")}
        given = {"section": "appeal", "answers": said, "row_version": 0}
        actions.save_section(application=draft, **given, **doing.given)


def suspend(doing: Doing, passport: Passport) -> None:
    review_on = (doing.scene.at + timedelta(days=14)).date()
    reason = doing.words("Why")
    actions.suspend(passport=passport, reason=reason, review_on=review_on, **doing.given)


def resume(doing: Doing, passport: Passport) -> None:
    actions.resume(passport=passport, words="It is well now.", **doing.given)


def surrender(doing: Doing, passport: Passport) -> None:
    actions.surrender(passport=passport, **doing.given)


def give_reasons(doing: Doing, passport: Passport) -> None:
    actions.give_reasons(passport=passport, reasons=doing.words("Why"), **doing.given)


def revoke_at_once(doing: Doing, passport: Passport) -> None:
    actions.revoke_at_once(passport=passport, reasons=doing.words("Why"), **doing.given)


def reply(doing: Doing, passport: Passport) -> None:
    revocation = passport.revocations.last()
    if revocation:
        actions.reply(revocation=revocation, text="It was not me", companion="", **doing.given)


def settle(doing: Doing, passport: Passport) -> None:
    revocation = passport.revocations.last()
    if revocation:
        given = {"revokes": bool(doing.pick % 2), "words": doing.words("Words")}
        actions.settle_revocation(revocation=revocation, **given, **doing.given)


def begin_renewal(doing: Doing, passport: Passport) -> None:
    actions.begin_renewal(passport=passport, reached="Many", learned="Much", **doing.given)


def begin_change(doing: Doing, passport: Passport) -> None:
    actions.begin_change(passport=passport, **doing.given)


def renew(doing: Doing, passport: Passport) -> None:
    said = {"reached": "Many", "learned": "Much", "lends": False}
    declared = DECLARED["declarations"]
    actions.renew(passport=passport, **said, declarations=declared, **doing.given)


Act = Callable[[Doing, Any], None]
# The words of the tables: who it is for by right, and how it is done.
MOVES: dict[str, tuple[Act, tuple[str, ...]]] = {
    "submit": (submit, ("applies",)),
    "ask": (ask, ("clerk", "other_clerk", "chair")),
    "answer": (answer, ("applies",)),
    "open": (open_case, ("clerk", "other_clerk")),
    "decide": (decide, ("chair", "deputy")),
    "reopen": (reopen, ("chair", "deputy")),
    "release": (release, ("clerk", "other_clerk")),
    "withdraw": (withdraw, ("applies",)),
    "advise": (advise, ("clerk", "adviser")),
}
PANEL = ("chair", "deputy", "panel_member", "second", "third", "adviser")
# What moves no case from one state to another.
BESIDE: dict[str, tuple[Act, tuple[str, ...]]] = {
    "vote": (vote, PANEL),
    "vote again": (vote, PANEL),  # twice, as a case wants many of them
    "confirm_vote": (confirm_vote, PANEL),
    "say_interest": (say_interest, PANEL),
    "set_interest": (set_interest, ("clerk", "other_clerk")),
    "call_again": (call_again, ("clerk", "other_clerk")),
    "discuss": (discuss, PANEL),
    "give_view": (give_view, ("manager",)),
    "appeal": (appeal, ("applies",)),
}
ON_PASSPORT: dict[str, tuple[Act, tuple[str, ...]]] = {
    "appeal": (appeal_ending, ("holds",)),
    "suspend": (suspend, ("adviser", "chair")),
    "resume": (resume, ("adviser", "chair")),
    "surrender": (surrender, ("holds",)),
    "give_reasons": (give_reasons, ("chair", "deputy")),
    "revoke_at_once": (revoke_at_once, ("chair", "deputy")),
    "reply": (reply, ("holds",)),
    "settle": (settle, ("chair", "deputy", "adviser", "third")),
    "begin_renewal": (begin_renewal, ("holds",)),
    "begin_change": (begin_change, ("holds",)),
    "renew": (renew, ("holds",)),
}
# Of the tables, what none of these does by its own name.
OTHERWISE = {
    "fast_track": "renew",
    "grant_emergency": "the scene begins with one",
    "expire": "time passes",
    "end": "the letter that declines an emergency",
    "supersede": "release",
    "revoke": "settle, revoke_at_once",
    "restore": "settle; time passes",
    "overturn": "release, of an appeal",
    "let_stand": "settle",
    "ratify": "settle",
    "fall_back": "time passes",
    "overtake": "surrender",
    "lapse": "time passes",
    "take_up": "time passes",
    "correct": "by two people, in test_correcting.py",
    "reinstate": "with the correction of a renewal",
}


def of_tables() -> set[str]:
    """Every word that a table has for a move."""
    moves = [move for kind in Kind for move in moves_of(kind)]
    return {move.action for move in [*moves, *PASSPORT_MOVES, *REVOCATION_MOVES]}


def fitting(case: Application) -> dict[str, tuple[Act, tuple[str, ...]]]:
    """What the table of its kind allows now, and what goes beside it."""
    allowed = {move.action for move in moves_of(case.kind) if move.old == case.status}
    return {**{word: MOVES[word] for word in sorted(allowed & set(MOVES))}, **BESIDE}
