from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mercat.common import languages
from mercat.organisations import queries as organisations
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import queue
from mercat.passports.emails.letters import decision_letter
from mercat.passports.library import Term
from mercat.passports.models import Application, Correction, Decision


def corrected_subject(application: Application) -> str:
    with languages.reading(application.organisation.language_for(application.applicant)):
        return _("Corrected: your application {title}").format(title=application.title)[:200]


def corrected_letter(correction: Correction, terms: Sequence[Term]) -> str:
    """The letter that takes the place of the wrong one, and says so."""
    wrong = correction.decision
    decision = Decision(
        application=correction.application,
        revision=wrong.revision,
        outcome=correction.outcome,
        reasons=correction.reasons,
        expires_on=correction.expires_on,
        deferred_until=correction.deferred_until,
        decided_by=correction.proposed_by,
    )
    sent = wrong.letter.released_at
    return decision_letter(correction.application, decision, terms, replaces=sent)


def queue_correction(correction: Correction, *, at: datetime) -> None:
    """To those who may agree: not who proposed it, and nobody who stepped out."""
    application = correction.application
    out = set(application.seats.filter(steps_out=True).values_list("person", flat=True))
    out |= {application.applicant_id, correction.proposed_by_id}
    members = organisations.members_with_role(application.organisation, Role.CLERK, Role.CHAIR)
    path = reverse("passports:correct", args=[application.public_id])
    for member in members.order_by("pk"):
        if member.person_id not in out:
            queue("correction", application, to=member.person, at=at, path=path)
