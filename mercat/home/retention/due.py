"""For each rule of the table, the rows of an organisation that are older than its period."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from mercat.access.models import Barrier, BrowserTally, ToolTally
from mercat.audit.models import Event, EventWords
from mercat.common.models import ActLink, JobRun, OutboxMail
from mercat.home.lifecycle import ComplaintStatus
from mercat.home.models import Complaint, Hold
from mercat.learning.models import Evidence, LearningAssessment, Pulse, PulseBox, PulseWords
from mercat.organisations.models import Invitation, Membership, Organisation
from mercat.passports.lifecycle import ENDED, LIVE, Kind
from mercat.passports.models import Appeal, Application, FoiAnswer, Meeting, Passport, Together
from mercat.people.models import Person
from mercat.practice.lifecycle import Status as PageStatus
from mercat.practice.models import Page
from mercat.register.elections.models import Candidate, Period
from mercat.register.imports import report as reporting
from mercat.register.models import BulkChange, Import
from mercat.register.reports.lifecycle import State
from mercat.register.reports.models import ReportedAccount

ERASED_MAIL = "home/erased"  # tells somebody that nothing of them is kept, so it goes soon


@dataclass(frozen=True, slots=True)
class Held:
    """What the holds of an organisation cover."""

    people: list[Person]
    applications: list[Application]

    @property
    def addresses(self) -> list[str]:
        return [person.email for person in self.people]


def drafts(organisation: Organisation, before: datetime) -> QuerySet[Application]:
    never_sent = Application.objects.filter(organisation=organisation, submitted_at=None)
    return never_sent.filter(created_at__lt=before).exclude(sections__saved_at__gte=before)


def cases(organisation: Organisation, before: datetime) -> QuerySet[Application]:
    """Those that led to no passport; the others go with it."""
    ended = Application.objects.filter(organisation=organisation, status__in=ENDED)
    due = ended.filter(ended_at__lt=before, passport=None).exclude(submitted_at=None)
    # What granted a passport goes with it, and a case goes no earlier than the appeal against it.
    return due.exclude(decisions__passport__isnull=False).exclude(pk__in=_appealed(before))


def _appealed(before: datetime) -> QuerySet[Any]:
    waiting = Q(application__ended_at=None) | Q(application__ended_at__gte=before)
    found = Appeal.objects.filter(waiting).exclude(decision=None)
    return found.values("decision__application")


def practice_drafts(organisation: Organisation, before: datetime) -> QuerySet[Page]:
    return Page.objects.filter(
        organisation=organisation, status=PageStatus.DRAFT, changed_at__lt=before
    )


def _ended_passports(organisation: Organisation, before: datetime) -> QuerySet[Passport]:
    ended = Passport.objects.filter(organisation=organisation, expires_on__lt=before.date())
    # An emergency passport goes together with the one that took its place.
    here = Passport.objects.filter(application__organisation=organisation)
    lasting = here.filter(expires_on__gte=before.date())
    ended = ended.exclude(application__in=lasting.values("application"))
    return ended.exclude(status__in=LIVE)


def passports(organisation: Organisation, before: datetime) -> QuerySet[Passport]:
    return _ended_passports(organisation, before).exclude(application__kind=Kind.LEARN)


def learning(organisation: Organisation, before: datetime) -> QuerySet[Passport]:
    return _ended_passports(organisation, before).filter(application__kind=Kind.LEARN)


def assessments(organisation: Organisation, before: datetime) -> QuerySet[LearningAssessment]:
    return LearningAssessment.objects.filter(organisation=organisation, ended_at__lt=before)


def pulses(organisation: Organisation, before: datetime) -> QuerySet[Pulse]:
    """Those whose answers are still here though the report is long final."""
    found = Pulse.objects.filter(assessment__organisation=organisation)
    return found.filter(assessment__ended_at__lt=before, box__isnull=False)


def delete_answers(rows: QuerySet[Pulse]) -> int:
    """The pulse stays, with what it says of what was done."""
    PulseWords.objects.filter(pulse__in=rows).delete()
    count, _rows = PulseBox.objects.filter(pulse__in=rows).delete()
    return count


def evidence(organisation: Organisation, before: datetime) -> QuerySet[Evidence]:
    """What no assessment uses any more."""
    kept = Evidence.objects.filter(organisation=organisation, added_at__lt=before)
    return kept.filter(uses=None)


def meetings(organisation: Organisation, before: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(organisation=organisation, starts_at__lt=before)


def foi(organisation: Organisation, before: datetime) -> QuerySet[FoiAnswer]:
    return FoiAnswer.objects.filter(organisation=organisation, begun_at__lt=before)


def imports(organisation: Organisation, before: datetime) -> QuerySet[Import]:
    return Import.objects.filter(organisation=organisation, created_at__lt=before)


def done_together(organisation: Organisation, before: datetime) -> QuerySet[Together]:
    return Together.objects.filter(organisation=organisation, started_at__lt=before)


def bulk_changes(organisation: Organisation, before: datetime) -> QuerySet[BulkChange]:
    return BulkChange.objects.filter(organisation=organisation, created_at__lt=before)


def people_who_left(organisation: Organisation, before: datetime) -> QuerySet[Membership]:
    here = Membership.objects.filter(organisation=organisation, ended_at=None)
    left = Membership.objects.filter(organisation=organisation, ended_at__lt=before)
    return left.exclude(person__in=here.values("person")).exclude(person__erased_at__isnull=False)


def invitations(organisation: Organisation, before: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation, invited_at__lt=before)


def mails(organisation: Organisation, before: datetime) -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(organisation_id=organisation.public_id, sent_at__lt=before)


def unsent_mails(organisation: Organisation, before: datetime) -> QuerySet[OutboxMail]:
    waiting = OutboxMail.objects.filter(organisation_id=organisation.public_id, sent_at=None)
    return waiting.filter(created_at__lt=before)


def erasure_mails(organisation: Organisation, before: datetime) -> QuerySet[OutboxMail]:
    return mails(organisation, before).filter(purpose=ERASED_MAIL)


def complaints(organisation: Organisation, before: datetime) -> QuerySet[Complaint]:
    answered = Complaint.objects.filter(organisation=organisation, answered_at__lt=before)
    return answered.filter(status=ComplaintStatus.ANSWERED)


def candidates(organisation: Organisation, before: datetime) -> QuerySet[Candidate]:
    """Shown again already: their accounts never stay hidden because we forgot whose they are."""
    found = Candidate.objects.filter(period__organisation=organisation, hidden_at=None)
    return found.filter(period__ends_on__lt=before.date())


def periods(organisation: Organisation, before: datetime) -> QuerySet[Period]:
    over = Period.objects.filter(organisation=organisation, ends_on__lt=before.date())
    return over.exclude(candidates__hidden_at__isnull=False)


def reported_accounts(organisation: Organisation, before: datetime) -> QuerySet[ReportedAccount]:
    """Not what is called false: its evidence stays as long as that."""
    decided = ReportedAccount.objects.filter(organisation=organisation, decided_at__lt=before)
    return decided.filter(state__in=[State.NOT_FALSE, State.LIFTED])


def browser_tallies(organisation: Organisation, before: datetime) -> QuerySet[BrowserTally]:
    return BrowserTally.objects.filter(organisation=organisation, week__lt=before.date())


def tool_tallies(organisation: Organisation, before: datetime) -> QuerySet[ToolTally]:
    return ToolTally.objects.filter(organisation=organisation, week__lt=before.date())


def barriers(organisation: Organisation, before: datetime) -> QuerySet[Barrier]:
    return Barrier.objects.filter(organisation=organisation, ended_at__lt=before)


def reports_set_aside(organisation: Organisation, before: datetime) -> QuerySet[ReportedAccount]:
    aside = ReportedAccount.objects.filter(organisation=organisation, state=State.SET_ASIDE)
    return aside.filter(decided_at__lt=before)


def holds(organisation: Organisation, before: datetime) -> QuerySet[Hold]:
    ended = Q(ended_at__lt=before) | Q(ended_at=None, until__lt=before.date())
    return Hold.objects.filter(ended, organisation=organisation)


def words(organisation: Organisation, before: datetime) -> QuerySet[EventWords]:
    old = Event.objects.filter(organisation_id=organisation.public_id, at__lt=before)
    return EventWords.objects.filter(event_id__in=old.values("pk"))


def words_held(held: Held) -> Q:
    keys = [person.audit_key for person in held.people]
    ids = [each.public_id for each in held.applications]
    events = Event.objects.filter(Q(person_key__in=keys) | Q(subject_id__in=ids))
    return Q(event_id__in=events.values("pk"))


def site_mails(_: None, before: datetime) -> QuerySet[OutboxMail]:
    sent = Q(sent_at__lt=before)
    return OutboxMail.objects.filter(sent, organisation_id="")


def links(_: None, before: datetime) -> QuerySet[ActLink]:
    return ActLink.objects.filter(Q(used_at__lt=before) | Q(expires_at__lt=before))


def job_runs(_: None, before: datetime) -> QuerySet[JobRun]:
    return JobRun.objects.filter(started_at__lt=before)


def by_path(*, person: str = "", application: str = "", address: str = "") -> Callable[[Held], Q]:
    """Which rows a hold covers: those whose field at these paths names what is held."""

    def covered(held: Held) -> Q:
        found = Q(pk__in=[])
        found |= Q(**{f"{person}__in": held.people}) if person else Q(pk__in=[])
        if application:
            found |= Q(**{f"{application}__in": [each.pk for each in held.applications]})
        if address:
            for email in held.addresses:
                found |= Q(**{f"{address}__iexact": email})
        return found

    return covered


def nothing(_: Held) -> Q:
    """A hold of one person or application covers none of these."""
    return Q(pk__in=[])


def delete_imports(rows: QuerySet[Import]) -> int:
    """With the lists and their reports, which stand in the private storage."""
    lists = [source.file for source in rows if source.file]
    for name in [*lists, *map(reporting.file_name, rows)]:
        transaction.on_commit(partial(default_storage.delete, name))
    return delete(rows)


def delete(rows: QuerySet[Model]) -> int:
    """How many things went; what hung on them is not counted."""
    count = rows.count()
    rows.delete()
    return count
