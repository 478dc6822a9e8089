"""What a policy says: each term with its words, its limits, and what holds where it is silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import (
    CERTIFY_DAYS,
    DETECTED_ALONE,
    HANDOVER_WORKING_DAYS,
    REPLY_WORKING_DAYS,
    InterestKind,
)

Questions = list[dict[str, Any]]
DECIDING: dict[str, Text] = {
    "chair_records": _("The panel talks it over, and the chair records what was agreed"),
    "votes": _("Members vote, unseen by each other, and a quorum is needed"),
}
FAST_TRACKS: dict[str, Text] = {
    "renewal": _("The renewal of a passport whose holder says that nothing has changed"),
}
FAST_TRACK_NEEDS: dict[str, Text] = {
    "conditions_met": _("All conditions of the passport are met"),
    "panel_before": _("The panel decided the last time: no passport is renewed so twice running"),
}
# Of the interests that the policy can speak of: with the others everybody steps out anyway.
INTERESTS: dict[str, Text] = {
    each.value: each.label for each in InterestKind if each not in DETECTED_ALONE
}
ONLY_VOTES = _("It counts only where members vote.")
QUESTION_SETS: dict[str, Text] = {
    "speak-1": _("Ten questions, the same for everybody"),
    "speak-3": _("A short core, and more only where use and risks call for it"),
}
TIES: dict[str, Text] = {"chair": _("The chair decides"), "declined": _("It is declined")}


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    short: Text  # in lists and differences
    label: Text
    kind: str  # working_days, days, months, members, yes, deciding, tie, question_set
    default: Any
    least: int = 1
    most: int = 60
    hint: Text = ""
    voting: bool = False  # asked only where members vote


TERMS = (
    Term(
        "deciding",
        _("Way of deciding"),
        _("How does the panel decide?"),
        "deciding",
        "chair_records",
    ),
    Term(
        "quorum",
        _("Quorum"),
        _("How many members have to vote?"),
        "members",
        3,
        least=2,
        most=30,
        hint=ONLY_VOTES,
        voting=True,
    ),
    Term(
        "tie",
        _("When votes are even"),
        _("What happens when votes are even?"),
        "tie",
        "chair",
        hint=ONLY_VOTES,
        voting=True,
    ),
    Term(
        "working_days",
        _("Time to decide"),
        _("In how many working days is a case decided?"),
        "working_days",
        10,
        hint=_("Applicants read the day. Bank holidays do not count."),
    ),
    Term(
        "answer_working_days",
        _("Time to answer"),
        _("How many working days have applicants to answer a question?"),
        "working_days",
        10,
        hint=_("The panel’s time stands still until they have."),
    ),
    Term(
        "again_working_days",
        _("Time after each reminder"),
        _("How many working days does each of two reminders give them?"),
        "working_days",
        5,
        hint=_("After the second the case closes. They may begin again from what they wrote."),
    ),
    Term(
        "ask_manager",
        _("Line manager asked"),
        _("Is the line manager asked for a view?"),
        "yes",
        True,
        hint=_("It never stops a case."),
    ),
    Term(
        "ask_head",
        _("Head of service asked"),
        _("Is the head of the service asked for a view, too?"),
        "yes",
        False,
        hint=_("Whom departments name. It never stops a case, and nobody is asked twice."),
    ),
    Term(
        "manager_working_days",
        _("Time for a view"),
        _("How many working days are there for such a view?"),
        "working_days",
        5,
    ),
    Term(
        "validity_months",
        _("Passports are valid for"),
        _("For how many months is a passport valid?"),
        "months",
        12,
        most=60,
    ),
    Term(
        "trial_months",
        _("A trial lasts at most"),
        _("For how many months may a trial last at most?"),
        "months",
        6,
        most=24,
    ),
    Term(
        "certify_days",
        _("Accounts are confirmed every"),
        _("After how many days is an account confirmed anew?"),
        "days",
        CERTIFY_DAYS,
        least=30,
        most=730,
    ),
    Term(
        "handover_working_days",
        _("Time to settle what leavers leave"),
        _("In how many working days is settled what somebody left?"),
        "working_days",
        HANDOVER_WORKING_DAYS,
    ),
    Term(
        "reply_working_days",
        _("Time to reply before a passport is revoked"),
        _("How many working days has a holder to reply before a passport is revoked?"),
        "working_days",
        REPLY_WORKING_DAYS,
        least=5,
    ),
    Term(
        "appeal_working_days",
        _("Time to appeal"),
        _("How many working days are there to appeal?"),
        "working_days",
        20,
        least=5,
        hint=_("Letters that say no, or yes with conditions, name the last day."),
    ),
    Term(
        "asks_interest",
        _("Members are asked for interests"),
        _("Is each member asked for an interest before they read the discussion?"),
        "yes",
        False,
        hint=_("Once for each case, and others read only that they step out."),
    ),
    Term(
        "question_set",
        _("Standard questions"),
        _("Which standard questions do applicants answer?"),
        "question_set",
        "speak-3",
        hint=_("Those that you add stand below them."),
    ),
)


BY_KEY = {each.key: each for each in TERMS}


def number(content: Mapping[str, Any], key: str) -> int:
    """What this policy says of the term, or what holds where it is silent."""
    return int(value(content, BY_KEY[key]))


def value(content: Mapping[str, Any], term: Term) -> Any:
    return content.get(term.key, term.default)


def said(term: Term, given: Any) -> str:
    """A term's value as people read it."""
    if term.kind == "yes":
        return gettext("Yes") if given else gettext("No")
    if term.kind in {"deciding", "tie", "question_set"}:
        return str({**DECIDING, **TIES, **QUESTION_SETS}.get(given, given))
    return COUNTED[term.kind](int(given)).format(count=given)


