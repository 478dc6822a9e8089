from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.passports.models.cases import Application
from mercat.people.models import Person


class ManagerView(models.Model):
    """What the line manager says of a case, or the head of the service that it is for."""

    class AskedAs(models.TextChoices):
        MANAGER = "manager", _("Line manager")
        HEAD = "head", _("Head of service")

    class View(models.TextChoices):
        SUPPORT = "support", _("I support it")
        COMMENT = "comment", _("I have a comment")
        OBJECT = "object", _("I object")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="views")
    asked_as = models.CharField(
        max_length=10, choices=AskedAs.choices, default=AskedAs.MANAGER, db_default="manager"
    )
    manager = models.ForeignKey(Person, on_delete=models.PROTECT)
    due_on = models.DateField()
    view = models.CharField(max_length=10, choices=View.choices, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "asked_as"], name="view_asked_once"),
            models.UniqueConstraint(
                fields=["application", "manager"], name="nobody_asked_twice_for_a_view"
            ),
            models.CheckConstraint(
                condition=Q(view="", given_at=None) | (~Q(view="") & Q(given_at__isnull=False)),
                name="manager_view_given_at_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_as}'s view on {self.application_id}"

    @property
    def is_heads(self) -> bool:
        return self.asked_as == self.AskedAs.HEAD
