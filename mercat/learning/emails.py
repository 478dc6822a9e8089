from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from mercat.common import languages, outbox
from mercat.learning.models import LearningAssessment, PlannedAction, Pulse, Share
from mercat.people.models import Person


def queue_assigned(share: Share, *, at: datetime) -> None:
    _of_share("assigned", share, share.lead, at=at)


def queue_changes_requested(share: Share, *, at: datetime) -> None:
    _of_share("changes_requested", share, share.lead, at=at)


def queue_share_reminder(share: Share, to: Person, *, late: bool, at: datetime) -> None:
    _of_share("share_reminder", share, to, at=at, late=late, own=to.pk == share.lead_id)


def queue_planned(planned: PlannedAction, *, at: datetime) -> None:
    _of_action("planned", planned, planned.owner, at=at)


def queue_action_reminder(planned: PlannedAction, to: Person, *, late: bool, at: datetime) -> None:
    _of_action("action_reminder", planned, to, at=at, late=late, own=to.pk == planned.owner_id)


def _of_share(purpose: str, share: Share, to: Person, *, at: datetime, **more: Any) -> None:
    path = reverse("learning:share", args=[share.public_id])
    said = {"team": share.team, "asked": share.asked, "path": path, **more}
    _queue(purpose, share.assessment, to, share.due_on, said, at=at)


def _of_action(
    purpose: str, planned: PlannedAction, to: Person, *, at: datetime, **more: Any
) -> None:
    path = reverse("learning:planned_action", args=[planned.public_id])
    said = {"action": planned.text, "owner": planned.owner.name, "path": path, **more}
    _queue(purpose, planned.assessment, to, planned.due_on, said, at=at)


def _queue(
    purpose: str,
    assessment: LearningAssessment,
    to: Person,
    due_on: date,
    said: dict[str, Any],
    *,
    at: datetime,
) -> None:
    organisation = assessment.organisation
    language = organisation.language_for(to)
    with languages.reading(language):
        day = date_format(due_on, "j F Y")
    outbox.queue(
        f"learning/{purpose}",
        to=to.email,
        at=at,
        organisation_id=organisation.public_id,
        language=language,
        context={"name": to.name, "title": assessment.title, "due_on": day, **said},
    )


def queue_words_to_moderate(pulse: Pulse, *, at: datetime) -> None:
    organisation = pulse.assessment.organisation
    reader = pulse.moderator
    if reader is None:
        return
    outbox.queue(
        "learning/words_to_moderate",
        to=reader.email,
        at=at,
        organisation_id=organisation.public_id,
        language=organisation.language_for(reader),
        context={
            "name": reader.name,
            "title": pulse.assessment.title,
            "path": reverse("learning:moderate", args=[pulse.public_id]),
        },
    )
