"""Sentences for reasons: kept by an organisation, put in by its chair."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.fields import Words
from mercat.organisations.forms import SECOND
from mercat.organisations.models import Nation, Organisation
from mercat.passports.lifecycle import Criterion, Suits
from mercat.passports.models import ReasonWords


class ReadyReasonsForm(forms.Form):
    """Part of the form of a decision: what is ticked is put into the reasons."""

    ready = forms.MultipleChoiceField(label=_("Sentences of ours"), required=False)

    def __init__(
        self, *args: Any, reasons: Iterable[ReasonWords], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {each.public_id: _in(each.text, language) for each in reasons}
        field: Any = self.fields["ready"]
        field.choices = list(self.texts.items())
        field.widget = forms.Checkboxes(choices=field.choices, small=True)

    def put_into(self, typed: QueryDict) -> QueryDict:
        """All that was typed, with the sentences behind the reasons and nothing ticked any more."""
        chosen = [self.texts[key] for key in typed.getlist("ready") if key in self.texts]
        changed = typed.copy()
        changed["reasons"] = "\n\n".join(filter(None, [typed.get("reasons", "").strip(), *chosen]))
        changed.setlist("ready", [])
        return changed


def _in(text: Words, language: str) -> str:
    return text.get(language) or str(text)


class ReasonForm(forms.Form):
    criterion = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Criterion.choices,
        missing=_("Choose what it is about"),
    )
    suits = forms.ChoiceField(
        label=_("What does it go with?"),
        choices=Suits.choices,
        widget=forms.Radios(inline=True),
        missing=_("Choose what it goes with"),
    )
    name = forms.CharField(
        label=_("The sentence"),
        help_text=_("Applicants read it in their letter. Plain, kind and short."),
        max_length=400,
        missing=_("Write the sentence"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    second = forms.CharField(
        label=_("The same in Welsh"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        reason: ReasonWords | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, str] = dict(reason.text) if reason else {}
        self.code, language = SECOND.get(Nation(organisation.nation), ("", ""))
        if self.code:
            said = gettext("The same in {language}").format(language=language)
            self.fields["second"].label = said
        else:
            del self.fields["second"]
        if reason:
            self.initial = {"criterion": reason.criterion, "suits": reason.suits}
            self.initial["name"] = self.kept.get("en", str(reason))
            self.initial["second"] = self.kept.get(self.code, "")

    def given(self) -> dict[str, Any]:
        """What the actions take: the sentence by language, other languages kept."""
        cleaned = self.cleaned_data
        written = {"en": cleaned["name"], **({self.code: cleaned["second"]} if self.code else {})}
        text = {code: said for code, said in {**self.kept, **written}.items() if said}
        return {"criterion": cleaned["criterion"], "suits": cleaned["suits"], "text": text}
