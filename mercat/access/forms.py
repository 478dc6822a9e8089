from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.access.lifecycle import WAITING, Kind, Outcome, State
from mercat.access.models import Desk, Site
from mercat.access.tools import KNOWN, MOST, PICTURE
from mercat.browsers import NotReleases, Releases
from mercat.browsers.releases import MOST_BYTES
from mercat.common import forms
from mercat.organisations.models import Organisation

WORDS = _("Everybody who waits for it reads this, by mail and on the page.")
MOST_SITES = 200
SHOWN = {
    "waiting": (_("Waiting"), WAITING),
    "opened": (_("Removed"), (State.OPEN_SOME, State.OPEN_ALL)),
    "declined": (_("Declined"), (State.DECLINED,)),
    "all": (_("All"), tuple(State)),
}


class SitesForm(forms.Form):
    keeps_people_safe = False  # names of buildings
    site_names = forms.CharField(
        label=_("Where do people work?"),
        help_text=_(
            "One place a line: a building or a depot. Only places where twenty people or more "
            "work: what fewer than five desks found is never shown."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Write one place at least"),
    )

    def clean_site_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["site_names"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if long := next((name for name in names if len(name) > 80), None):
            said = gettext("A place has 80 characters at most. This one is longer: {name}…")
            raise forms.ValidationError(said.format(name=long[:40]))
        if len(names) > MOST_SITES:
            raise forms.ValidationError(gettext("Name 200 places at most"))
        if not names:
            raise forms.ValidationError(gettext("Write one place at least"))
        return names


class AttemptsForm(forms.Form):
    keeps_people_safe = False  # names of tools
    known = forms.MultipleChoiceField(
        label=_("Which tools may people look for?"),
        choices=[(each["key"], each["name"]) for each in KNOWN],
        required=False,
    )
    other_tools = forms.CharField(
        label=_("Others"),
        help_text=_(
            "One a line: its name, a comma, and the address of a small picture on its pages, such "
            "as Our intranet, https://intranet.example.org/favicon.ico"
        ),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    counts_as_no_misuse = forms.BooleanField(
        label=_(
            "I say for ICT: to try from this page whether these tools can be reached counts as no "
            "misuse, whatever a filter writes down"
        ),
        missing=_("Nobody can try anything before you say so"),
    )

    def __init__(self, *args: Any, desk: Desk, **rest: Any) -> None:
        known = {each["key"] for each in KNOWN}
        others = [each for each in desk.tools if each["key"] not in known]
        initial = {
            "known": [each["key"] for each in desk.tools if each["key"] in known],
            "other_tools": "\n".join(f"{each['name']}, {each['pictures'][0]}" for each in others),
        }
        super().__init__(*args, **{"initial": initial, **rest})

    def clean_other_tools(self) -> list[dict[str, Any]]:
        lines = [line.strip() for line in self.cleaned_data["other_tools"].splitlines()]
        return [self._other(line, n) for n, line in enumerate(filter(None, lines), 1)]

    def _other(self, line: str, number: int) -> dict[str, Any]:
        name, _comma, picture = (part.strip() for part in line.rpartition(","))
        if not name or len(name) > 40 or not PICTURE.match(picture):
            raise forms.ValidationError(
                gettext(
                    "Line {number} is no name, comma and address that begins with https://"
                ).format(number=number)
            )
        return {"key": f"own-{number}", "name": name, "pictures": [picture]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("known") or []
        tools = [dict(each) for each in KNOWN if each["key"] in chosen]
        cleaned["tools"] = [*tools, *(cleaned.get("other_tools") or [])]
        if not cleaned["tools"] and not self.errors:
            self.add_error("known", gettext("Choose one tool at least"))
        if len(cleaned["tools"]) > MOST:
            self.add_error("other_tools", gettext("Choose 30 tools at most"))
        return cleaned


class FoundForm(forms.Form):
    """What a desk found of each tool; drawn by the page, which a script may fill."""

    mark_optional = False

    def __init__(self, *args: Any, desk: Desk, sites: list[Site], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.desk, self.sites = desk, sites
        choices = [(site.public_id, site.name) for site in sites]
        self.fields["site"] = forms.ChoiceField(
            label=_("Where are you?"),
            choices=choices if len(choices) == 1 else [("", _("Choose")), *choices],
            widget=forms.Select(),
            initial=choices[0][0] if len(choices) == 1 else "",
            missing=_("Choose where you are"),
        )
        for tool in desk.tools:
            self.fields[f"tool-{tool['key']}"] = forms.ChoiceField(
                label=tool["name"],
                choices=Outcome.choices,
                widget=forms.Radios(small=True, inline=True),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        keys = [tool["key"] for tool in self.desk.tools]
        found = {key: cleaned[f"tool-{key}"] for key in keys if cleaned.get(f"tool-{key}")}
        if not found and not self.errors:
            self.add_error(None, gettext("Say of one tool at least what you found"))
        chosen = [site for site in self.sites if site.public_id == cleaned.get("site")]
        return {"site": chosen[0] if chosen else None, "found": found}


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is in the way?"),
        choices=Kind.choices,
        missing=_("Select what is in the way"),
    )
    tool = forms.CharField(
        label=_("Which tool, if it is one?"),
        max_length=60,
        required=False,
    )
    title = forms.CharField(
        label=_("In a few words"),
        help_text=_("For example: Instagram is blocked in the library"),
        max_length=120,
        missing=_("Say it in a few words"),
    )
    work = forms.CharField(
        label=_("Which work needs it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing=_("Say which work needs it"),
    )
    for_whom = forms.CharField(
        label=_("For whom is that work?"),
        help_text=_("The people whom you serve, as a group: parents of pupils, people who read."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    site = forms.ModelChoiceField(
        label=_("Where?"),
        queryset=Site.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Everywhere, or another place"),
    )
    seen = forms.CharField(
        label=_("Your browser and system"),
        help_text=_("As the check found it. Delete it if you would rather not say."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **rest: Any) -> None:
        super().__init__(*args, **rest)
        sites = Site.objects.filter(organisation=organisation, is_closed=False)
        self.offer_rows("site", sites.order_by("name", "pk"))


def _words(label: Any, *, missing: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=WORDS,
        max_length=2000,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing=missing,
    )


def _open_to() -> forms.CharField:
    return forms.CharField(
        label=_("For whom?"),
        help_text=_("A team, a room, a few computers. No names of people."),
        max_length=200,
        missing=_("Say for whom"),
    )


class TakeForm(forms.Form):
    due_on = forms.DateField(
        label=_("Until when will you answer?"), missing=_("Enter the day until which you answer")
    )
    words = _words(_("What do you say to those who wait?"))


class SetDueForm(forms.Form):
    due_on = forms.DateField(
        label=_("Until when will it take?"), missing=_("Enter the day until which it takes")
    )
    words = _words(
        _("Why does it take longer?"), missing=_("Say why it takes longer"), required=True
    )


class TryOutForm(forms.Form):
    open_to = _open_to()
    due_on = forms.DateField(label=_("Until when?"), missing=_("Enter the last day of the trial"))
    words = _words(_("What do you say to those who wait?"))


class OpenToSomeForm(forms.Form):
    open_to = _open_to()
    words = _words(_("What do you say to those who wait?"))


class OpenToAllForm(forms.Form):
    words = _words(_("What do you say to those who wait?"))


class DeclineForm(forms.Form):
    words = _words(_("What are your reasons?"), missing=_("Give your reasons"), required=True)


class ReopenForm(forms.Form):
    words = _words(_("Why do you ask again?"), missing=_("Say why you ask again"), required=True)


class ShownFilter(forms.FilterForm):
    shown = forms.ChoiceField(
        label=_("Show"),
        choices=[(key, label) for key, (label, _states) in SHOWN.items()],
        widget=forms.Select(),
        required=False,
    )

    def chosen(self) -> str:
        return (self.is_valid() and self.cleaned_data["shown"]) or "waiting"


class HandInForm(forms.Form):
    keeps_people_safe = False  # a file of releases, which is checked and holds no words of people
    browsers_file = forms.FileField(
        label=_("The file browsers.json"),
        help_text=_("From a newer release of Mercat, or made by “make browser-data”."),
        missing=_("Choose the file"),
    )

    def clean_browsers_file(self) -> str:
        file = self.cleaned_data["browsers_file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("The file is larger than one megabyte"))
        raw = file.read()
        try:
            Releases.read(raw)
        except NotReleases:
            raise forms.ValidationError(
                gettext("This is no list of browsers as “make browser-data” makes it")
            ) from None
        return str(raw.decode("utf-8"))
