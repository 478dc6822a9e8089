"""Everything that the table of personal data shows of one person, a row at a time."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.home import personal
from mercat.organisations.models import Consent, Invitation
from mercat.passports.models import Decision
from mercat.people.models import Person

Row = dict[str, Any]
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
COLLEAGUE = "(a colleague’s address)"
BATCH = 500


def parts(person: Person) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each part of what is kept: its title and its rows, in the order of the table."""
    yield "You", iter([_you(person)])
    for link in personal.LINKS:
        if link.title:
            yield link.title, _rows(link.rows(person), link.shows, person)
    yield "Decisions on your applications", _decisions(person)
    yield "Programs that you let act for you", _programs(person)
    yield "Mails to you that are still here", _mails(person)
    yield "Invitations to you", _invitations(person)
    yield "What you did, in the record of events", _events(person)


def _you(person: Person) -> Row:
    return {
        "Name": person.name,
        "Work e-mail": person.email,
        "Here since": _plain(person.joined_at, person),
        "Can sign in": _plain(person.is_active, person),
        "Has a password": _plain(person.has_usable_password(), person),
    }


def _rows(rows: Any, shows: dict[str, str], person: Person) -> Iterator[Row]:
    found = rows.order_by("pk").values(*shows).iterator(chunk_size=BATCH)
    return ({word: _plain(row[path], person) for path, word in shows.items()} for row in found)


def _decisions(person: Person) -> Iterator[Row]:
    """As the letter said them: what is for the panel alone is not here, and the page says so."""
    told = Decision.objects.filter(
        application__applicant=person, application__released_at__isnull=False, replaced_at=None
    )
    shows = {
        "application__title": "Application",
        "outcome": "Outcome",
        "reasons": "Reasons",
        "conditions": "Conditions",
        "letter__text": "Letter",
        "decided_at": "When",
    }
    return _rows(told, shows, person)


def _programs(person: Person) -> Iterator[Row]:
    """With those that may no longer: stopped by their person, or with an end of their own."""
    allowed = Consent.objects.filter(membership__person=person).order_by("pk")
    for each in allowed.select_related("token__organisation").iterator(chunk_size=BATCH):
        yield {
            "Program": each.token.name,
            "Organisation": str(each.token.organisation),
            "What it may do": "; ".join(str(label) for label in each.token.scope_labels),
            "Allowed": _plain(each.given_at, person),
            "Stopped": _plain(each.ended_at or each.token.ended_at, person),
            "Ends by itself": _plain(each.token.expires_on, person),
        }


def _mails(person: Person) -> Iterator[Row]:
    mails = OutboxMail.objects.filter(to__iexact=person.email)
    return _rows(mails, {"purpose": "About", "created_at": "Written", "sent_at": "Sent"}, person)


def _invitations(person: Person) -> Iterator[Row]:
    invitations = Invitation.objects.filter(email__iexact=person.email)
    shows = {
        "organisation__name": "Organisation",
        "job_title": "Job title",
        "invited_at": "Invited",
        "accepted_at": "Accepted",
    }
    return _rows(invitations, shows, person)


def _events(person: Person) -> Iterator[Row]:
    events = Event.objects.filter(Q(person_key=person.audit_key))
    return _rows(events, {"at": "When", "verb": "What", "subject_id": "Number"}, person)


def _plain(value: Any, person: Person) -> Any:
    """As somebody reads it, without anybody else's address."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="seconds")
        case dt.date():
            return date_format(value, "j F Y")
        case str():
            return ADDRESS.sub(lambda found: _own(found[0], person), value)
        case dict():
            return {key: _plain(each, person) for key, each in value.items()}
        case list():
            return [_plain(each, person) for each in value]
    return value


def _own(address: str, person: Person) -> str:
    return address if address.lower() == person.email.lower() else COLLEAGUE
