"""What the look-up keeps for itself. All of it is drawn from the register, and can be again."""

from django.db import models


class Follower(models.Model):
    """How far something that follows the register has read."""

    name = models.CharField(max_length=30, unique=True)
    gathering = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Likeness(models.Model):
    """A shape of a published account's name, as a hasty reader sees it."""

    shape = models.CharField(max_length=64)
    platform = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    handle = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["platform", "key", "shape"], name="likeness_once")
        ]
        indexes = [models.Index(fields=["shape", "platform", "key"], name="likeness_lookup")]

    def __str__(self) -> str:
        return self.shape


class RangeFolder(models.Model):
    """What `publish` wrote to a place last, so that the next run writes what has changed since."""

    place = models.CharField(max_length=500, unique=True)
    n = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()  # bytes, if all of it were one file
    as_of = models.DateTimeField()
    gathering = models.PositiveBigIntegerField()
    organisations = models.JSONField(default=list)  # keys of those that the public could see
    scripts = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.place
