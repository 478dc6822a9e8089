import re
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.refusals import Refused
from mercat.organisations import addresses, queries, rosters
from mercat.organisations.models import ApiToken, Department, Membership, Nation, Organisation
from mercat.organisations.roles import HINTS, Role
from mercat.people.models import Person

MOST_INVITED = 200
LONGEST = 100_000  # letters of a pasted list; so many hold more addresses than that
HOST = re.compile(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
# Under these everybody registers their own: nobody owns them.
SHARED = frozenset(
    [
        "ac.uk",
        "co.uk",
        "gov.scot",
        "gov.uk",
        "gov.wales",
        "llyw.cymru",
        "nhs.uk",
        "org.uk",
        "police.uk",
    ]
)
# The language beside English in which names are kept, by nation.
SECOND = {Nation.WALES: ("cy", _("Welsh")), Nation.SCOTLAND: ("gd", _("Gaelic"))}


class DomainField(forms.CharField):
    """A web domain, however it was copied: https://www.strathbeg.example/ is strathbeg.example."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value).lower()
        host = re.sub(r"^[a-z]+://", "", typed).split("/")[0].split("@")[-1].split(":")[0]
        return host.rstrip(".").removeprefix("www.")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (not HOST.fullmatch(value) or value in SHARED):
            raise ValidationError(
                gettext("Enter the domain of your website, like strathbeg.gov.uk")
            )


class PartFields(forms.Form):
    """What somebody's part here is; for one who is invited and for one who is here."""

    roles = forms.MultipleChoiceField(
        label=_("What will they do here?"),
        help_text=_("Tick nothing for somebody who only applies."),
        choices=Role.choices,
        required=False,
        widget=forms.Checkboxes(hints=HINTS, small=True),
    )
    department = forms.ChoiceField(
        label=_("Where do they work?"), required=False, widget=forms.Select
    )
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    manager = forms.EmailField(
        label=_("Work e-mail of their line manager"),
        help_text=_("Who is asked for a view when they apply. It can be filled in later."),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        tree = queries.department_tree(organisation)
        self.departments = {each.department.public_id: each.department for each in tree}
        self.offer("department", [("", gettext("No department")), *indented(tree)])

    def clean_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data["department"])

    def clean_manager(self) -> Person | None:
        email = self.cleaned_data["manager"]
        if not email:
            return None
        member = queries.member_by_email(self.organisation, email)
        if member is None:
            raise ValidationError(
                gettext("Nobody here has the address {email}. Invite them first.").format(
                    email=email
                )
            )
        return member.person


class InviteForm(PartFields):
    keeps_people_safe = False  # addresses of colleagues alone

    addressees = forms.CharField(
        label=_("Their work e-mail addresses"),
        help_text=_("One or many: a line each, or a list as you copied it."),
        widget=forms.Textarea,
        missing=_("Enter at least one e-mail address"),
    )
    field_order = ["addressees"]

    def clean_addressees(self) -> list[tuple[str, str]]:
        read = addresses.read(self.cleaned_data["addressees"][:LONGEST])
        if not read:
            raise ValidationError(gettext("Enter at least one e-mail address"))
        if len(read) > MOST_INVITED:
            raise ValidationError(
                gettext("Invite {MOST_INVITED} people or fewer at a time.").format(
                    MOST_INVITED=MOST_INVITED
                )
            )
        refusals = {email: self._refusal(email) for _, email in read}
        known = [email for email, refusal in refusals.items() if not refusal]
        for email in queries.emails_of_members(self.organisation, known):
            refusals[email] = gettext("{email} is a member already").format(email=email)
        waiting = queries.open_invitations(self.organisation).filter(email__in=known)
        for email in waiting.values_list("email", flat=True):
            refusals[email] = gettext(
                "{email} was invited already: see the list of invitations"
            ).format(email=email)
        self.recognised = [email for email, refusal in refusals.items() if not refusal]
        if wrong := [refusal for refusal in refusals.values() if refusal]:
            raise ValidationError(wrong)
        return read

    def _refusal(self, email: str) -> str:
        try:
            validate_email(email)
        except ValidationError:
            return gettext("“{value}” is not an e-mail address").format(value=email[:80])
        return ""


class MemberForm(PartFields):
    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        initial = {
            "roles": [held.role for held in membership.roles.all()],
            "department": membership.department.public_id if membership.department else "",
            "job_title": membership.job_title,
            "manager": membership.manager.email if membership.manager else "",
        }
        super().__init__(*args, organisation=membership.organisation, initial=initial, **kwargs)
        self.membership = membership
        self.fields["roles"].label = gettext("What do they do here?")

    def clean_manager(self) -> Person | None:
        """Who is manager already may stay so after leaving: one change need not force another."""
        current = self.membership.manager
        if current and self.cleaned_data["manager"].lower() == current.email.lower():
            return current
        manager = super().clean_manager()
        if manager and manager.pk == self.membership.person_id:
            raise ValidationError(gettext("Nobody is their own line manager"))
        return manager


class Named(forms.Form):
    """A name in English and, where the nation has one, in its other language."""

    kept: dict[str, str]
    second_code = ""

    def _second_language(self, organisation: Organisation) -> None:
        self.second_code, language = SECOND.get(Nation(organisation.nation), ("", ""))
        if self.second_code:
            self.fields["second"].label = gettext("Its name in {language}").format(
                language=language
            )
        else:
            del self.fields["second"]

    def by_language(self) -> dict[str, str]:
        """The name by language; languages that the form does not ask for are kept."""
        written = {"en": self.cleaned_data["name"]}
        if self.second_code:
            written[self.second_code] = self.cleaned_data["second"]
        return {code: text for code, text in {**self.kept, **written}.items() if text}


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your colleagues know you."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        missing=_("Enter your name"),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_(
            "At least 12 characters; three words that do not belong together are good. "
            "Leave it empty to sign in by a code that we send to your work e-mail each time."
        ),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(
                password, Person(email=self.email, name=self.cleaned_data.get("name", ""))
            )
        return password


