from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mercat.common.fields import PublicIdField, WordsField
from mercat.common.languages import Text
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.platforms import platform_name
from mercat.register.languages import LanguagesField
from mercat.register.lifecycle import TONES, Answer, Status


class AccountAddress(models.Model):
    """What the recogniser says of an account; `key` is what makes it the same account."""

    platform = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    handle = models.CharField(max_length=300)
    url = models.URLField(max_length=500)

    class Meta:
        abstract = True

    @property
    def platform_name(self) -> str:
        return platform_name(self.platform)


class SecondFactor(models.TextChoices):
    ON = "on", pgettext_lazy("a second step of sign-in", "On")
    OFF = "off", _("Off")
    NONE = "none", _("The platform has none")


class Account(AccountAddress):
    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    kind = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=120)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True)
    purpose = WordsField(blank=True)
    audience = WordsField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices)
    since = models.DateField()  # the status holds since this day
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    status_reason = models.TextField(blank=True)
    exit_plan = models.TextField(blank=True)
    languages = LanguagesField(blank=True)
    twins = models.ManyToManyField("self", blank=True)  # the same account in another language
    stable_id = models.CharField(max_length=200, blank=True)  # the platform's own, never renamed
    mailbox = models.EmailField(max_length=254, blank=True)
    secret_place = models.CharField(max_length=200, blank=True)  # where it is kept, never what
    second_factor = models.CharField(max_length=10, choices=SecondFactor.choices, blank=True)
    tool = models.CharField(max_length=120, blank=True)
    contract = models.CharField(max_length=200, blank=True)
    row_version = models.PositiveIntegerField(default=0)
    administrator_count = models.PositiveSmallIntegerField(default=0)  # counted by actions and tick

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "platform", "key"], name="account_once_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None)
                | Q(status__in=[Status.CLOSED_PARKED, Status.CLOSED_RELEASED]),
                name="account_closed_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "name", "id"], name="account_list"),
            models.Index(fields=["organisation", "created_at", "id"], name="account_newest"),
            models.Index(
                fields=["organisation", "name", "id"],
                condition=Q(administrator_count__lt=2),
                name="account_short",
            ),
            models.Index(
                fields=["organisation", "id"], condition=Q(status=Status.OWN), name="account_own"
            ),
            models.Index(fields=["organisation", "department", "name"], name="account_department"),
            models.Index(fields=["organisation", "platform", "name"], name="account_platform"),
            models.Index(fields=["organisation", "status", "name"], name="account_status"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        return gettext("{name} on {platform_name}").format(
            name=self.name, platform_name=self.platform_name
        )

    @property
    def status_name(self) -> Text:
        return Status(self.status).label

    @property
    def tone(self) -> str:
        return TONES.get(Status(self.status), "plain")


class Custodian(models.Model):
    class Level(models.TextChoices):
        OWNER = "owner", _("Owner")
        ADMINISTRATOR = "administrator", _("Administrator")
        BACKUP = "backup", _("Backup administrator")
        PUBLISHER = "publisher", _("Publisher")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="custodians")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    level = models.CharField(max_length=20, choices=Level.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why they began
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person", "level"],
                condition=Q(until=None),
                name="custodian_once_per_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} of {self.account_id}"


class Publication(AccountAddress):
    """What the public sees of an account: the version that was agreed, until a new one is.

    Every outward face reads this table alone, so nothing of an account leaks that is not in it.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    name = models.CharField(max_length=120)
    department_name = WordsField(blank=True)
    purpose = WordsField(blank=True)
    since = models.DateField()
    confirmed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField()
    renamed_to = ""  # said of a name that the account had before

    class Meta:
        indexes = [
            models.Index(fields=["platform", "key"], name="publication_lookup"),
            models.Index(fields=["organisation", "name", "id"], name="publication_list"),
        ]

    def __str__(self) -> str:
        return self.name
