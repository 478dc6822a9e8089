from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mercat.comments.models import Comment
from mercat.common.refusals import NotAllowed, Refused
from mercat.people.models import Person

CHANGEABLE_FOR = timedelta(days=1)


def check_is_author(comment: Comment, by: Person) -> None:
    if comment.author_id != by.pk:
        raise NotAllowed(_("Only the person who wrote this can do that."))


def check_can_change(comment: Comment, by: Person, *, at: datetime) -> None:
    """Change or withdraw: one's own, for a day."""
    check_is_author(comment, by)
    check_stands(comment)
    if at >= comment.written_at + CHANGEABLE_FOR:
        raise Refused(_("You wrote this more than a day ago. Write a new message to correct it."))


def check_stands(comment: Comment) -> None:
    if comment.withdrawn_at:
        raise Refused(_("This message was withdrawn."))


def can_change(comment: Comment, by: Person, *, at: datetime) -> bool:
    try:
        check_can_change(comment, by, at=at)
    except (NotAllowed, Refused):
        return False
    return True
