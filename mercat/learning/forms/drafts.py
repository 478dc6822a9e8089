"""A framework of our own, part by part. Each form says what it was made from: `was`."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.learning.frameworks import VIEWS, editing, model
from mercat.learning.frameworks.facts import FACTS
from mercat.learning.lifecycle import Audience, Coverage

MOST = 20  # of evidence that a stage may ask for
SOCIAL = "social_media"
Choices = list[tuple[str, str]]


class PartForm(forms.Form):
    """`values()`: what the part is to say; empty where it is to say nothing."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "was"}

    @classmethod
    def said(cls, part: editing.Part) -> dict[str, Any]:
        """Of a part that is there: what its form shows."""
        return {**part, "was": editing.fingerprint_of(part)}

    def theirs(self, part: editing.Part) -> list[dict[str, str]]:
        """What somebody else saved, where it differs from what was typed."""
        shown = self.said(part)
        rows = [
            (field, _in_words(field, shown[name]), _in_words(field, self[name].value()))
            for name, field in self.fields.items()
            if name != "was" and name in shown
        ]
        return [
            {"key": str(field.label), "value": theirs}
            for field, theirs, ours in rows
            if theirs != ours
        ]

    def in_words(self) -> dict[str, str]:
        """What it shows, field by field."""
        fields = ((name, each) for name, each in self.fields.items() if name != "was")
        return {name: _in_words(each, self[name].value()) for name, each in fields}


def _in_words(field: Any, value: Any) -> str:
    given = value if isinstance(value, list) else [value]
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    kept = [each for each in given if each not in ("", None) and each is not False]
    said = [labels.get(str(each), str(each)) for each in kept]
    return ", ".join(said) or "–"


class AboutForm(PartForm):
    name = forms.CharField(
        label=_("What is it called?"), max_length=200, missing=_("Say what it is called")
    )
    about = forms.CharField(
        label=_("What is it for?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    version = forms.RegexField(
        regex=r"^\S{1,20}$",
        label=_("Which version will it be?"),
        help_text=_("A number, such as 2. Once it is in use, it never changes."),
        missing=_("Give it a version, such as 1"),
        error_messages={"invalid": _("A version is up to 20 letters or digits without spaces")},
        widget=forms.TextInput(width=10),
    )
    licence = forms.CharField(
        label=_("Which licence has it?"),
        help_text=_("What others may do with it. A copy keeps the licence of what it came from."),
        max_length=200,
        missing=_("Say which licence it has"),
    )
    source = forms.CharField(
        label=_("Who wrote it?"), max_length=200, missing=_("Say who wrote it")
    )
    notice = forms.CharField(
        label=_("What else should a reader know?"),
        help_text=_("Where it comes from, or what it is not. It stands above the framework."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(rows=4),
    )

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if version in self.taken:
            sentence = gettext("Version {number} is in use already. Choose another")
            raise forms.ValidationError(sentence.format(number=version))
        return version


class RulesForm(PartForm):
    """When a stage is reached."""

    counts_from = forms.ChoiceField(
        label=_("From which answer on is something so?"),
        choices=[(each.value, each.label) for each in (Coverage.FEW, Coverage.HALF, Coverage.MOST)],
        missing=_("Choose an answer"),
    )
    views_of = forms.MultipleChoiceField(
        label=_("Whose views does the first stage need?"),
        choices=Audience.choices,
        required=False,
    )
    evidence = forms.IntegerField(
        label=_("How many pieces of evidence does the first stage need?"),
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(width=2),
    )
    shared = forms.IntegerField(
        label=_("How often must something be shared with other organisations, for the last stage?"),
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(width=2),
    )
    learned_from = forms.IntegerField(
        label=_("And how often learned from other organisations?"),
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(width=2),
    )

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "counts_from": given["counts_from"],
            "first_stage": {
                "views_of": [each for each in VIEWS if each in given["views_of"]],
                "evidence": given["evidence"],
            },
            "last_stage": {"shared": given["shared"], "learned_from": given["learned_from"]},
        }

    @classmethod
    def said(cls, part: editing.Part) -> dict[str, Any]:
        """What the file leaves out is as the model has it."""
        given = model.Rules()
        first, last = part.get("first_stage") or {}, part.get("last_stage") or {}
        return {
            "counts_from": part.get("counts_from", given.counts_from),
            "views_of": first.get("views_of", list(given.views_of)),
            "evidence": first.get("evidence", given.evidence),
            "shared": last.get("shared", given.shared),
            "learned_from": last.get("learned_from", given.learned_from),
            "was": editing.fingerprint_of(part),
        }


class StageForm(PartForm):
    name = forms.CharField(
        label=_("What is the stage called?"), max_length=200, missing=_("Say what it is called")
    )
    meaning = forms.CharField(
        label=_("What does it mean to be there?"),
        help_text=_("One or two sentences that everybody understands."),
        max_length=2000,
        missing=_("Say what it means"),
        widget=forms.Textarea(rows=3),
    )


class CapabilityForm(PartForm):
    name = forms.CharField(
        label=_("What is the capability called?"),
        max_length=200,
        missing=_("Say what it is called"),
    )
    about = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A sentence or two, shown above its questions."),
        max_length=2000,
        missing=_("Say what it is about"),
        widget=forms.Textarea(rows=3),
    )
    social = forms.BooleanField(
        label=_("It matters most for social media"),
        help_text=_("Such capabilities are ticked when an assessment begins."),
        required=False,
    )

    def values(self) -> dict[str, Any]:
        """Other things that it is relevant to stay as the text has them."""
        given = super().values()
        others = [each for each in self.initial.get("relevant_to", []) if each != SOCIAL]
        given["relevant_to"] = [SOCIAL, *others] if given.pop("social") else others
        return given

    @classmethod
    def said(cls, part: editing.Part) -> dict[str, Any]:
        return {**super().said(part), "social": SOCIAL in (part.get("relevant_to") or [])}


