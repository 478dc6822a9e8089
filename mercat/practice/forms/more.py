"""What is asked besides a page's own words."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.files.forms import FilesField
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.practice.lifecycle import ADAPTABLE, Licence, UseKind, Wrong
from mercat.practice.models import Page

MOST_SOURCES = 40


class PictureForm(forms.Form):
    words = forms.CharField(
        label=_("What does the picture show?"),
        help_text=_("One sentence for those who cannot see it. Say what matters in it."),
        missing=_("Say what the picture shows, for those who cannot see it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files_field = FilesField(
            label=gettext("Picture"),
            member=member,
            only_picture=True,
            missing=_("Choose a picture"),
        )
        self.fields["file"] = self.files_field
        self.order_fields(["file", "words"])

    def keep_files(self, *, by: Membership, at: datetime) -> list[StoredFile]:
        return self.files_field.keep(by=by, at=at)


class FileForm(PictureForm):
    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        self.files_field = FilesField(
            label=gettext("File"), member=member, missing=_("Choose a file")
        )
        self.files_field.most = self.files_field.widget.most = 1
        self.fields["file"] = self.files_field
        self.fields["words"].label = gettext("What is it?")
        self.fields["words"].help_text = gettext("A few words that readers see as its link.")
        self.fields["words"].error_messages["required"] = gettext("Say what the file is")
        self.order_fields(["file", "words"])


class CitationForm(forms.Form):
    mark_optional = False
    keeps_people_safe = False
    author = forms.CharField(label=_("Author"), required=False, max_length=160)
    year = forms.CharField(label=_("Year"), required=False, max_length=10)
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    page = forms.CharField(label=_("Page"), required=False, max_length=40)
    url = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        error_messages={"invalid": _("Enter a link that begins with https://")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if any(cleaned.values()) and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", gettext("Enter the title of this source"))
        return cleaned

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(gettext("Enter a link that begins with https://"))
        return url


CitationFormSet = forms.formset_factory(
    CitationForm, extra=1, max_num=MOST_SOURCES, absolute_max=MOST_SOURCES
)


class AdaptForm(forms.Form):
    keeps_people_safe = False
    title = forms.CharField(label=_("Title"), missing=_("Give it a title"), max_length=160)
    licence = forms.ChoiceField(
        label=_("How may others use yours?"), missing=_("Choose how others may use it")
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = ADAPTABLE[page.licence]
        choices = [(value, label) for value, label in Licence.choices if value in allowed]
        self.offer("licence", choices)


class FieldsForm(forms.Form):
    """One line for each marked word of the page."""

    keeps_people_safe = False
    mark_optional = False

    def __init__(self, *args: Any, names: list[str], page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for number, name in enumerate(names):
            self.fields[f"field_{number}"] = forms.CharField(
                label=name[:1].upper() + name[1:],
                required=False,
                max_length=200,
                initial=page.values.get(name, ""),
            )

    def values(self) -> dict[str, str]:
        given = {
            name: self.cleaned_data[f"field_{number}"] for number, name in enumerate(self.names)
        }
        return {name: value for name, value in given.items() if value}


class TakeForm(forms.Form):
    body = forms.CharField(
        label=_("Your text with the change"),
        missing=_("The text is empty"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    taken = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SuggestForm(forms.Form):
    body = forms.CharField(
        label=_("How would you write it?"),
        help_text=_("Change the text below. Its writers see what differs."),
        missing=_("The text is empty"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22}),
    )
    why = forms.CharField(
        label=_("Why is that better?"), missing=_("Say why it is better"), max_length=300
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).strip("\n")


class AcceptForm(SuggestForm):
    """Of those who write the page: the suggested text, perhaps in words of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("How it will read")
        self.fields["body"].help_text = _("Change it before you accept it, if you like.")
        self.fields["why"].required = False


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Who suggested it reads this. A thank you and a reason are enough."),
        missing=_("Say why"),
        max_length=300,
    )


class UseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you want to say?"), choices=UseKind.choices, missing=_("Choose one")
    )
    words = forms.CharField(
        label=_("What do you do with it, or what did you learn?"),
        help_text=_("One or two sentences. They stand on this page with your organisation’s name."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(forms.Form):
    wrong = forms.ChoiceField(
        label=_("What is wrong?"), choices=Wrong.choices, missing=_("Choose what is wrong")
    )
    words = forms.CharField(
        label=_("Where is it, and what should change?"),
        help_text=_("Those who answer read this; other readers do not."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("Everybody who could read the page reads this. Name nobody."),
        missing=_("Give your reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why should somebody else look again?"),
        missing=_("Say why somebody else should look again"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProfileForm(forms.Form):
    about = forms.CharField(
        label=_("About you"),
        help_text=_("Your work in a few words."),
        required=False,
        max_length=300,
    )
    is_public = forms.BooleanField(
        label=_("Show my name and picture on pages that are open to everybody"), required=False
    )

    def __init__(
        self, *args: Any, member: Membership, picture: StoredFile | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.files_field = FilesField(
            label=gettext("Picture of you"),
            member=member,
            only_picture=True,
            required=False,
            attached=[picture] if picture else [],
        )
        self.fields["file"] = self.files_field
        self.order_fields(["file", "about", "is_public"])

    def keep_files(self, *, by: Membership, at: datetime) -> list[StoredFile]:
        return self.files_field.keep(by=by, at=at)


class LookAgainForm(forms.Form):
    keeps_people_safe = False  # a day
    review_on = forms.DateField(
        label=_("When is it to be looked at next?"),
        help_text=_("A year from now is usual."),
        missing=_("Enter the day on which it is to be looked at next"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(gettext("Enter a day that is still to come"))
        return day


class MergeTagsForm(forms.Form):
    keeps_people_safe = False
    tag = forms.CharField(
        label=_("Which tag should go?"), missing=_("Enter the tag that should go"), max_length=60
    )
    into = forms.CharField(
        label=_("Which tag stands for it?"),
        help_text=_("Pages get this one. Who looks for the other finds them, too."),
        missing=_("Enter the tag that stands for it"),
        max_length=60,
    )


class WriterForm(forms.Form):
    keeps_people_safe = False
    email = forms.EmailField(
        label=_("Work e-mail of your colleague"), missing=_("Enter your colleague’s e-mail")
    )
    is_author = forms.BooleanField(label=_("Name them as an author"), required=False)
