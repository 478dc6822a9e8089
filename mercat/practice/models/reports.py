from django.db import models

from mercat.common.fields import PublicIdField
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.practice.lifecycle import ReportState, Wrong
from mercat.practice.models.comments import PageComment
from mercat.practice.models.pages import Page


class PageReport(models.Model):
    """Somebody says that a page, or a comment under it, should not stand as it is.

    The answer and its reason are public.
    """

    public_id = PublicIdField()
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="reports")
    said = models.ForeignKey(
        PageComment, on_delete=models.CASCADE, null=True, related_name="reports"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)  # of who reports
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wrong = models.CharField(max_length=20, choices=Wrong.choices)
    words = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.OPEN)
    reason = models.CharField(max_length=500, blank=True)  # public
    judged_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["page", "state", "made_at"], name="report_of_page")]

    def __str__(self) -> str:
        return f"report {self.public_id}"
