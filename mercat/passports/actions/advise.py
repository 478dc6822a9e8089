from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.actions import moving
from mercat.passports.lifecycle import Outcome
from mercat.passports.models import Application, Decision, Letter


@transaction.atomic
def advise(*, application: Application, advice: str, by: Membership, at: datetime) -> Letter:
    """Advice for an elected member, sent at once. It grants nothing and forbids nothing."""
    application = moving.locked(application)
    rules.check_can_advise(by, application)
    moving.move(application, action="advise")
    application.released_at = application.ended_at = at
    application.save()
    revision = application.revisions.latest("number")
    decision = Decision.objects.create(
        application=application,
        revision=revision,
        outcome=Outcome.ADVISED,
        reasons=advice,
        decided_by=by.person,
        decided_at=at,
    )
    letter = Letter.objects.create(
        decision=decision,
        subject=f"Our advice: {application.title}",
        text=advice,
        released_by=by.person,
        released_at=at,
    )
    emails.queue_letter(letter, application=application, passport=None, at=at)
    facts = {"revision": revision.number, "sha256": revision.sha256}
    moving.record("advised", application, by=by, at=at, facts=facts, words={"advice": advice})
    return letter
