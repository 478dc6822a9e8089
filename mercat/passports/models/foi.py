"""Answers to freedom of information requests about social media."""

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import FOI_TONES, FoiPartKey, FoiStatus
from mercat.people.models import Person


class FoiAnswer(models.Model):
    """What the register said on a day, as the FOI officer put it; final once it is released."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    reference = models.CharField(max_length=80, blank=True)  # the officer's own
    received_on = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=FoiStatus.choices)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=FoiStatus.DRAFT, released_at=None, sha256="")
                | (Q(status=FoiStatus.RELEASED, released_at__isnull=False) & ~Q(sha256="")),
                name="foi_released_with_its_hash",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "begun_at", "id"], name="foi_list")]

    def __str__(self) -> str:
        return self.reference or str(self.public_id)

    @property
    def tone(self) -> str:
        return FOI_TONES[FoiStatus(self.status)]

    @property
    def is_draft(self) -> bool:
        return self.status == FoiStatus.DRAFT


class FoiPart(models.Model):
    answer = models.ForeignKey(FoiAnswer, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=20, choices=FoiPartKey.choices)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "key"], name="foi_part_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_key_display())


class FoiLine(models.Model):
    """One account of the list. `owner_name` is empty unless the officer decided to give it."""

    answer = models.ForeignKey(FoiAnswer, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    account_id = models.CharField(max_length=10)  # its public id, by which answers are compared
    name = models.CharField(max_length=120)
    platform = models.CharField(max_length=60)
    handle = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    opened_on = models.DateField(null=True)
    service = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=120, blank=True)  # of whoever answers for it
    owner_name = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    status = models.CharField(max_length=60)
    closed_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    withheld_because = models.CharField(max_length=300, blank=True)  # the whole line, if filled
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="foi_line_number"),
            models.UniqueConstraint(fields=["answer", "account_id"], name="foi_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.platform})"
