from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from mercat.common import languages, outbox
from mercat.learning.models import Share


def queue_assigned(share: Share, *, at: datetime) -> None:
    _queue("learning/assigned", share, at=at)


def queue_changes_requested(share: Share, *, at: datetime) -> None:
    _queue("learning/changes_requested", share, at=at)


def _queue(purpose: str, share: Share, *, at: datetime) -> None:
    organisation = share.assessment.organisation
    language = organisation.language_for(share.lead)
    with languages.reading(language):
        due_on = date_format(share.due_on, "j F Y")
    outbox.queue(
        purpose,
        to=share.lead.email,
        at=at,
        organisation_id=organisation.public_id,
        language=language,
        context={
            "name": share.lead.name,
            "team": share.team,
            "title": share.assessment.title,
            "asked": share.asked,
            "due_on": due_on,
            "path": reverse("learning:share", args=[share.public_id]),
        },
    )
