"""What happened to an application, from its audit events, in words."""

from typing import Any

from mercat.audit import queries as audit
from mercat.passports.models import Application
from mercat.people.models import Person

FOR_APPLICANT = {
    "submitted": "You sent it",
    "manager_view_given": "Your manager gave a view",
    "opened": "The panel has it",
    "asked": "We asked you something",
    "answered": "You sent a new version",
    "released": "We sent you the decision",
    "withdrawn": "You withdrew it",
}
FOR_PANEL = {
    "submitted": "Sent by the applicant",
    "manager_view_given": "The manager gave a view",
    "opened": "Put before the panel",
    "asked": "The applicant was asked something",
    "answered": "A new version came",
    "decided": "Decision recorded",
    "reopened": "Decision taken back",
    "released": "Letter released",
    "withdrawn": "Withdrawn by the applicant",
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
    people = Person.objects.filter(audit_key__in=keys)
    names = {person.audit_key: person.name for person in people}
    return [
        {"title": title, "when": event.at, "by": names.get(event.person_key, "")}
        for event, title in told
    ]


def _told(application: Application, words: dict[str, str]) -> list[tuple[Any, str]]:
    events = audit.events_of(application).reverse()
    verbs = ((event, event.verb.rpartition(".")[2]) for event in events)
    return [(event, words[verb]) for event, verb in verbs if verb in words]
