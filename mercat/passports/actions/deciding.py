"""What a decision needs before it is recorded: days that it names, and a reason not to wait."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.common.refusals import Refused
from mercat.passports import emails, policy_terms, queries
from mercat.passports.actions import moving
from mercat.passports.lifecycle import LONGEST_DEFERRAL_DAYS, Outcome, Status
from mercat.passports.models import Application


def check_outcome(application: Application, outcome: str) -> None:
    """An appeal comes to its own outcomes, and no other case does."""
    if outcome not in queries.outcomes_of(application):
        raise Refused(_("The panel cannot decide so here. Choose another outcome."))


def last_of_trial(application: Application, months: int | None, *, at: datetime) -> date:
    """Counted from the decision, so that the letter and the passport name the same day."""
    most = policy_terms.number(moving.policy_content(application), "trial_months")
    if not months or not 1 <= months <= most:
        said = ngettext(
            "A trial lasts %d month at most, by the policy of this case.",
            "A trial lasts %d months at most, by the policy of this case.",
            most,
        )
        raise Refused(said % most)
    return moving.months_after(application.organisation.day(at), months)


def check_deferral(
    application: Application, outcome: str, until: date | None, *, at: datetime
) -> None:
    if outcome != Outcome.DEFERRED:
        if until:
            raise Refused(_("Only a case that is deferred has a day on which we look again."))
        return
    today = application.organisation.day(at)
    if until is None or not today < until <= today + timedelta(days=LONGEST_DEFERRAL_DAYS):
        raise Refused(_("Name a day within the next year on which the panel looks again."))


def move_to_decided(application: Application, override_reason: str, *, at: datetime) -> bool:
    """On the locked row; says whether an answer of the applicant was still awaited."""
    waited = application.resumes_to
    if waited and waited != Status.IN_PANEL:
        raise Refused(_("The panel does not have this case yet. Wait for the answer."))
    moving.move(application, action="decide")
    if waited and not override_reason.strip():
        raise Refused(_("The applicant has not answered yet. To decide without, say why."))
    application.resumes_to = ""
    application.save()
    if waited:
        application.information_requests.filter(answered_at=None).update(answered_at=at)
        emails.queue_need_not_answer(application, at=at)
    return bool(waited)
