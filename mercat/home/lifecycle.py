"""What becomes of a complaint, and of what is due for review."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class ComplaintStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    ANSWERED = "answered", _("Answered")


COMPLAINT_MOVES = (
    Move("complain", "", ComplaintStatus.RECEIVED, "anybody", "name, e-mail, words, due date"),
    Move(
        "answer_complaint",
        ComplaintStatus.RECEIVED,
        ComplaintStatus.ANSWERED,
        "administrator",
        "the answer, which goes out by mail",
    ),
)


class ReviewStatus(models.TextChoices):
    WAITING = "waiting", _("Keep or destroy?")
    KEPT = "kept", _("Kept")


REVIEW_MOVES = (
    Move("put_up", "", ReviewStatus.WAITING, "nightly", "when its period is over"),
    Move("put_up", ReviewStatus.KEPT, ReviewStatus.WAITING, "nightly", "when its new day came"),
    Move(
        "keep",
        ReviewStatus.WAITING,
        ReviewStatus.KEPT,
        "clerk, keeper or administrator, as the retention table says",
        "reason, the day to look again",
    ),
)
