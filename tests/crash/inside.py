"""What the test needs to do in the database of the site that it kills.

Run by `manage.py shell`, in a process of its own; answers are one line of JSON.
"""

import json
from typing import Any

from django.utils import timezone

from mercat.common.models import OutboxMail
from mercat.passports.models import Application
from tests.factories.council import make_council
from tests.factories.models import MembershipFactory, PersonFactory

LEARNERS = 4


def fill(drafts: int) -> None:
    """A council, people who will learn, and complete drafts that wait to be sent."""
    council = make_council()
    for number in range(LEARNERS):
        person = PersonFactory(name=f"Learner {number}", email=f"learner{number}@strathbeg.example")
        MembershipFactory(
            organisation=council.organisation, person=person, department=council.department
        )
    made = [council.case("draft", at=timezone.now()).public_id for _ in range(drafts)]
    print(json.dumps(made))  # noqa: T201


def free_claims() -> None:
    """Stands in for the five minutes after which a claim of a killed worker ends."""
    OutboxMail.objects.filter(sent_at=None).update(claimed_until=None)
    print(OutboxMail.objects.filter(sent_at=None).count())  # noqa: T201


def tell() -> None:
    mails = OutboxMail.objects.values_list("message_id", "purpose", "sent_at")
    told = {
        "applications": [_whole(each) for each in Application.objects.all()],
        "mails": {str(key): [purpose, sent is not None] for key, purpose, sent in mails},
    }
    print(json.dumps(told))  # noqa: T201


def _whole(application: Application) -> dict[str, Any]:
    """One application with all that has to come with its status."""
    revision = application.revisions.order_by("-number").first()
    return {
        "id": application.public_id,
        "kind": application.kind,
        "status": application.status,
        "answers": revision.content["answers"] if revision else None,
        "passport": application.passport is not None,
        "decided": application.decisions.exists(),
    }
