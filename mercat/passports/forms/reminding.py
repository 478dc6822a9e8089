from django.utils.translation import gettext_lazy as _

from mercat.common import forms


class RemindersForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How shall we remind you of cases?"),
        help_text=_("When one comes in, at half and four fifths of its time, and when it is over."),
        choices=[("each", _("A mail for each case")), ("daily", _("One mail a day for all"))],
        widget=forms.Radios(),
        missing=_("Choose how we remind you"),
    )
