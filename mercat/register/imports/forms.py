from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text
from mercat.register.imports.columns import Columns
from mercat.register.imports.reading import LARGEST, TOO_LARGE, Table, Wish
from mercat.register.imports.text import DELIMITERS, ENCODINGS

FIELDS = {
    "address": _("Which column has the accounts’ addresses?"),
    "platform": _("Platform"),
    "name": _("Name of the account"),
    "department": _("Service or department"),
    "purpose": _("What it is for"),
    "audience": _("Whom it reaches"),
    "entry": _("Register id, from this register’s own export"),
}
WIDE = "wide"


class StartImportForm(forms.Form):
    file = forms.FileField(
        label=_("Your list of accounts"),
        help_text=_(
            "A spreadsheet (.xlsx, .ods), CSV, TSV, JSON or YAML, up to 50 MB. "
            "Any headings will do. Nothing is entered before you have looked at it."
        ),
        missing=_("Choose the file with your list"),
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


class ColumnsForm(forms.Form):
    """What we guessed of the file, each guess to be changed."""

    mark_optional = False

    def __init__(self, *args: Any, mapping: dict[str, Any], sample: Table, **options: Any) -> None:
        self.guess = Columns.from_json(mapping["columns"])
        self.mapping = mapping
        initial = {
            "headings": str(self.guess.has_headings),
            **mapping["wish"],
            **{name: self._place(name) for name in FIELDS},
        }
        initial |= {name: initial[name] or mapping[name] for name in mapping["wish"]}
        super().__init__(*args, **{**options, "initial": initial})
        self._add_reading(mapping)
        self._add_columns(sample)

    def _place(self, name: str) -> str:
        if name == "address" and self.guess.by_platform:
            return WIDE
        places = getattr(self.guess, name)
        return str(places[0]) if places else ""

    def _add_reading(self, mapping: dict[str, Any]) -> None:
        if mapping["delimiter"]:
            self.fields["delimiter"] = _select(gettext("What divides its cells?"), DELIMITERS)
        if mapping["encoding"] in ENCODINGS:
            self.fields["encoding"] = _select(
                gettext("How are its letters written?"),
                ENCODINGS,
                gettext("Change this if names look wrong above."),
            )
        if len(mapping["sheets"]) > 1:
            self.fields["sheet"] = _select(
                gettext("Which sheet?"), {name: name for name in mapping["sheets"]}
            )

    def _add_columns(self, sample: Table) -> None:
        columns = _columns(sample, self.guess)
        for name, label in FIELDS.items():
            wide = {WIDE: gettext("One column for each platform")} if self.guess.by_platform else {}
            first = wide if name == "address" else {"": gettext("Not in this list")}
            self.fields[name] = _select(label, {**first, **columns}, required=name == "address")

    @property
    def wish(self) -> Wish:
        """What was changed of how the file is read."""
        names = [name for name in self.mapping["wish"] if name in self.cleaned_data]
        kept = Wish(**self.mapping["wish"])
        changed = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
        return replace(kept, **changed)

    @property
    def reads_otherwise(self) -> bool:
        return self.wish != Wish(**self.mapping["wish"])

    @property
    def columns(self) -> Columns:
        """The guess, with what was changed; behind a column that stays, its others stay too."""
        changed: dict[str, Any] = {}
        for name in FIELDS:
            said = self.cleaned_data.get(name, "")
            if name in self.changed_data and said != WIDE:
                changed[name] = (int(said),) if said else ()
        if "address" in changed:
            changed["by_platform"] = {}
        return replace(self.guess, **changed)


def _select(
    label: Text, choices: Mapping[str, Text], help_text: str = "", *, required: bool = False
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=required,
        choices=list(choices.items()),
        widget=forms.Select,
    )


def _columns(sample: Table, guess: Columns) -> dict[str, str]:
    """Each column by its heading and the first thing that stands in it."""
    heads = sample[guess.above] if guess.has_headings else []
    rows = sample[guess.first :]
    found = {}
    for at in range(min(max(map(len, sample), default=0), 200)):
        head = heads[at].strip() if at < len(heads) else ""
        first = next((row[at].strip() for row in rows if at < len(row) and row[at].strip()), "")
        words = f"{head}: {first}" if head and first else head or first or "empty"
        found[str(at)] = f"{at + 1}. {words[:70]}"
    return found


class RememberForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Where do we find it?"),
        choices=[
            ("folder", _("In the folder of lists")),
            ("address", _("At an address on the web")),
        ],
        widget=forms.Radios(reveals={"folder": "file", "address": "url"}),
        missing=_("Choose where we find the list"),
    )
    file = forms.CharField(
        label=_("The name of the file"),
        help_text=_("Whoever runs Mercat can tell you where the folder is."),
        max_length=200,
        missing=_("Enter the name of the file"),
    )
    url = forms.URLField(
        label=_("The address"), max_length=500, missing=_("Enter the list’s address")
    )
    every_days = forms.TypedChoiceField(
        label=_("How often?"),
        coerce=int,
        choices=[(1, _("Every day")), (7, _("Every week")), (30, _("Every 30 days"))],
        initial=7,
        missing=_("Choose how often"),
    )

    @property
    def place(self) -> str:
        named = "file" if self.cleaned_data["kind"] == "folder" else "url"
        return str(self.cleaned_data[named])


class MendRowForm(forms.Form):
    address = forms.CharField(
        label=_("What is the account’s address?"),
        help_text=_("Open the account and copy the address from the top of your browser."),
        max_length=500,
        missing=_("Enter the account’s address"),
    )
