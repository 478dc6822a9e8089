from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports.forms.send import DECLARES, Declares
from mercat.passports.question_sets import QuestionSet


class RenewForm(Declares):
    """What is asked of somebody who goes on: has anything changed, and how did it go?"""

    mark_optional = False
    changed = forms.ChoiceField(
        label=_("Has anything changed since your last answers?"),
        choices=[("no", _("No, everything is as it was")), ("yes", _("Yes, something has"))],
        widget=forms.Radios(
            hints={
                "no": _("Your answers are sent again as they are."),
                "yes": _("You see your answers next, and change what is new."),
            }
        ),
        missing=_("Say whether anything has changed"),
    )
    reached = forms.CharField(
        label=_("What did each of your measures reach?"),
        help_text=_("A line for each is enough. Little is worth knowing too."),
        missing=_("Say what your measures reached"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    learned = forms.CharField(
        label=_("What did you learn? (You need not say.)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lends = forms.BooleanField(
        label=_(
            "Colleagues may read some of my answers, what was reached and what I learned as "
            "examples, without my name."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        question_set: QuestionSet,
        is_trial: bool = False,
        measures: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if measures:
            said = gettext("You wrote then: {measures}").format(measures=measures)
            reached = self.fields["reached"]
            reached.help_text = f"{said} {reached.help_text}"
        if is_trial:
            self._ask_what_was_learned()
        self.declare(question_set)

    def _ask_what_was_learned(self) -> None:
        """After a trial it is the question, and no rule answers it."""
        learned = self.fields["learned"]
        learned.label = gettext("What did you learn from the trial?")
        learned.help_text = gettext("What worked, what did not, and what you would do otherwise.")
        learned.required = True
        learned.error_messages["required"] = gettext("Say what you learned from the trial")

    def clean(self) -> dict[str, Any]:
        """Who changes something declares it at the end, with the new answers."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("changed") == "yes":
            for name in [each for each in self.errors if each.startswith(DECLARES)]:
                del self.errors[name]
        return cleaned

    @property
    def is_unchanged(self) -> bool:
        return bool(self.cleaned_data["changed"] == "no")
