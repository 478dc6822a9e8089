"""A passport goes on, or changes: the last answers are copied, and only what is new is asked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions import passport as life
from mercat.passports.actions.copying import copy_answers
from mercat.passports.actions.draft import submit
from mercat.passports.actions.lending import lend_answers
from mercat.passports.actions.release import deliver
from mercat.passports.actions.revision import freeze
from mercat.passports.lifecycle import LIVE, Kind, Outcome, PassportStatus
from mercat.passports.models import Application, Decision, Passport, Renewal

FAST_TRACK = "renewal"  # its word in the policy
RULE = "renewal: nothing has changed"


@transaction.atomic
def begin_renewal(
    *, passport: Passport, reached: str, learned: str, by: Membership, at: datetime
) -> Application:
    """A draft with the last answers in it, for what has changed."""
    _check_learned(passport, learned)
    said = {"reached": reached, "learned": learned}
    return _begin(passport, Kind.RENEWAL, said, by=by, at=at)


@transaction.atomic
def begin_change(*, passport: Passport, by: Membership, at: datetime) -> Application:
    """Another purpose or account, at any time."""
    return _begin(passport, Kind.CHANGE, {}, by=by, at=at)


@transaction.atomic
def renew(
    *,
    passport: Passport,
    reached: str,
    learned: str,
    lends: bool,
    declarations: list[str],
    by: Membership,
    at: datetime,
) -> Application:
    """Nothing has changed: sent at once, and granted at once where the policy's rule says so."""
    _check_learned(passport, learned)
    said = {"reached": reached, "learned": learned, "is_unchanged": True}
    application = _begin(passport, Kind.RENEWAL, said, by=by, at=at)
    shows_name = passport.shows_name
    if _has_fast_track(application):
        _fast_track(application, declarations, shows_name=shows_name, by=by, at=at)
    else:
        submit(
            application=application,
            declarations=declarations,
            shows_name=shows_name,
            by=by,
            at=at,
        )
    lend_answers(application=application, lends=lends, by=by, at=at)
    application.refresh_from_db()
    return application


def _begin(
    passport: Passport, kind: Kind, said: dict[str, Any], *, by: Membership, at: datetime
) -> Application:
    passport = life.locked(passport)
    rules.check_can_renew(by, passport)
    _check_can_follow(passport, kind, at=at)
    application = Application.objects.create(
        organisation=passport.organisation,
        applicant=by.person,
        kind=kind,
        title=passport.application.title,
        question_set=queries.policy_of(passport.organisation).content["question_set"],
        created_at=at,
    )
    Renewal.objects.create(
        application=application, passport=passport, was_until=passport.expires_on, **said
    )
    _copy_answers(passport, application, by=by, at=at)
    facts = {"passport": passport.public_id, "kind": kind.value}
    moving.record("started", application, by=by, at=at, facts=facts)
    return application


def _check_learned(passport: Passport, learned: str) -> None:
    if passport.is_trial and not learned.strip():
        raise Refused(_("Say what you learned from the trial: it is what the panel looks at."))


def _check_can_follow(passport: Passport, kind: Kind, *, at: datetime) -> None:
    if passport.account is None or passport.is_emergency:
        raise Refused(_("There is nothing to renew here. Apply anew: it takes a few minutes."))
    if passport.status == PassportStatus.SUSPENDED:
        raise Refused(_("This passport is suspended. Renew it when it is valid again."))
    if passport.status not in {PassportStatus.ACTIVE, PassportStatus.EXPIRED}:
        raise Refused(_("This passport has ended. You may apply for a new one at any time."))
    if queries.open_renewal_of(passport):
        raise Refused(_("You have begun this already. It stands among your open applications."))
    first = queries.renewable_from(passport)
    if kind == Kind.RENEWAL and passport.organisation.day(at) < first:
        sentence = _("You can renew this passport from {day}. Until then it is valid as it is.")
        raise Refused(sentence.format(day=date_format(first, "j F Y")))


def _copy_answers(
    passport: Passport, application: Application, *, by: Membership, at: datetime
) -> None:
    """What was sent last."""
    revision = queries.latest_revision(passport.application)
    copy_answers(revision.content["answers"] if revision else {}, application, by=by, at=at)


def _has_fast_track(application: Application) -> bool:
    """By the policy; never after a suspension or a trial, nor where its answers are not enough."""
    passport = application.renewal.passport  # as it was locked
    content = queries.policy_of(application.organisation).content
    answers = queries.given(queries.answers_of(application))
    return (
        FAST_TRACK in content.get("fast_tracks", [])
        and passport.status in LIVE
        and not passport.is_trial
        and queries.never_in_doubt(Passport.objects.filter(pk=passport.pk)).exists()
        and queries.question_set_of(application).is_complete(answers)
        and queries.needs_hold(passport, content)
    )


def _fast_track(
    application: Application,
    declarations: list[str],
    *,
    shows_name: bool,
    by: Membership,
    at: datetime,
) -> None:
    moving.move(application, action="submit")
    moving.move(application, action="fast_track")
    application.policy = queries.policy_of(application.organisation)
    application.submitted_at = at
    application.save()
    answers = queries.given(queries.answers_of(application))
    asked = queries.question_set_of(application).asked(answers)
    revision = freeze(application, asked, declarations, shows_name=shows_name, by=by, at=at)
    decision = Decision.objects.create(
        application=application,
        revision=revision,
        outcome=Outcome.APPROVED,
        reasons=_("Nothing has changed, so the panel need not decide anew."),
        rule=RULE,
        decided_at=at,
    )
    text = emails.renewal_letter(application)
    deliver(application, decision, text, by=by, released_by=None, at=at)
