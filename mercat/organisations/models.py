import uuid
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mercat.common import languages
from mercat.common.fields import PublicIdField, WordsField
from mercat.common.languages import Text
from mercat.organisations.roles import Role
from mercat.people.models import Person


class Nation(models.TextChoices):
    ENGLAND = "england", _("England")
    SCOTLAND = "scotland", _("Scotland")
    WALES = "wales", _("Wales")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


class Licence(models.TextChoices):
    """Under which others may use what the organisation publishes of its register."""

    OGL = "ogl-3", _("Open Government Licence 3.0")
    CC_BY = "cc-by-4", _("Creative Commons Attribution 4.0")
    CC0 = "cc0-1", _("CC0 1.0: no rights reserved")


LICENCE_URLS = {
    Licence.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


def english() -> list[str]:
    return [languages.FIRST]


class Organisation(models.Model):
    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    name = WordsField()
    nation = models.CharField(max_length=20, choices=Nation.choices)
    languages = models.JSONField(default=english)  # of its pages; the first unless one chooses
    second_factor_for = models.JSONField(default=list)  # roles, besides those of the site
    time_zone = models.CharField(max_length=40, default="Europe/London")
    created_at = models.DateTimeField(auto_now_add=True)
    # By what they are for (mercat/home/about/contacts.py): {"press": {"name": …, "email": …}}.
    contacts = models.JSONField(default=dict, blank=True)
    licence = models.CharField(max_length=10, choices=Licence.choices, default=Licence.OGL)
    # When what the public reads of the organisation itself last changed: its name, the licence.
    published_words_at = models.DateTimeField(null=True, blank=True)
    # The pre-election period that runs or comes next (mercat/register/elections keeps them): a copy
    # for public pages, which read the organisation anyway.
    pre_election_from = models.DateField(null=True)
    pre_election_until = models.DateField(null=True)
    # Since when it is closed for good (mercat/archive closes): a copy of what the end of its chain
    # says, for public pages and for jobs, with the words that it left.
    sealed_at = models.DateTimeField(null=True, editable=False)
    closing_words = WordsField(editable=False)
    closing_contact = models.CharField(max_length=300, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.name)

    def language_for(self, person: Person) -> str:
        """In which of its languages this person is written to."""
        return languages.choose(self.languages, chosen=[person.language], accepts="")

    @property
    def licence_url(self) -> str:
        return LICENCE_URLS[Licence(self.licence)]

    def pre_election_ends(self, at: datetime) -> date | None:
        """The last day of the pre-election period that runs there at this moment, if one does."""
        first, last = self.pre_election_from, self.pre_election_until
        runs = first is not None and last is not None and first <= self.day(at) <= last
        return last if runs else None

    def day(self, at: datetime) -> Any:
        """The date there at this moment: deadlines are dates in the organisation's zone."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()


class Domain(models.Model):
    """A web domain of the organisation. Publishing needs one that is verified."""

    class Method(models.TextChoices):
        OPERATOR = "operator", _("Confirmed by the operator")
        DNS = "dns", _("A DNS record")
        FILE = "file", _("A well-known file")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    host = models.CharField(max_length=253)
    method = models.CharField(max_length=10, choices=Method.choices, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)  # when its proof is asked for
    missed_at = models.DateTimeField(null=True, blank=True)  # not found once, and then again
    lost_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "host"], name="domain_once"),
            models.UniqueConstraint(
                fields=["host"], condition=~Q(verified_at=None), name="domain_verified_once"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, method="") | (~Q(verified_at=None) & ~Q(method="")),
                name="domain_verified_somehow",
            ),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Department(models.Model):
    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    name = WordsField()
    head = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.name)


class Membership(models.Model):
    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True)
    manager = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="manages"
    )
    job_title = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_one_of_many = False  # CurrentMembership says so of whoever may choose another

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at=None),
                name="membership_active_once",
            ),
            models.CheckConstraint(
                condition=~Q(manager=models.F("person")), name="nobody_is_their_own_manager"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.organisation_id}"


class MembershipRole(models.Model):
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "role"], name="role_once"),
        ]

    def __str__(self) -> str:
        return self.role


class Invitation(models.Model):
    """A mail that asks somebody to join. `revision` counts the mails: the newest alone works."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, blank=True)
    manager = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    job_title = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list)
    person_key = models.UUIDField(default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1)
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"


class ApiToken(models.Model):
    """Lets a program of the organisation do what its scope names, until somebody ends it.

    The secret is shown once and kept as SHA-256; `beginning` helps people tell tokens apart.
    """

    class Scope(models.TextChoices):
        PEOPLE = "people", _("Tell Mercat who works here (SCIM)")
        REGISTER = "register:read", _("Read the register, with what the public does not see")
        READ = "applications:read", _("Read applications and passports, as people who allow it")
        WRITE = (
            "applications:write",
            _("Begin applications and take steps in them, for people who allow it"),
        )

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=200)  # one or more, with spaces between, as in OAuth
    token_hash = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> list[str]:
        return self.scope.split()

    @property
    def scope_labels(self) -> list[Text]:
        return [self.Scope(each).label for each in self.scopes]

    @property
    def is_of_directory(self) -> bool:
        return self.Scope.PEOPLE in self.scopes

    @property
    def is_of_api(self) -> bool:
        return bool(set(self.scopes) - {self.Scope.PEOPLE})

    @property
    def acts_for_people(self) -> bool:
        return not ACTING.isdisjoint(self.scopes)


# What a program does as somebody, who has to allow it.
ACTING = frozenset({ApiToken.Scope.READ, ApiToken.Scope.WRITE})


class Consent(models.Model):
    """A member lets the program of this token act for them, until they say otherwise."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="consents")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "membership"], condition=Q(ended_at=None), name="consent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token_id} for {self.membership_id}"
