from django.utils.translation import gettext_lazy as _

from mercat.common import forms


class RemindersForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How shall we remind you of cases?"),
        help_text=_("At half and at four fifths of the time, and when it is over."),
        choices=[("each", _("A mail for each case")), ("daily", _("One mail a day for all"))],
        widget=forms.Radios(),
        missing=_("Choose how we remind you"),
    )