class ChooseForm(forms.Form):
    organisation = forms.ChoiceField(
        label=_("For which organisation are you working now?"),
        page_heading=True,
        missing=_("Choose the organisation"),
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.public_id, str(each.organisation)) for each in memberships]
        self.offer("organisation", choices)


class RosterForm(forms.Form):
    """A file fills the box, so that the list is still there when something else is wrong."""

    kind = forms.ChoiceField(
        label=_("What is this list?"),
        choices=[("leavers", _("People who have left")), ("joiners", _("People who join us"))],
        widget=forms.Radios(
            hints={
                "leavers": _("Their memberships end. Nobody else is touched."),
                "joiners": _("Each gets an invitation by e-mail. Nobody else is touched."),
            }
        ),
        missing=_("Say whether these people have left or join"),
    )
    file = forms.FileField(
        label=_("A CSV file of the list"),
        help_text=_(
            "One row a person. A column of e-mail addresses is enough; name, job title, "
            "department and line manager are read if they are there."
        ),
        required=False,
    )
    text = forms.CharField(
        label=_("Or paste the rows here"),
        max_length=LONGEST * 3,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LONGEST * 3:
            raise ValidationError(gettext("This file is too long. Divide it into several lists"))
        content = file.read()
        if b"\0" in content:
            raise ValidationError(
                gettext("This is not a CSV file. Save the list as CSV and try again")
            )
        try:
            return str(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return str(content.decode("cp1252", errors="replace"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.taken = cleaned.get("file") or cleaned.get("text", "")
        self.lines: list[rosters.Line] = []
        if "file" in cleaned and "text" in cleaned:
            try:
                self.lines = rosters.read(self.taken)
            except Refused as refusal:
                self.add_error("file" if cleaned["file"] else "text", refusal.sentence)
        return cleaned


class DomainForm(forms.Form):
    host = DomainField(
        label=_("Which domain is yours?"),
        help_text=_("That of your website, like strathbeg.gov.uk. You prove it on the next page."),
        max_length=300,
        missing=_("Enter the domain of your website"),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which program is it for?"),
        help_text=_("A name that your colleagues will recognise in a year."),
        max_length=80,
        missing=_("Enter the name of the program"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Choose as little as it needs."),
        choices=ApiToken.Scope.choices,
        missing=_("Say what the program may do"),
        widget=forms.Checkboxes,
    )
    days = forms.TypedChoiceField(
        label=_("How long may it ask?"),
        help_text=_("Then somebody makes a new token. It can be ended at any time."),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("A year"))],
        coerce=int,
        initial=365,
        missing=_("Say how long the program may ask"),
        widget=forms.Radios,
    )


class PeopleFilter(forms.FilterForm):
    q = forms.CharField(label=_("Name or e-mail"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Any")), *Role.choices],
        required=False,
        widget=forms.Select,
    )
    state = forms.ChoiceField(
        label=_("Who"),
        choices=[("", _("People here now")), ("left", _("People who left"))],
        required=False,
        widget=forms.Select,
    )

    def chosen(self) -> dict[str, str]:
        """What to look for; a choice that does not exist counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def indented(tree: list[queries.Branch]) -> list[tuple[str, str]]:
    return [(each.department.public_id, "– " * each.depth + str(each.department)) for each in tree]
