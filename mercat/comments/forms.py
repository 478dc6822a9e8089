from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text

LONGEST = 5000


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Add to the discussion"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first")},
    )


class MessageForm(forms.Form):
    """A message in a thread with two sides. The thread's owner names what may be ticked."""

    mark_optional = False
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        missing=_("Write your message first"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shared = forms.BooleanField(required=False)
    could_be_guidance = forms.BooleanField(
        label=_("This answer could help others too: keep it for guidance"), required=False
    )
    quotes = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, share_label: Text = "", advises: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"].label = share_label
        if not share_label:
            del self.fields["shared"]
        if not advises:
            del self.fields["could_be_guidance"]


class ChangeMessageForm(forms.Form):
    mark_optional = False
    text = MessageForm.base_fields["text"]
    shared = forms.BooleanField(required=False)

    def __init__(self, *args: Any, share_label: Text = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"].label = share_label
        if not share_label:
            del self.fields["shared"]


class QuestionForm(forms.Form):
    """The first message of a thread, and what it is about."""

    subject = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A few words. Leave out names."),
        max_length=120,
        missing=_("Say in a few words what it is about"),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST,
        missing=_("Write your question first"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())
