from django.db.models import QuerySet

from mercat.comments.models import Comment, Thread


def comments_of(thread: Thread) -> QuerySet[Comment]:
    return thread.comments.select_related("author").order_by("written_at", "pk")
