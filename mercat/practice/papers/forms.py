import re
from datetime import date
from typing import Any

from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.practice.forms.comments import PassageForm
from mercat.practice.lifecycle import MEANINGS, Licence, Visibility
from mercat.practice.papers import rules
from mercat.practice.papers.lifecycle import Outcome
from mercat.practice.papers.models import Paper, Part
from mercat.practice.papers.models.papers import LONGEST_PART

MARKDOWN = _(
    "Leave an empty line between paragraphs. Begin a heading with ## and a bullet with -. "
    "People can quote each paragraph, so keep them short."
)
MOST_ADDRESSES = 50


class PaperForm(forms.Form):
    title = forms.CharField(
        label=_("What is the paper called?"), max_length=160, missing=_("Give it a title")
    )
    summary = forms.CharField(
        label=_("What is it about, and what would you like to hear?"),
        help_text=_("Two or three sentences, for somebody who has five minutes."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        missing=_("Say what it is about"),
    )


class PartForm(forms.Form):
    title = forms.CharField(
        label=_("What is this part called?"),
        help_text=_("Without a number: the order gives it."),
        max_length=160,
        missing=_("Give the part a title"),
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=MARKDOWN,
        max_length=LONGEST_PART,
        widget=forms.Textarea(attrs={"rows": 20}),
        missing=_("Write the part"),
    )


class RevisePartForm(PartForm):
    why = forms.CharField(
        label=_("What did you change, and why?"),
        help_text=_("Those who commented read it beside what changed."),
        max_length=300,
        missing=_("Say in a few words what you changed, and why"),
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: Part, is_announced: bool, **rest: Any) -> None:
        known = {"title": part.title, "text": part.text, "number": part.number}
        super().__init__(*args, **{"initial": known, **rest})
        self.fields["why"].required = is_announced


class AddAuthorForm(forms.Form):
    keeps_people_safe = False  # the address of a colleague

    email = forms.EmailField(
        label=_("Who writes with you?"),
        help_text=_("Their work e-mail. They can change each part and answer comments."),
        missing=_("Enter their work e-mail"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.organisation = organisation
        self.member: Membership | None = None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        self.member = organisations.member_by_email(self.organisation, email)
        if self.member is None:
            raise forms.ValidationError(
                gettext("Nobody here has the address {email}").format(email=email)
            )
        return email


def refuse_if_others_must(by: Membership, visibility: str) -> None:
    if not rules.can_open_to(by, visibility):
        raise forms.ValidationError(
            gettext(
                "An adviser, clerk, chair, learning lead or administrator opens a paper to "
                "others. Add one of them as an author, and they can"
            )
        )


class OpenForm(forms.Form):
    keeps_people_safe = False  # days and a choice

    visibility = forms.ChoiceField(
        label=_("Who can read it and comment?"),
        choices=Visibility.choices,
        widget=forms.Radios(hints=MEANINGS),
        missing=_("Select who can read it and comment"),
    )
    opens_on = forms.DateField(label=_("First day"), missing=_("Enter the first day"))
    closes_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Comments can be made until the end of this day. Three weeks are usual."),
        missing=_("Enter the last day"),
    )

    def __init__(self, *args: Any, today: date, by: Membership, **rest: Any) -> None:
        super().__init__(*args, **{"initial": {"opens_on": today}, **rest})
        self.today, self.by = today, by

    def clean_visibility(self) -> str:
        visibility = str(self.cleaned_data["visibility"])
        refuse_if_others_must(self.by, visibility)
        return visibility

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("opens_on"), given.get("closes_on")
        if first and first < self.today:
            self.add_error("opens_on", gettext("The first day cannot be before today"))
        elif first and last and last < first:
            self.add_error("closes_on", gettext("The last day cannot be before the first"))
        return given


class ExtendForm(forms.Form):
    keeps_people_safe = False  # a day

    closes_on = forms.DateField(label=_("New last day"), missing=_("Enter the new last day"))

    def __init__(self, *args: Any, paper: Paper, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.paper = paper

    def clean_closes_on(self) -> date:
        closes_on: date = self.cleaned_data["closes_on"]
        if self.paper.closes_on and closes_on <= self.paper.closes_on:
            raise forms.ValidationError(gettext("This has to be later than the last day so far"))
        return closes_on


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        missing=_("Say why"),
    )

    def __init__(self, *args: Any, help_text: Text = "", **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["why"].help_text = help_text


class CommentForm(PassageForm):
    """Signed in: a subject and the words are enough."""

    subject = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A few words, as the heading of your comment."),
        max_length=120,
        missing=_("Say in a few words what it is about"),
    )
    sources = forms.CharField(
        label=_("Sources"),
        help_text=_("Author, year, title, page and link; one on each line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("subject", "text", "passage", "quote", "sources", "number")


class PublicCommentForm(CommentForm):
    """By name and e-mail."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["name"] = forms.CharField(
            label=_("Your name"),
            help_text=_("It stands beside your comment, for everybody to read."),
            max_length=120,
            missing=_("Enter your name"),
        )
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail address"),
            help_text=_(
                "We send a link there, so that nobody writes in your name. It is shown to nobody."
            ),
            missing=_("Enter your e-mail address"),
        )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What do you say to it?"),
        choices=Outcome.choices,
        widget=forms.Radios(),
        missing=_("Select what you say to it"),
    )
    words = forms.CharField(
        label=_("Why, and what changes?"),
        help_text=_("Everybody who reads the paper reads it. Whoever commented gets a mail."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        missing=_("Say why, and what changes"),
    )


class PublishAnswersForm(forms.Form):
    we_did = forms.CharField(
        label=_("What did you hear, and what did you do?"),
        help_text=_("It stands above the answers to each comment. Thank those who took part."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Say what you heard, and what you did"),
    )


class AdoptForm(forms.Form):
    keeps_people_safe = False  # two choices

    visibility = forms.ChoiceField(
        label=_("Who can read the policy?"),
        choices=Visibility.choices,
        widget=forms.Radios(hints=MEANINGS),
        missing=_("Select who can read the policy"),
    )
    licence = forms.ChoiceField(
        label=_("How may others use it?"),
        choices=Licence.choices,
        initial=Licence.OGL,
        missing=_("Select how others may use it"),
    )

    def __init__(self, *args: Any, by: Membership, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.by = by

    def clean_visibility(self) -> str:
        visibility = str(self.cleaned_data["visibility"])
        refuse_if_others_must(self.by, visibility)
        return visibility


class InviteForm(forms.Form):
    keeps_people_safe = False  # addresses of people who are invited

    addressees = forms.CharField(
        label=_("Whom would you like to hear from?"),
        help_text=_("E-mail addresses, one on each line. Fifty at once are the most."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        missing=_("Enter an e-mail address"),
    )

    def clean_addressees(self) -> list[str]:
        text = str(self.cleaned_data["addressees"])
        found = list(dict.fromkeys(each.lower() for each in re.split(r"[\s,;]+", text) if each))
        if wrong := [each for each in found if not _is_address(each)]:
            raise forms.ValidationError(
                gettext("{words} is no e-mail address").format(words=wrong[0][:80])
            )
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(gettext("Enter fifty addresses at most"))
        return found


class FoundForm(forms.FilterForm):
    """What a list of comments may be narrowed to."""

    only = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("", _("All comments")),
            ("unanswered", _("Not answered yet")),
            *((each.value, each.label) for each in Outcome),
        ],
        widget=forms.Select(),
        required=False,
    )

    def chosen(self) -> str:
        return str((self.is_valid() and self.cleaned_data["only"]) or "")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return len(text) <= 254
