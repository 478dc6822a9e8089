"""A wrong letter: one person says what is right, a second agrees, and it is done at once.

The first decision and its letter stay as they are. On the way there is never more than one decision
that stands, and the passport is always that of the decision that does.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving, replacing
from mercat.passports.actions.conditions import carry_on, in_words, set_conditions
from mercat.passports.actions.deciding import check_deferral, last_of_trial
from mercat.passports.actions.ending import record_ended
from mercat.passports.actions.limits import appeal_until
from mercat.passports.library import Term
from mercat.passports.lifecycle import CORRECTION_MOVES, Correcting, Outcome, Status
from mercat.passports.models import Application, Correction, Decision, Letter


@transaction.atomic
def propose_correction(
    *,
    application: Application,
    reason: str,
    outcome: str,
    reasons: str,
    conditions: Sequence[Term] = (),
    panel_note: str = "",
    expires_on: date | None = None,
    trial_months: int | None = None,
    deferred_until: date | None = None,
    by: Membership,
    at: datetime,
) -> Correction:
    """Nothing changes yet, and the applicant is not told."""
    application = moving.locked(application)
    rules.check_can_correct(by, application)
    decision = _wrong(application)
    if outcome not in queries.outcomes_of(application):
        raise Refused(_("Choose an outcome that there is for this case."))
    if application.corrections.filter(status=Correcting.PROPOSED).exists():
        raise Refused(_("Somebody has proposed a correction already. Look at that one first."))
    if outcome == Outcome.TRIAL:
        expires_on = last_of_trial(application, trial_months, at=at)
    check_deferral(application, outcome, deferred_until, at=at)
    correction = Correction(
        application=application,
        decision=decision,
        reason=reason,
        outcome=outcome,
        reasons=reasons,
        terms=[{**asdict(term), "due_on": term.due_on.isoformat()} for term in conditions],
        panel_note=panel_note,
        expires_on=expires_on,
        deferred_until=deferred_until,
        proposed_by=by.person,
        proposed_at=at,
    )
    correction.letter = emails.corrected_letter(correction, conditions)
    correction.save()
    emails.queue_correction(correction, at=at)
    words = {"reason": reason, "letter": correction.letter}
    moving.record("correction_proposed", application, by=by, at=at, words=words)
    return correction


def _wrong(application: Application) -> Decision:
    decision = queries.correctable(application)
    if decision is None:
        raise Refused(_("There is no letter here that two people could correct."))
    return decision


@transaction.atomic
def agree_correction(*, correction: Correction, by: Membership, at: datetime) -> Letter:
    correction = _locked(correction)
    rules.check_can_agree(by, correction)
    application, wrong = correction.application, correction.decision
    _settle(correction, "agree", by=by, at=at)
    if _wrong(application) != wrong:
        raise Refused(_("Another decision has followed since this was proposed."))
    new = Status.DEFERRED if correction.deferred_until else Status.RELEASED
    moving.move(application, action="correct", new=new)
    over = None if correction.deferred_until else at
    application.released_at = application.ended_at = over
    application.due_on = correction.deferred_until or application.due_on
    application.save()
    Decision.objects.filter(pk=wrong.pk).update(replaced_at=at)
    decision = _decision(correction, by=by, at=at)
    passport, ended = replacing.replace(wrong, decision, by=by, at=at)
    letter = _letter(correction, decision, by=by, at=at)
    emails.queue_letter(letter, application=application, passport=passport, at=at)
    record_ended(ended, by=by, at=at)
    facts = {"outcome": decision.outcome, "was": wrong.outcome}
    words = {"reason": correction.reason, "letter": letter.text}
    moving.record("corrected", application, by=by, at=at, facts=facts, words=words)
    return letter


def _decision(correction: Correction, *, by: Membership, at: datetime) -> Decision:
    """On the version that the wrong one was on, too."""
    terms = [Term(**{**each, "due_on": _day(each)}) for each in correction.terms]
    if any(term.due_on <= correction.application.organisation.day(at) for term in terms):
        raise Refused(_("A condition was to be met by a day that has come. Propose a later one."))
    decision = Decision.objects.create(
        application=correction.application,
        revision=correction.decision.revision,
        outcome=correction.outcome,
        reasons=correction.reasons,
        conditions=in_words(terms),
        panel_note=correction.panel_note,
        expires_on=correction.expires_on,
        deferred_until=correction.deferred_until,
        decided_by=correction.proposed_by,
        tally=correction.decision.tally,
        override_reason=correction.decision.override_reason,
        decided_at=at,
    )
    set_conditions(decision, terms)
    carry_on(correction.decision, decision)
    return decision


def _day(kept: dict[str, str]) -> date:
    return date.fromisoformat(kept["due_on"])


def _letter(correction: Correction, decision: Decision, *, by: Membership, at: datetime) -> Letter:
    application = correction.application
    until = appeal_until(decision, at=at)
    return Letter.objects.create(
        decision=decision,
        subject=emails.corrected_subject(application),
        text=emails.with_appeal(correction.letter, application, until),
        released_by=by.person,
        released_at=at,
        appeal_until=until,
    )


@transaction.atomic
def drop_correction(*, correction: Correction, by: Membership, at: datetime) -> Correction:
    """By whoever proposed it, too: the letter stays as it is."""
    correction = _locked(correction)
    rules.check_can_correct(by, correction.application)
    _settle(correction, "drop", by=by, at=at)
    moving.record("correction_dropped", correction.application, by=by, at=at)
    return correction


def overtake_corrections(application: Application, *, at: datetime) -> None:
    """On the locked row: the case goes on, or has ended, so that nothing is corrected."""
    waiting = application.corrections.filter(status=Correcting.PROPOSED)
    for correction in waiting.select_for_update():
        _settle(correction, "drop", by=None, at=at)


def _settle(correction: Correction, action: str, *, by: Membership | None, at: datetime) -> None:
    found = check_move(CORRECTION_MOVES, action=action, old=correction.status)
    correction.status, correction.settled_at = found.new, at
    correction.settled_by = by.person if by else None
    correction.save(update_fields=["status", "settled_by", "settled_at"])


def _locked(correction: Correction) -> Correction:
    """The case first, as everybody does."""
    application = moving.locked(correction.application)
    found = Correction.objects.select_for_update(of=("self",)).select_related(
        "decision__revision", "proposed_by"
    )
    correction = found.get(pk=correction.pk)
    correction.application = application
    return correction
