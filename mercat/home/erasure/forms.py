from mercat.common import forms
from mercat.home.erasure.erasing import ASKED, LEFT


class EraseForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why are they erased?",
        choices=[
            (ASKED, "They asked for it"),
            (LEFT, "They have left, and nothing needs their name any more"),
        ],
        missing="Say why they are erased",
    )
    sure = forms.BooleanField(
        label="I have read what it will mean, and know that nobody can bring it back",
        missing="Confirm that you know what it will mean",
    )
