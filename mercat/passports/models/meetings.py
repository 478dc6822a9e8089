from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import MEETING_TONES, MeetingStatus
from mercat.passports.models.cases import Application
from mercat.people.models import Person


class Meeting(models.Model):
    """When the panel sits together. No case needs one."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=MeetingStatus.choices)
    opening = models.TextField(max_length=3000, blank=True)
    closing = models.TextField(max_length=3000, blank=True)
    minutes_version = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""), name="meeting_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.FINAL, approved_at__isnull=False)
                | (~Q(status=MeetingStatus.FINAL) & Q(approved_at=None, approved_by=None)),
                name="meeting_approved_at_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at", "id"], name="meeting_by_day"),
            models.Index(
                fields=["organisation", "starts_at"],
                condition=Q(status__in=[MeetingStatus.PLANNED, MeetingStatus.HELD]),
                name="meeting_open",
            ),
        ]

    def __str__(self) -> str:
        """By the day it is there. No query when the organisation was selected with it."""
        return date_format(self.local_start, "j F Y")

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.organisation.time_zone))

    @property
    def tone(self) -> str:
        return MEETING_TONES[MeetingStatus(self.status)]

    @property
    def is_planned(self) -> bool:
        return self.status == MeetingStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == MeetingStatus.HELD


class AgendaItem(models.Model):
    """A case on the agenda, and what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    minute = models.TextField(max_length=5000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "application"], name="on_agenda_once"),
        ]

    def __str__(self) -> str:
        return f"item {self.position} of {self.meeting_id}"


class Attendance(models.Model):
    """Who was there, or sent word that they could not come."""

    class Presence(models.TextChoices):
        HERE = "here", _("Here")
        APOLOGIES = "apologies", _("Apologies")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    presence = models.CharField(max_length=10, choices=Presence.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.meeting_id}"
