"""What holds at every moment, whoever did what. Each says in words what it found wrong."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Count

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.passports.actions.passport import VERBS
from mercat.passports.lifecycle import (
    GRANTING,
    LIVE,
    PASSPORT_MOVES,
    Choice,
    Kind,
    Outcome,
    PassportStatus,
    Status,
    moves_of,
)
from mercat.passports.models import (
    Application,
    Decision,
    Letter,
    PanelSeat,
    Passport,
    Renewal,
    Vote,
)

CLOSED = (Status.RELEASED, Status.WITHDRAWN)


def faults() -> list[str]:
    return [*grants(), *votes(), *letters(), *mails()]


def grants() -> Iterator[str]:
    """A grant has one live passport; what was declined, taken back or replaced has none."""
    passports = list(Passport.objects.select_related("application", "decision"))
    live = Counter(each.application_id for each in passports if each.status in LIVE)
    for each in passports:
        case = each.application
        if live[case.pk] > 1:
            yield f"{case} has {live[case.pk]} live passports"
        if each.decision and (each.decision.replaced_at or each.decision.outcome not in GRANTING):
            yield f"{each} stands on a decision that does not grant it"
        if each.is_emergency and each.status in LIVE and case.status in CLOSED:
            yield f"{each} lives although its case is {case.status}"
        waits = each.suspensions.filter(ended_at=None).count()
        if waits != (each.status == PassportStatus.SUSPENDED):
            yield f"{each} is {each.status} and has {waits} suspensions under way"
        asked = each.revocations.filter(status="asked").count()
        if asked and each.status not in LIVE:
            yield f"{each} is {each.status}, and still asked about"
    for renewal in Renewal.objects.filter(passport__status__in=LIVE):
        if live[renewal.application_id]:
            yield f"{renewal}: both are live"


def votes() -> Iterator[str]:
    """What a decision counted is what stands; nobody counts who applied or stepped out."""
    out = PanelSeat.objects.filter(steps_out=True).values_list("application", "person")
    kept_out = {*out, *Application.objects.values_list("pk", "applicant")}
    standing = list(Vote.objects.filter(replaced_at=None))
    for each in standing:
        if (each.application_id, each.person_id) in kept_out:
            yield f"{each} stands although they take no part"
    decisions = Decision.objects.filter(replaced_at=None).exclude(tally=None)
    for decision in decisions:
        counted = Counter(e.choice for e in standing if e.revision_id == decision.revision_id)
        kept = {word: decision.tally[word] for word in Choice.values}
        if {word: counted[word] for word in kept} != kept:
            yield f"{decision} counted {kept}, and {dict(counted)} stand"


def letters() -> Iterator[str]:
    """A released case has the letter of the decision that stands, and its passport if it says yes.

    A decision that waits has neither.
    """
    sent = {each.decision_id: each for each in Letter.objects.all()}
    granted = set(Passport.objects.exclude(decision=None).values_list("decision", flat=True))
    for decision in Decision.objects.select_related("application"):
        released = decision.application.status == Status.RELEASED and not decision.replaced_at
        deferred = decision.outcome == Outcome.DEFERRED  # its letter stays when it is taken up
        if (decision.pk in sent) != released and not deferred:
            yield f"{decision}: released {released}, letter {decision.pk in sent}"
        if (decision.pk in granted) != (released and decision.outcome in GRANTING):
            yield f"{decision}: released {released}, granted {decision.pk in granted}"
    for case in Application.objects.filter(status__in=[Status.DECIDED, Status.RELEASED]):
        if case.kind != Kind.COUNCILLOR and not case.decisions.filter(replaced_at=None).exists():
            yield f"{case} is {case.status}, and no decision stands"


def mails() -> Iterator[str]:
    """Nobody reads reasons before their letter is released, or a letter that was not."""
    waiting = Decision.objects.filter(letter=None).values_list("reasons", flat=True)
    secret = set(waiting)
    told: Counter[str] = Counter()
    for mail in OutboxMail.objects.all():
        said = {str(value) for value in mail.context.values()}
        if secret & said:
            yield f"{mail.purpose} to {mail.to} tells a decision that was not released"
        if mail.purpose == "passports/letter":
            told[mail.context["text"]] += 1
    for letter in Letter.objects.all():
        if told[letter.text] != 1:
            yield f"{letter}: {told[letter.text]} mails"


def reminded_twice() -> Iterator[str]:
    """More than one reminder to one person about one thing on one day."""
    found = OutboxMail.objects.filter(
        purpose__in=["passports/reminder", "passports/new_date", "passports/notice"]
    )
    days = found.values("purpose", "to", "context__path", "created_at__date")
    for each in days.annotate(number=Count("pk")).filter(number__gt=1):
        yield f"{each}"


def histories() -> Iterator[str]:
    """What the audit chain says of each case and passport is a walk through its table."""
    for case in Application.objects.all():
        walked = [event.facts["status"] for event in about(case) if "status" in event.facts]
        allowed = {(move.old, move.new) for move in moves_of(case.kind)}
        if case.decisions.exclude(rule="").exists():
            allowed.add((Status.DRAFT, Status.RELEASED))  # the policy's rule, all at once
        for old, new in pairwise(walked):
            if old != new and (old, new) not in allowed:
                yield f"{case} went from {old} to {new}"
        if walked[-1] != case.status:
            yield f"{case} is {case.status}, and its history ends with {walked[-1]}"
    for passport in Passport.objects.all():
        yield from history_of(passport)


def history_of(passport: Passport) -> Iterator[str]:
    words = {f"passports.passport.{verb}": action for action, verb in VERBS.items()}
    may_be = {PassportStatus.ACTIVE.value}
    for event in about(passport):
        if event.verb not in words:
            continue
        before, action = may_be, words[event.verb]
        may_be = {m.new for m in PASSPORT_MOVES if m.action == action and m.old in before}
        if not may_be:
            yield f"{passport}: {action} of what was {before}"
    if passport.status not in may_be:
        yield f"{passport} is {passport.status}, and its history says {may_be}"


def about(thing: Application | Passport) -> list[Event]:
    kind = thing._meta.label_lower
    return list(
        Event.objects.filter(subject_kind=kind, subject_id=thing.public_id).order_by("sequence")
    )
