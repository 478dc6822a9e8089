from django.db import models

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
    public_id = PublicIdField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    text = models.TextField(max_length=5000)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["thread", "written_at"], name="comment_in_thread")]

    def __str__(self) -> str:
        return str(self.public_id)
