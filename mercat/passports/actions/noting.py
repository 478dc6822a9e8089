"""What a holder reached and learned becomes a draft of shared practice, in their own hands."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.models import Application
from mercat.practice import actions as practice
from mercat.practice.lifecycle import Kind, Licence
from mercat.practice.models import Page


@transaction.atomic
def make_note(*, application: Application, by: Membership, at: datetime) -> Page:
    """Its writer alone sees it; nothing names them or the case until they publish it."""
    rules.check_can_make_note(by, application)
    renewal = application.renewal
    revision = queries.latest_revision(application)
    answers = revision.content["answers"] if revision else {}
    parts = {
        _("What we wanted"): str(answers.get("measures") or ""),
        _("What we reached"): renewal.reached,
        _("What we learned"): renewal.learned,
    }
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in parts.items() if text)
    return practice.begin(
        kind=Kind.NOTE, title=application.title[:120], body=body, licence=Licence.OGL, by=by, at=at
    )
