"""What erasing somebody would mean, and why it may not be done now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.audit.models import Event, EventWords
from mercat.common.models import OutboxMail
from mercat.home import personal, personal_links, personal_texts
from mercat.home.erasure import naming
from mercat.home.lifecycle import ComplaintStatus
from mercat.home.models import Complaint
from mercat.home.retention import holding
from mercat.organisations import queries as organisations
from mercat.organisations.models import Invitation, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import LIVE, OPEN, Status
from mercat.passports.models import Application, Passport
from mercat.people.models import Person
from mercat.register import queries as register
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.lifecycle import Status as AccountStatus
from mercat.register.models import Account, Custodian

OWN = AccountStatus.OWN


@dataclass(frozen=True, slots=True)
class Rehearsal:
    refusals: list[str]
    erased: list[tuple[str, int]]
    kept: list[tuple[str, int, str]]  # what, how many, why
    stays_elsewhere: bool


def rehearse(membership: Membership, *, by: Person | None, at: datetime) -> Rehearsal:
    person, organisation = membership.person, membership.organisation
    return Rehearsal(
        refusals=list(refusals(membership, by=by, at=at)),
        erased=[(what, count) for what, count in _erased(person, organisation) if count],
        kept=[(what, count, why) for what, count, why in _kept(person, organisation) if count],
        stays_elsewhere=stays_elsewhere(person, organisation),
    )


def stays_elsewhere(person: Person, organisation: Organisation) -> bool:
    """Whether another organisation here has them, now or in its records."""
    return Membership.objects.filter(person=person).exclude(organisation=organisation).exists()


def refusals(membership: Membership, *, by: Person | None, at: datetime) -> Iterator[str]:
    """Every reason why they must not be erased now, each with what to do first."""
    person, organisation = membership.person, membership.organisation
    if by and by.pk == person.pk:
        yield gettext("This is you. Ask another administrator to do it.")
    if person.erased_at:
        yield gettext("They were erased already.")
    if person.is_operator:
        yield gettext("They run this site. Somebody else has to do that first.")
    if holding.on_person(person, organisation, at=at).exists():
        yield gettext("A hold covers them: a request or a dispute is not over. End the hold first.")
    if _is_last_administrator(membership):
        yield gettext("They are the last administrator. Make somebody else administrator first.")
    if names := _open_cases(person, organisation):
        yield gettext("Still open: {names}. It has to be decided or withdrawn first.").format(
            names=names
        )
    if names := _alone_on(person, organisation):
        yield gettext("They alone look after {names}. Hand it over to somebody first.").format(
            names=names
        )
    if _is_contact(person, organisation):
        yield gettext("They are a contact of the organisation. Name somebody else first.")
    complaints = Complaint.objects.filter(organisation=organisation, email__iexact=person.email)
    if complaints.filter(status=ComplaintStatus.RECEIVED).exists():
        yield gettext("They made a data-protection complaint. Answer it first.")


def _is_last_administrator(membership: Membership) -> bool:
    all_of_them = organisations.members_with_role(membership.organisation, Role.ADMINISTRATOR)
    return {each.person_id for each in all_of_them} == {membership.person_id}


def _open_cases(person: Person, organisation: Organisation) -> str:
    sent = [status for status in OPEN if status != Status.DRAFT]
    cases = Application.objects.filter(organisation=organisation, applicant=person)
    return ", ".join(str(case) for case in cases.filter(status__in=sent)[:5])


def _alone_on(person: Person, organisation: Organisation) -> str:
    theirs = register.accounts_looked_after_by(person, organisation).filter(status__in=IN_USE)
    others = Custodian.objects.filter(account__in=theirs, until=None, person__is_active=True)
    shared = others.exclude(person=person).values("account")
    return ", ".join(account.name for account in theirs.exclude(pk__in=shared)[:5])


def _is_contact(person: Person, organisation: Organisation) -> bool:
    mails = {str(each.get("email", "")).lower() for each in organisation.contacts.values()}
    return person.email.lower() in mails


def drafts(person: Person, organisation: Organisation) -> QuerySet[Application]:
    own = Application.objects.filter(organisation=organisation, applicant=person)
    return own.filter(submitted_at=None)


def own_accounts(person: Person, organisation: Organisation) -> QuerySet[Account]:
    """Listed by them as their own: it goes with them, as when they take it off the register."""
    theirs = Account.objects.filter(organisation=organisation, custodians__person=person)
    return theirs.filter(status=OWN)


def mails(person: Person, organisation: Organisation) -> QuerySet[OutboxMail]:
    of_here = Q(organisation_id=organisation.public_id)
    if not stays_elsewhere(person, organisation):
        of_here |= Q(organisation_id="")
    return OutboxMail.objects.filter(of_here, to__iexact=person.email)


def invitations(person: Person, organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation, email__iexact=person.email)


def words(person: Person, organisation: Organisation) -> QuerySet[EventWords]:
    """Of the record: what they wrote, what is about their things, and what names them."""
    own = Application.objects.filter(organisation=organisation, applicant=person)
    held = Passport.objects.filter(organisation=organisation, holder=person)
    parts = Membership.objects.filter(organisation=organisation, person=person)
    subjects = [
        *own.values_list("public_id", flat=True),
        *held.values_list("public_id", flat=True),
        *parts.values_list("public_id", flat=True),
        person.public_id,
    ]
    here = Event.objects.filter(organisation_id=organisation.public_id)
    theirs = here.filter(Q(person_key=person.audit_key) | Q(subject_id__in=subjects))
    return EventWords.objects.annotate(said=naming.as_text("words")).filter(
        Q(event_id__in=theirs.values("pk"))
        | (Q(event_id__in=here.values("pk")) & naming.names(person, "said"))
    )


def _erased(person: Person, organisation: Organisation) -> Iterator[tuple[str, int]]:
    yield gettext("Name, work e-mail and job title"), 1
    yield gettext("Drafts that were never sent"), drafts(person, organisation).count()
    yield gettext("Mails to them"), mails(person, organisation).count()
    yield gettext("Their own accounts on the register"), own_accounts(person, organisation).count()
    yield gettext("Invitations"), invitations(person, organisation).count()
    yield gettext("Words in the record of what happened"), words(person, organisation).count()
    named = sum(
        naming.rows_naming(text, person, organisation).count()
        for text in personal_texts.TEXTS
        if text.model is not OutboxMail
    )
    yield gettext("Places in others’ words where their name or address may stand"), named
    if not stays_elsewhere(person, organisation):
        yield gettext("Password, second steps and sign-ins"), 1
    active = Passport.objects.filter(organisation=organisation, holder=person)
    yield gettext("Passports that end today"), active.filter(status__in=LIVE).count()


def _kept(person: Person, organisation: Organisation) -> Iterator[tuple[str, int, str]]:
    for link in personal.LINKS:
        if link.then == personal_links.FORMER and link.title:
            yield _called(link), link.rows(person, organisation).count(), gettext(link.why)
    events = Event.objects.filter(
        organisation_id=organisation.public_id, person_key=person.audit_key
    )
    yield (
        gettext("Events of the record"),
        events.count(),
        gettext("a key without a name holds the chain together"),
    )


def _called(link: personal_links.Link) -> str:
    return str(CALLED.get(link.title) or gettext(link.title))


CALLED = {
    "Where you work": _("That they worked here"),
    "Your applications": _("Applications that were sent"),
    "Answers that you saved": _("Answers in applications"),
    "Versions that you sent": _("Versions of applications"),
    "Views that you gave as line manager": _("Views as line manager"),
    "Questions that you asked applicants": _("Questions to applicants"),
    "Applications that you help to write": _("Applications that they helped to write"),
    "Panels that you sat on": _("Seats on panels"),
    "Decisions that you recorded": _("Decisions"),
    "Letters that you released": _("Letters released"),
    "Your passports": _("Passports"),
    "Files that you uploaded": _("Files, with what stands in them"),
    "Accounts that you look after or looked after": _("That they looked after accounts"),
    "What you wrote in discussions": _("What they wrote in discussions"),
}
