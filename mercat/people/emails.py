from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.people.models import Person


def queue_changed(what: str, *, person: Person, at: datetime) -> None:
    """So that a change somebody else made does not go unnoticed."""
    context = {"name": person.name, "what": what, "path": reverse("mfa_index")}
    outbox.queue(
        "people/sign_in_changed",
        to=person.email,
        at=at,
        language=person.language,
        context=context,
    )
