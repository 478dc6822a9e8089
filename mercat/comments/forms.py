from django.utils.translation import gettext_lazy as _

from mercat.common import forms


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Add to the discussion"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first")},
    )
