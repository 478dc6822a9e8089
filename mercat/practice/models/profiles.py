from django.db import models

from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership


class Profile(models.Model):
    """How a member is shown beside what they write: a picture, a few words.

    On pages that are open to the public their name and picture stand only if they choose so.
    """

    public_id = PublicIdField()
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE)
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    about = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"profile of {self.membership_id}"
