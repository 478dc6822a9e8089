from datetime import datetime

from mercat.passports import queries
from mercat.passports.emails.basis import clerks, queue
from mercat.passports.models import Application
from mercat.people.models import Person


def queue_vote_again(application: Application, *, at: datetime) -> None:
    """To those whose vote stands on an earlier version, and who still take part."""
    seated = queries.eligible_seats(application).values("person")
    voted = application.votes.filter(replaced_at=None, person__in=seated).values("person")
    for person in Person.objects.filter(pk__in=voted).order_by("pk"):
        queue("vote_again", application, to=person, at=at)


def queue_panel_short(application: Application, *, at: datetime) -> None:
    """To the clerk: too few take part, or no chair does, and no deputy is left."""
    for clerk in clerks(application):
        queue("panel_short", application, to=clerk, at=at)
