"""Something that was decided, an appeal against it, and people who had no part in it."""

from datetime import date, datetime, timedelta
from typing import Any

from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions, queries
from mercat.passports.models import Application, Passport, Revocation
from tests.factories.council import NOW, Council, decide, fill
from tests.passports.full_panel import join

DAY = timedelta(days=1)
LAST = date(2026, 12, 17)  # twenty working days of Scotland later: St Andrew's Day is none
TERM = {"conditions": (), "expires_on": None}
SAID = {"missed": "Nobody saw the plan for holidays.", "asks": "The passport, please."}


def declined(council: Council, *, at: datetime = NOW, **changed: Any) -> Application:
    """Decided by the chair, and released."""
    application = council.case("in_panel", at=at)
    decide(application, by=council.chair, at=at, **{"outcome": "declined", **changed})
    return released(application, council.clerk, at=at)


def released(application: Application, by: Membership, *, at: datetime = NOW) -> Application:
    decision = queries.standing_decision(application)
    assert decision
    text = actions.letter_of(application, decision)
    actions.release(application=application, text=text, by=by, at=at)
    return Application.objects.get(pk=application.pk)


def begin(application: Application, council: Council, *, at: datetime = NOW) -> Application:
    against = queries.standing_decision(application)
    assert against
    return actions.begin_appeal(against=against, by=council.applicant, at=at)


def sent(appeal: Application, council: Council, *, at: datetime = NOW) -> Application:
    fill(appeal, SAID, by=council.applicant, at=at)
    actions.submit(application=appeal, declarations=["right"], by=council.applicant, at=at)
    return Application.objects.get(pk=appeal.pk)


def others(council: Council) -> Membership:
    """Another chair, who had no part in it."""
    return join(council, "other", Role.CHAIR)


def appealed(council: Council, *, at: datetime = NOW, **changed: Any) -> Application:
    """Sent, and before the panel with another chair."""
    application = declined(council, at=at, **changed)
    others(council)
    return before_panel(sent(begin(application, council, at=at), council, at=at), council, at=at)


def before_panel(appeal: Application, council: Council, *, at: datetime = NOW) -> Application:
    actions.open_case(application=appeal, by=council.clerk, at=at)
    return Application.objects.get(pk=appeal.pk)


def heard(
    appeal: Application, council: Council, outcome: str, *, at: datetime = NOW, **changed: Any
) -> Application:
    decide(appeal, by=council.other, at=at, outcome=outcome, **changed)
    return released(appeal, council.clerk, at=at)


def suspended(council: Council, *, at: datetime = NOW) -> Passport:
    passport = council.case("released", at=at).passport
    assert passport
    actions.suspend(
        passport=passport,
        reason="A post named a family.",
        review_on=at.date().replace(month=12),
        by=council.adviser,
        at=at,
    )
    return Passport.objects.get(pk=passport.pk)


def revoked(council: Council, *, at: datetime = NOW) -> Revocation:
    """By the chair, after the holder has replied."""
    passport = council.case("released", at=at).passport
    assert passport
    given = {"passport": passport, "reasons": "Posts outside the house rules."}
    revocation = actions.give_reasons(**given, by=council.chair, at=at)
    said = {"text": "It was a mistake.", "companion": "", "by": council.applicant, "at": at}
    actions.reply(revocation=revocation, **said)
    settled = {"revokes": True, "words": "It happened twice.", "by": council.chair, "at": at}
    actions.settle_revocation(revocation=revocation, **settled)
    return Revocation.objects.get(pk=revocation.pk)


def seats(application: Application) -> dict[str, bool]:
    """Who sits on it, and who steps out."""
    return {seat.person.name: seat.steps_out for seat in queries.panel_of(application)}
