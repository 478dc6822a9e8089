"""What happened to an account, from its audit events, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.people.models import Person
from mercat.register.lifecycle import Kind, Status
from mercat.register.models import Account, Custodian
from mercat.register.queries.accounts import events_of

MOST = 200
TITLES = {
    "register.account.entered": _("Entered on the register"),
    "register.account.changed": _("Corrected"),
    "register.account.renamed": _("Renamed, as the checks saw"),
    "register.account.status_set": _("Status changed"),
    "register.change.proposed": _("A change was asked for"),
    "register.change.agreed": _("The change was agreed"),
    "register.change.declined": _("The change was declined"),
    "register.change.withdrawn": _("The change was taken back"),
    "register.custodian.added": _("Somebody began to look after it"),
    "register.custodian.changed": _("Somebody’s part changed"),
    "register.custodian.ended": _("Somebody stopped looking after it"),
    "register.alias.added": _("Another address was added"),
    "register.alias.removed": _("Another address was taken off"),
    "register.twins.linked": _("Linked with its twin in another language"),
    "register.twins.unlinked": _("The link with its twin was taken off"),
    "register.import.applied": _("Entered or changed by an import"),
    "register.claim.stood_by": _("The claim was stood by"),
    "register.claim.withdrawn": _("The claim was withdrawn"),
    "register.import.undone": _("The import was undone"),
    "register.account.missed": _("A list that is read regularly named it no longer"),
    "register.account.attested": _("A colleague looked at it"),
    "register.account.page_named": _("The page of ours that links to it was named"),
    "register.account.code_made": _("A code for its profile was made"),
    "register.custodian.handed_over": _("Handed over, as somebody left"),
    "register.finding.raised": _("The checks saw something"),
    "register.finding.settled": _("What the checks saw is over"),
    "register.finding.rename": _("The new name that the checks saw was taken over"),
    "register.finding.lose": _("What the checks saw was judged: it is lost"),
    "register.finding.ignore": _("What the checks saw was judged: all is well"),
    "passports.account.certified": _("Confirmed by somebody who looks after it"),
    "register.bulk.applied": _("Changed together with others"),
    "register.bulk.undone": _("A change made together with others was undone"),
}
PLAIN = ("left", "person", "old", "new", "handle", "how", "reason", "exit_plan", "seen", "words")
FIELDS = {
    "name": _("Name"),
    "department": _("Service"),
    "purpose": _("What it is for"),
    "audience": _("Whom it reaches"),
    "languages": _("Languages"),
    "opened_on": _("Opened"),
    "mailbox": _("Team mailbox"),
    "secret_place": _("Where the secret is kept"),
    "second_factor": _("Second step of sign-in"),
    "tool": _("Tool"),
    "contract": _("Contract"),
    "stable_id": _("The platform’s own number"),
}


def history_of(account: Account) -> list[dict[str, Any]]:
    """The newest first, as the timeline shows it. Four queries."""
    events = list(events_of(account).reverse()[:MOST])
    words = audit.words_of(events)
    keys = {event.person_key for event in events if event.person_key}
    people = dict(Person.objects.filter(audit_key__in=keys).values_list("audit_key", "name"))
    return [
        {
            "title": TITLES.get(event.verb, _("Something happened")),
            "when": event.at,
            "by": people.get(event.person_key, "") if event.person_key else "",
            "text": "\n".join(_lines(event, words.get(event.pk, {}))),
        }
        for event in events
    ]


def _lines(event: Event, words: dict[str, Any]) -> list[str]:
    lines = [*_facts(event.facts), *_written(words)]
    return [str(line) for line in lines if line]


def _facts(facts: dict[str, Any]) -> list[str]:
    lines = []
    if "new" in facts:
        old, new = (Status(facts[each]).label for each in ("old", "new"))
        lines.append(f"{old} → {new}")
    if facts.get("kind") in Kind.values:
        lines.append(str(Kind(facts["kind"]).label))
    if "level" in facts:
        lines.append(str(Custodian.Level(facts["level"]).label))
    return lines


def _written(words: dict[str, Any]) -> list[str]:
    lines = [f"{FIELDS[name]}: {_pair(words[name])}" for name in FIELDS if name in words]
    return [*lines, *(str(words[name]) for name in PLAIN if name in words)]


def _pair(said: Any) -> str:
    """Before and after, or what was written where there is no before."""
    if not isinstance(said, list):
        return str(said)
    old, new = said
    return f"{old or '–'} → {new or '–'}"
