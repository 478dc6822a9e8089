from mercat.common import forms
from mercat.register.forms.changes import reason
from mercat.register.forms.secrets import refuse_password


class ClaimForm(forms.Form):
    words = forms.CharField(
        label="What shows that you are right?",
        help_text="The other organisation reads it under your organisation’s name. Name nobody.",
        max_length=1000,
        widget=forms.Textarea(rows=4),
        missing="Say what shows that you are right",
        validators=[refuse_password],
    )
    evidence = forms.URLField(
        label="A page that shows it", max_length=500, required=False, help_text="A page of yours."
    )


class WithdrawClaimForm(forms.Form):
    reason = reason("Why do you take it back?", missing="Say why you take it back")
