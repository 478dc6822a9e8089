"""What happened to an application, from its audit events, in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mercat.audit import queries as audit
from mercat.common.languages import Text
from mercat.organisations import queries as organisations
from mercat.passports.models import Application
from mercat.people.actions import FORMER

FOR_APPLICANT = {
    "emergency_granted": _("You got a passport for an emergency"),
    "submitted": _("You sent it"),
    "manager_view_given": _("Your manager gave a view"),
    "head_view_given": _("The head of service gave a view"),
    "opened": _("The panel has it"),
    "asked": _("We asked you something"),
    "advised": _("We sent you our advice"),
    "answer_reminded": _("We reminded you of our question"),
    "answered": _("You sent a new version"),
    "due_moved": _("We needed longer, and told you a new day"),
    "released": _("We sent you the decision"),
    "corrected": _("We sent you a corrected letter"),
    "taken_up": _("The panel looks at it again"),
    "withdrawn": _("You withdrew it"),
    "lapsed": _("We closed it, as no answer came"),
}
FOR_PANEL = {
    "emergency_granted": _("An emergency passport was granted"),
    "submitted": _("Sent by the applicant"),
    "manager_view_given": _("The manager gave a view"),
    "head_view_given": _("The head of service gave a view"),
    "barrier_named": _("The applicant said which barrier it depends on"),
    "barrier_dropped": _("The applicant said that it depends on no barrier"),
    "manager_named": _("The clerk named the line manager"),
    "opened": _("Put before the panel"),
    "called_again": _("The roll was called again"),
    "asked": _("The applicant was asked something"),
    "advised": _("Advice was given"),
    "assessed": _("Communications assessed it"),
    "answer_reminded": _("The applicant was reminded of the question"),
    "answered": _("A new version came"),
    "due_moved": _("Not decided in time: the applicant got a new day"),
    "decided": _("Decision recorded"),
    "reopened": _("Decision taken back"),
    "letter_kept": _("The letter was put in other words"),
    "reminded": _("People were reminded"),
    "released": _("Letter released"),
    "correction_proposed": _("A correction of the letter was proposed"),
    "correction_dropped": _("The correction was dropped"),
    "corrected": _("A corrected letter was sent, agreed by a second person"),
    "taken_up": _("With the panel again, after it was deferred"),
    "withdrawn": _("Withdrawn by the applicant"),
    "lapsed": _("Closed, as no answer came"),
}


def for_applicant(application: Application) -> list[dict[str, Any]]:
    """Without the panel's own steps and without names: one query."""
    return [
        {"title": title, "when": event.at} for event, title in _told(application, FOR_APPLICANT)
    ]


def for_panel(application: Application) -> list[dict[str, Any]]:
    """Two queries."""
    told = _told(application, FOR_PANEL)
    keys = {event.person_key for event, _ in told}
    names = organisations.names_by_key(application.organisation_id, keys)
    return [
        {"title": title, "when": event.at, "by": _who(event.person_key, names)}
        for event, title in told
    ]


def _who(key: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(key, FORMER) if key else ""


def _told(application: Application, words: Mapping[str, Text]) -> list[tuple[Any, Text]]:
    events = audit.events_of(application).reverse()
    verbs = ((event, event.verb.rpartition(".")[2]) for event in events)
    return [(event, words[verb]) for event, verb in verbs if verb in words]
