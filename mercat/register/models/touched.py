from django.db import models


class Gathering(models.Model):
    """A moment at which all that had changed till then was put together."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"gathered {self.at}"


class TouchedKey(models.Model):
    """An address of which the public answer may have changed; the database's triggers write it.

    Not gathered yet: nobody who follows the register has seen it.
    """

    platform = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(gathering=None), name="touched_not_gathered"
            )
        ]

    def __str__(self) -> str:
        return self.key
