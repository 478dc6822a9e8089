from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports import question_sets
from mercat.passports.forms.section import SectionForm
from mercat.passports.question_sets import QuestionSet

DECLARES = "declare_"


class Declares(forms.Form):
    """A form whose last fields are declarations, each to be ticked."""

    def declare(self, question_set: QuestionSet) -> None:
        for declaration in question_set.declarations:
            self.fields[f"{DECLARES}{declaration.key}"] = forms.BooleanField(
                label=declaration.text,
                missing=declaration.missing,
                required=declaration.required,
            )

    def declared(self) -> list[str]:
        """Those that were ticked."""
        names = [name for name in self.fields if name.startswith(DECLARES)]
        return [name.removeprefix(DECLARES) for name in names if self.cleaned_data.get(name)]


class SendForm(Declares):
    """Check your answers."""

    mark_optional = False

    def __init__(self, *args: Any, question_set: QuestionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declare(question_set)
        if question_set.name == question_sets.APPEAL:
            return  # the passport stands as it was asked for
        self.fields["shows_name"] = forms.BooleanField(
            label=gettext("Show my name on the public page of the passport. (You need not.)"),
            required=False,
        )
        if any(question.example for question in question_set.questions()):
            self.fields["lends_answers"] = forms.BooleanField(
                label=gettext(
                    "If it is approved, colleagues may read some of my answers as examples, "
                    "without my name. (You need not, and can change your mind at any time.)"
                ),
                required=False,
            )


class LearnForm(Declares, SectionForm):
    """Three questions and a declaration on one page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        question_set = question_sets.load(question_sets.LEARN)
        super().__init__(*args, section=question_set.sections[0], **kwargs)
        self.declare(question_set)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("You need not say. It helps us to make this better."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
