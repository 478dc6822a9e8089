"""What the checks keep. The register's own tables know nothing of them."""

from django.db import models
from django.db.models import Q

from mercat.common.fields import PublicIdField
from mercat.files.models import StoredFile
from mercat.organisations.models import Domain, Organisation
from mercat.people.models import Person
from mercat.register.checks.lifecycle import (
    RESULT_TONES,
    FoundState,
    Kind,
    Result,
    State,
    Trouble,
)
from mercat.register.models import Account, AccountAddress


class Watch(models.Model):
    """When an account is looked at next, and what is known of it for that."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE)
    page = models.URLField(max_length=2000, blank=True)  # of ours, which links to it
    stable_id = models.CharField(max_length=500, blank=True)  # the platform's, when first seen
    doubt = models.CharField(max_length=10, choices=Trouble.choices, blank=True)  # seen once
    seen_at = models.DateTimeField(null=True)  # there, and the same
    checked_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # by a person

    class Meta:
        indexes = [models.Index(fields=["next_at", "id"], name="watch_due")]

    def __str__(self) -> str:
        return f"watch of {self.account_id}"


class Proof(models.Model):
    """One reason to believe that an account is the organisation's, as the checks know it now.

    `result` is what we believe. A question that could not be asked changes `latest_result` alone,
    and so does the first "no" after a "yes".
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    result = models.CharField(max_length=10, choices=Result.choices)
    found_at = models.DateTimeField(null=True)  # the latest yes
    evidence_url = models.CharField(max_length=2000, blank=True)
    seen = models.CharField(max_length=500, blank=True)
    latest_result = models.CharField(max_length=10, choices=Result.choices)
    latest_seen = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)  # who looked, if a person
    picture = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True
    )  # of what they saw

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="proof_once"),
            models.CheckConstraint(
                condition=~Q(result=Result.FOUND) | Q(found_at__isnull=False),
                name="proof_found_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"

    @property
    def tone(self) -> str:
        return RESULT_TONES.get(Result(self.result), "plain")

    @property
    def was_not_asked(self) -> bool:
        """The latest question came to nothing, so the result is older than the check."""
        return self.latest_result != self.result


class Code(models.Model):
    """A code to put into an account's profile for a while: who can do that, controls it."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE)
    code = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code for {self.account_id}"


class Finding(AccountAddress):
    """Something that the checks saw of an account and that a person has to judge.

    The address is the one that the account has now, where it has another.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="findings")
    trouble = models.CharField(max_length=10, choices=Trouble.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    platform = models.CharField(max_length=30)
    key = models.CharField(max_length=300, blank=True)
    handle = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    old_handle = models.CharField(max_length=300)
    stable_id = models.CharField(max_length=500, blank=True)
    evidence_url = models.CharField(max_length=2000, blank=True)
    seen = models.CharField(max_length=500)
    found_at = models.DateTimeField()
    latest_at = models.DateTimeField()  # when it was seen so last
    told_at = models.DateTimeField(null=True)  # the keepers, by mail
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "trouble"], condition=Q(state="open"), name="finding_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "settled"]) | Q(judged_at__isnull=False),
                name="finding_judged_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "found_at", "id"],
                condition=Q(state="open"),
                name="finding_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trouble} of {self.account_id}"


class Sweep(models.Model):
    """One walk after another through a website of ours, for accounts that it links to."""

    domain = models.OneToOneField(Domain, on_delete=models.CASCADE)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)  # none: no walk is under way
    finished_at = models.DateTimeField(null=True)  # the latest whole walk
    pages_read = models.PositiveIntegerField(default=0)  # of this walk, or of the latest
    latest_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_at", "id"], name="sweep_due")]

    def __str__(self) -> str:
        return f"sweep of {self.domain_id}"


class SweepPage(models.Model):
    """A page of the walk that is under way: read, or still to read. Gone when it ends."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="pages")
    url = models.CharField(max_length=2000)
    url_sha256 = models.CharField(max_length=64)
    depth = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sweep", "url_sha256"], name="sweep_page_once"),
        ]
        indexes = [
            models.Index(
                fields=["sweep", "depth", "id"], condition=Q(read_at=None), name="sweep_to_read"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class FoundAccount(AccountAddress):
    """An account that our websites link to and that is not on the register."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=FoundState.choices, default=FoundState.FOUND)
    pages = models.JSONField(default=list)  # of ours, which link to it; the first few
    found_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # the keepers, by mail
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True)  # once adopted
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "platform", "key"], name="found_account_once"
            ),
            models.CheckConstraint(
                condition=Q(state="found") | Q(judged_at__isnull=False),
                name="found_account_judged_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "state", "found_at", "id"], name="found_account_list"
            ),
        ]

    def __str__(self) -> str:
        return self.handle