class IndicatorForm(PartForm):
    text = forms.CharField(
        label=_("What is said?"),
        help_text=_(
            "One thing that is so or not, such as “Workers may read social media at work”. Whoever "
            "answers says in how much of the work it is so."
        ),
        max_length=500,
        missing=_("Write the sentence that is answered"),
        widget=forms.Textarea(rows=3),
    )
    capability = forms.ChoiceField(
        label=_("To which capability does it belong?"),
        widget=forms.Select,
        missing=_("Choose a capability"),
    )
    stage = forms.ChoiceField(label=_("At which stage?"), missing=_("Choose a stage"))
    audience = forms.ChoiceField(
        label=_("Who answers it?"),
        choices=[("organisation", _("The organisation’s own teams")), *Audience.choices],
        missing=_("Choose who answers it"),
    )
    evidence_hint = forms.CharField(
        label=_("What could show it?"),
        help_text=_("A hint for the teams, such as “The policy and its date”."),
        max_length=300,
        required=False,
    )
    easy_read = forms.CharField(
        label=_("The same in shorter words"),
        help_text=_("For people who answer in easy read. Teams of the organisation do not see it."),
        max_length=200,
        required=False,
    )
    facts = forms.MultipleChoiceField(
        label=_("What does the system count of it?"),
        help_text=_("Shown beside the teams’ answers. Eight at most."),
        choices=[(key, each.name) for key, each in FACTS.items()],
        required=False,
        widget=forms.Checkboxes(small=True),
    )
    came_from = forms.MultipleChoiceField(
        label=_("Which earlier questions does it come from?"),
        help_text=_(
            "Last time’s answers to them are shown beside this one. Tick none if it is new; two or "
            "more if they are one question now."
        ),
        required=False,
        widget=forms.Checkboxes(small=True),
    )
    MOST_FACTS = 8

    def __init__(
        self,
        *args: Any,
        capabilities: Choices,
        stages: Choices,
        earlier: Choices | None,
        **kwargs: Any,
    ) -> None:
        """`earlier`: None where there is no earlier version."""
        super().__init__(*args, **kwargs)
        self.offer("capability", capabilities)
        self.offer("stage", stages)
        if earlier is None:
            del self.fields["came_from"]
        else:
            self.offer("came_from", earlier)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        facts = cleaned.get("facts", [])
        if facts and cleaned.get("audience", "organisation") != "organisation":
            sentence = gettext("The system counts for the organisation’s own questions alone")
            self.add_error("facts", sentence)
        if len(facts) > self.MOST_FACTS:
            self.add_error("facts", gettext("Choose eight at most"))
        return cleaned

    def values(self) -> dict[str, Any]:
        given = super().values()
        apart = ("capability", "came_from")
        kept = {name: value for name, value in given.items() if name not in apart}
        return {**kept, "facts": kept["facts"] or None}
