from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person


class Thread(models.Model):
    """A conversation. Its owner holds the foreign key to it and decides who may read it."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return str(self.public_id)


class Comment(models.Model):
    """What somebody wrote. Its owner says what `part` means, and to whom a shared one is shown."""

    public_id = PublicIdField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    # The author's own, where a thread is for more than one. Set on every row since 0002.
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True)
    part = models.CharField(max_length=40, blank=True)  # for whom the author spoke
    text = models.TextField(max_length=5000)
    quotes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="answered_by"
    )
    could_be_guidance = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)  # shown beyond the thread's own people
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["thread", "written_at"], name="comment_in_thread"),
            models.Index(
                fields=["thread"], condition=Q(could_be_guidance=True), name="comment_for_guidance"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class CommentVersion(models.Model):
    """How a comment read before its author changed it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(max_length=5000)
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"earlier version of {self.comment_id}"


class Reader(models.Model):
    """How far somebody has read a thread, and when they were last told of something new."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    read_to = models.BigIntegerField(default=0)  # the key of the newest comment that they saw
    read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], name="reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.thread_id}"
