"""What is said while a question waits for its answer, and a deferred case for its day."""

from datetime import datetime

from mercat.passports.emails.basis import clerks, queue
from mercat.passports.lifecycle import decides_by_votes
from mercat.passports.models import Application, InformationRequest


def queue_answer_reminder(request: InformationRequest, *, is_last: bool, at: datetime) -> None:
    application = request.application
    queue(
        "answer_reminder",
        application,
        to=application.applicant,
        at=at,
        question=request.question,
        due_on=request.due_on,
        is_last=is_last,
    )


def queue_lapsed(application: Application, *, at: datetime) -> None:
    """To the applicant, kindly; and to the clerks, who need not wait any more."""
    queue("lapsed", application, to=application.applicant, at=at)
    for clerk in clerks(application):
        queue("lapsed_clerk", application, to=clerk, at=at)


def queue_need_not_answer(application: Application, *, at: datetime) -> None:
    """The panel decides without the answer. What it decides is told with the letter."""
    queue("need_not_answer", application, to=application.applicant, at=at)


def queue_taken_up(application: Application, *, at: datetime) -> None:
    """To the panel, and to the applicant with the new day."""
    content = application.policy.content if application.policy else {}
    for seat in application.seats.filter(steps_out=False).select_related("person").order_by("pk"):
        queue("taken_up", application, to=seat.person, at=at, votes=decides_by_votes(content))
    queue("looked_at_again", application, to=application.applicant, at=at)