# Terms that are lists: what each line is called, and the words of its members.
LISTS: dict[str, tuple[Text, dict[str, Text]]] = {
    "fast_tracks": (_("Granted at once"), FAST_TRACKS),
    "fast_track_needs": (_("Granted at once only if"), FAST_TRACK_NEEDS),
    "steps_out": (_("Members step out with this interest"), INTERESTS),
}
COUNTED = {
    "working_days": lambda n: ngettext("{count} working day", "{count} working days", n),
    "days": lambda n: ngettext("{count} day", "{count} days", n),
    "months": lambda n: ngettext("{count} month", "{count} months", n),
    "members": lambda n: ngettext("{count} member", "{count} members", n),
}


def told(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """All that a policy says, a line for each; what is not asked of it is left out."""
    votes = content.get("deciding") == "votes"
    lines = [
        (gettext("Name"), str(content["name"])),
        (gettext("In a sentence"), str(content["about"])),
        *(
            (str(each.short), said(each, value(content, each)))
            for each in TERMS
            if votes or not each.voting
        ),
    ]
    for key, (name, words) in LISTS.items():
        lines += [(str(name), str(words.get(each, each))) for each in content.get(key, [])]
    lines += [
        (gettext("Also signs in with a second step"), str(Role(each).label))
        for each in content.get("second_factor_for", [])
    ]
    lines += [
        (gettext("Declaration of our own"), each["text"])
        for each in content.get("declarations", [])
    ]
    return lines + [
        (gettext("Question of our own"), each["label"]) for each in content.get("questions", [])
    ]


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What another version says otherwise: its name, before, after."""
    before, after = _by_name(older), _by_name(newer)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    found = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return found + _reworded(older.get("questions", []), newer.get("questions", []))


def _by_name(content: Mapping[str, Any]) -> dict[str, str]:
    """Several of one name stand below each other."""
    found: dict[str, str] = {}
    for name, text in told(content):
        found[name] = f"{found[name]}\n{text}" if name in found else text
    return found


def _reworded(older: Questions, newer: Questions) -> list[tuple[str, str, str]]:
    """Questions that kept their words and changed in something else."""
    known = {each["key"]: each for each in older}
    said_of = gettext("Something about the question was changed")
    return [
        (each["label"], "", said_of)
        for each in newer
        if each["key"] in known
        and known[each["key"]] != each
        and known[each["key"]]["label"] == each["label"]
    ]
