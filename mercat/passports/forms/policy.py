"""What a policy says, and a question that an organisation adds."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports import policy_files, question_sets
from mercat.passports.policy_terms import (
    DECIDING,
    LISTS,
    QUESTION_SETS,
    TERMS,
    TIES,
    Term,
    value,
)
from mercat.passports.question_sets import ADDABLE, WITH_OPTIONS, QuestionSet

VOTES = "votes"
MOST_LINES = 10
ASKED: dict[str, tuple[Text, Text]] = {
    "fast_tracks": (
        _("What is granted at once, without the panel?"),
        _("Never after a trial, a suspension or a revocation."),
    ),
    "fast_track_needs": (
        _("And only if?"),
        _("Where one of these does not hold, the panel decides as usual."),
    ),
    "steps_out": (
        _("With which interests does a member step out?"),
        _(
            "With the others they declare it and take part. Everybody steps out of their own case, "
            "and of an appeal against what they decided."
        ),
    ),
}


PARTS: dict[Text, tuple[str, ...]] = {
    _("The policy"): ("name", "about"),
    _("Who decides, and how?"): (
        "deciding",
        "quorum",
        "tie",
        "asks_interest",
        "steps_out",
        "deputies",
    ),
    _("Who else is asked?"): ("ask_manager", "ask_head", "manager_working_days"),
    _("How long may things take?"): (
        "working_days",
        "answer_working_days",
        "again_working_days",
        "reply_working_days",
        "appeal_working_days",
        "handover_working_days",
    ),
    _("How long do passports hold?"): (
        "validity_months",
        "trial_months",
        "certify_days",
        "fast_tracks",
        "fast_track_needs",
    ),
    _("What do applicants answer and declare?"): ("question_set", "declarations"),
    _("Signing in"): ("second_factor_for",),
}


class TermsForm(forms.Form):
    """All terms but the questions, which have pages of their own."""

    mark_optional = False

    name = forms.CharField(
        label=_("What do you call this policy?"), max_length=80, missing=_("Give it a name")
    )
    about = forms.CharField(
        label=_("How would you explain it in a sentence?"),
        max_length=400,
        widget=forms.Textarea(rows=3),
        missing=_("Explain it in a sentence"),
    )

    def __init__(
        self, *args: Any, content: Mapping[str, Any], organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.panel = _panel(organisation)
        for term in TERMS:
            self.fields[term.key] = _field(term, value(content, term))
        self._ask_lists(content)
        self._ask_deputies(content)
        self._ask_second_factor(content)
        self.fields["declarations"] = forms.CharField(
            label=_("What else do applicants declare?"),
            help_text=_("A line for each. They stand below our own, and each has to be ticked."),
            max_length=2000,
            required=False,
            widget=forms.Textarea(rows=3),
        )
        self.initial.update({term.key: _shown(term, value(content, term)) for term in TERMS})
        self.initial.update(name=content["name"], about=content["about"])
        self.initial["declarations"] = "\n".join(
            each["text"] for each in content.get("declarations", [])
        )

    def _ask_lists(self, content: Mapping[str, Any]) -> None:
        """What is granted at once, and with which interests members step out."""
        for key, (_name, words) in LISTS.items():
            label, hint = ASKED[key]
            self.fields[key] = forms.MultipleChoiceField(
                label=label,
                help_text=hint,
                choices=list(words.items()),
                required=False,
                widget=forms.Checkboxes(small=True),
            )
            self.initial[key] = content.get(key, [])

    def _ask_deputies(self, content: Mapping[str, Any]) -> None:
        self.fields["deputies"] = forms.MultipleChoiceField(
            label=_("Who takes a seat only when others step out?"),
            choices=[(each.public_id, each.person.name) for each in self.panel],
            required=False,
        )
        self.initial["deputies"] = content.get("deputies", [])

    def _ask_second_factor(self, content: Mapping[str, Any]) -> None:
        """Of the roles that the site does not ask: an organisation asks more, never fewer."""
        asked = [each for each in Role if each in settings.SECOND_FACTOR_FOR]
        names = ", ".join(str(each.label) for each in asked)
        said = gettext("These do anyway: {names}.").format(names=names) if asked else ""
        self.fields["second_factor_for"] = forms.MultipleChoiceField(
            label=_("Who else signs in with a second step?"),
            help_text=said,
            choices=[(each.value, each.label) for each in Role if each not in asked],
            required=False,
        )
        self.initial["second_factor_for"] = content.get("second_factor_for", [])

    def parts(self) -> Iterator[tuple[Text, list[Any]]]:
        """The questions under their headings, in the order in which one thinks of them."""
        for heading, keys in PARTS.items():
            yield heading, [self[key] for key in keys]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        deputies = set(cleaned.get("deputies", []))
        regular = [each for each in self.panel if each.public_id not in deputies]
        if not any(_chairs(each) for each in regular):
            self.add_error(
                "deciding",
                gettext("Nobody here is chair of the panel. Give somebody that role first"),
            )
        if cleaned.get("deciding") == VOTES:
            self._check_quorum(cleaned.get("quorum"), len(regular))
        lines = _lines(cleaned.get("declarations") or "")
        if len(lines) > MOST_LINES:
            said = gettext("Keep {most} at most: nobody reads more").format(most=MOST_LINES)
            self.add_error("declarations", said)
        return cleaned

    def _check_quorum(self, quorum: int | None, members: int) -> None:
        if quorum and quorum > members:
            said = gettext(
                "The panel has {members} members without deputies, so {quorum} votes can never "
                "come. Ask for fewer, or invite more members first"
            )
            self.add_error("quorum", said.format(members=members, quorum=quorum))

    def given(self) -> dict[str, Any]:
        """As the policy keeps it."""
        cleaned = self.cleaned_data
        found = {term.key: _kept(term, cleaned[term.key]) for term in TERMS}
        found.update({key: cleaned[key] for key in LISTS})
        found["deputies"] = cleaned["deputies"]
        declarations = [_declaration(text) for text in _lines(cleaned["declarations"] or "")]
        return {
            "name": cleaned["name"],
            "about": cleaned["about"],
            **found,
            "declarations": declarations,
            "second_factor_for": cleaned["second_factor_for"],
        }


def _panel(organisation: Organisation) -> list[Any]:
    members = organisations.members_with_role(organisation, Role.CHAIR, Role.PANEL_MEMBER)
    return list(members.prefetch_related("roles").order_by("person__name"))


def _chairs(member: Any) -> bool:
    return any(held.role == Role.CHAIR for held in member.roles.all())


def _field(term: Term, given: Any) -> Any:
    said: dict[str, Any] = {"label": term.label, "help_text": term.hint}
    if term.kind == "yes":
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(**said, choices=choices, widget=forms.Radios(inline=True))
    if term.kind == "deciding":
        return forms.ChoiceField(**said, choices=_ways())
    if term.kind == "tie":
        return forms.ChoiceField(**said, choices=list(TIES.items()))
    if term.kind == "question_set":
        return forms.ChoiceField(**said, choices=_question_sets(given))
    width = forms.TextInput(width=4)
    return forms.IntegerField(**said, min_value=term.least, max_value=term.most, widget=width)


def _ways() -> list[tuple[str, Text]]:
    """Those that a ready policy has, so that nobody chooses what cannot be done yet."""
    ready = {each["deciding"] for each in policy_files.choices()}
    return [(key, text) for key, text in DECIDING.items() if key in ready]


def _question_sets(given: str) -> list[tuple[str, Text]]:
    """With the one in use, which may be an older version."""
    found = {} if given in QUESTION_SETS else {given: _("Those of now, as they were")}
    return list({**QUESTION_SETS, **found}.items())


def _shown(term: Term, given: Any) -> Any:
    return ("yes" if given else "no") if term.kind == "yes" else given


def _kept(term: Term, given: Any) -> Any:
    return given == "yes" if term.kind == "yes" else given


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _declaration(text: str) -> dict[str, str]:
    """Its key is made of its words: other words are another declaration."""
    return {"key": f"own_{hashlib.sha256(text.encode()).hexdigest()[:10]}", "text": text}


KINDS: dict[str, Text] = {
    "line": _("A line of text"),
    "text": _("Some sentences"),
    "choice": _("One of several answers"),
    "choices": _("One or more of several answers"),
    "number": _("A number"),
    "date": _("A date"),
    "link": _("A web address"),
    "colleague": _("A colleague’s work e-mail"),
    "files": _("Files"),
}


class QuestionForm(forms.Form):
    section = forms.ChoiceField(
        label=_("In which part do we ask it?"), missing=_("Choose the part that it stands in")
    )
    label = forms.CharField(
        label=_("What is the question?"),
        help_text=_("As applicants read it, for example: Have you talked to the archivist?"),
        max_length=200,
        missing=_("Write the question"),
    )
    short = forms.CharField(
        label=_("What do you call it in a word or two?"),
        help_text=_("Beside the answer, on the panel’s page."),
        max_length=40,
        missing=_("Give it a short name"),
    )
    type = forms.ChoiceField(
        label=_("What kind of answer does it take?"),
        choices=[(key, KINDS[key]) for key in ADDABLE],
        missing=_("Choose what kind of answer it takes"),
    )
    options = forms.CharField(
        label=_("Which answers are there to choose from?"),
        help_text=_("For those with several answers: a line for each."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(rows=4),
    )
    hint = forms.CharField(label=_("What helps to answer it?"), max_length=300, required=False)
    required = forms.ChoiceField(
        label=_("Does everybody have to answer it?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.Radios(inline=True),
        missing=_("Choose whether everybody has to answer it"),
    )

    def __init__(self, *args: Any, asked: QuestionSet, key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.key = asked, key
        self.offer("section", [(section.key, section.heading) for section in asked.sections])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        options = _lines(cleaned.get("options") or "")
        if cleaned.get("type") in WITH_OPTIONS and len({each.lower() for each in options}) < 2:
            self.add_error("options", gettext("Write two answers at least, each another one"))
        if len(options) > MOST_LINES * 2 or any(len(each) > 100 for each in options):
            self.add_error(
                "options", gettext("Keep twenty answers at most, each of 100 characters at most")
            )
        if not self.errors:
            self._check_fits()
        return cleaned

    def _check_fits(self) -> None:
        """The set with it has to be a whole set, by the same check as the sets that we ship."""
        probe = {"key": self.key or "own_probe", **self.given()}
        try:
            question_sets.with_added(self.asked, {"questions": [probe]})
        except ValueError:
            self.add_error("label", gettext("This question cannot be asked so. Word it otherwise"))

    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        required, kind = cleaned["required"] == "yes", cleaned["type"]
        missing = gettext("Answer “{label}”").format(label=cleaned["label"])
        found: dict[str, Any] = {
            **{name: cleaned[name] for name in ("section", "label", "short", "type", "hint")},
            "required": required,
            "missing": missing if required else "",
            "max_length": 1000 if kind == "text" else 200,
        }
        if kind in WITH_OPTIONS:
            found["options"] = _options(_lines(cleaned["options"]))
        return found


def _options(lines: list[str]) -> list[dict[str, str]]:
    """Values made of the words, so that an answer stays when others are added."""
    found: dict[str, str] = {}
    for number, line in enumerate(dict.fromkeys(lines)):
        value = slugify(line)[:40] or f"answer-{number}"
        found[f"{value}-{number}" if value in found else value] = line
    return [{"value": value, "label": label} for value, label in found.items()]


def typed_question(question: Mapping[str, Any]) -> dict[str, Any]:
    """A kept question as the form's initial values."""
    options = "\n".join(each["label"] for each in question.get("options", []))
    required = "yes" if question["required"] else "no"
    return {**question, "options": options, "required": required}
