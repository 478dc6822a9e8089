from django.utils.translation import gettext_lazy as _

from mercat.common import forms


class FindColleagueForm(forms.FilterForm):
    colleague = forms.CharField(
        label=_("Name or work e-mail of a colleague"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )


class AddHelperForm(forms.Form):
    """One of the colleagues that the page found."""

    member = forms.SlugField(missing=_("Choose a colleague"), widget=forms.HiddenInput)
