from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.files.models import StoredFile
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import (
    APPROVING,
    CERTIFY_DAYS,
    ENDED,
    HANDOVER_WORKING_DAYS,
    OPEN,
    PassportStatus,
    Status,
)
from mercat.passports.models import (
    Application,
    Certification,
    CertificationAnswer,
    Decision,
    Helper,
    ManagerView,
    PanelSeat,
    Passport,
    Policy,
    Revision,
    SectionAnswers,
)
from mercat.passports.rules import PERMISSIONS
from mercat.people.models import Person
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.models import Account, Custodian


def seen_by(membership: Membership) -> QuerySet[Application]:
    """Every application that this member may see: the one query behind pages, lists and counts."""
    own = Q(applicant=membership.person_id)
    asked = Q(manager_view__manager=membership.person_id)
    helping = Q(
        Exists(Helper.objects.filter(application=OuterRef("pk"), person=membership.person_id))
    )
    readable = own | asked | helping
    if has_role(membership, PERMISSIONS["read submitted applications"]):
        out = PanelSeat.objects.filter(
            application=OuterRef("pk"), person=membership.person_id, steps_out=True
        )
        readable |= ~Q(status=Status.DRAFT) & Q(submitted_at__isnull=False) & Q(~Exists(out))
    return (
        Application.objects.filter(readable, organisation=membership.organisation_id)
        .select_related("applicant", "organisation", "policy", "discussion")
        .distinct()
    )


def own_applications(membership: Membership) -> QuerySet[Application]:
    return seen_by(membership).filter(applicant=membership.person_id)


def open_own(membership: Membership) -> QuerySet[Application]:
    return own_applications(membership).filter(status__in=OPEN).order_by("-created_at")


def ended_own(membership: Membership) -> QuerySet[Application]:
    return own_applications(membership).filter(status__in=ENDED).order_by("-created_at")


def helped(membership: Membership) -> QuerySet[Application]:
    """Applications of colleagues that this member helps with."""
    return seen_by(membership).filter(helpers__person=membership.person_id).order_by("-created_at")


def helpers_of(application: Application) -> QuerySet[Helper]:
    return application.helpers.select_related("person").order_by("person__name", "pk")


def waiting(membership: Membership, *, status: str) -> QuerySet[Application]:
    """Others' applications in this state, the one due first at the top."""
    return (
        seen_by(membership)
        .filter(status=status)
        .exclude(applicant=membership.person_id)
        .exclude(helpers__person=membership.person_id)
        .order_by("due_on", "submitted_at")
    )


def views_asked_of(person: Person, organisation: Organisation) -> QuerySet[ManagerView]:
    return (
        ManagerView.objects.filter(manager=person, view="", application__organisation=organisation)
        .filter(application__status__in=[s for s in OPEN if s != Status.DRAFT])
        .select_related("application", "application__applicant")
        .order_by("due_on")
    )


def answers_of(application: Application) -> dict[str, SectionAnswers]:
    return {saved.section: saved for saved in application.sections.select_related("saved_by")}


def given(saved: Mapping[str, SectionAnswers]) -> dict[str, Any]:
    """All answers of a draft, those to questions that are no longer asked among them."""
    return {key: value for each in saved.values() for key, value in each.answers.items()}


def files_in(answers: Mapping[str, Any]) -> set[str]:
    """The ids of all files that these answers name."""
    return {file for answer in answers.values() for file in _ids(answer)}


def files_sent(application: Application) -> set[str]:
    """The ids of all files that stand in a version that was sent."""
    contents = application.revisions.values_list("content", flat=True)
    return {file for content in contents for file in files_in(content.get("answers", {}))}


def files_of_draft(
    application: Application, answers: Mapping[str, Any]
) -> dict[str, list[StoredFile]]:
    """By question, those that these answers name. No query when there are none."""
    ids = files_in(answers)
    found = StoredFile.objects.filter(
        applicationfile__application=application, public_id__in=ids
    ).select_related("organisation")
    by_id = {each.public_id: each for each in found} if ids else {}
    return {
        key: [by_id[file] for file in _ids(answer) if file in by_id]
        for key, answer in answers.items()
        if isinstance(answer, list)
    }


def _ids(answer: Any) -> list[str]:
    if not isinstance(answer, list):
        return []
    return [each["file"] for each in answer if isinstance(each, dict) and "file" in each]


def file_seen_by(
    membership: Membership, application: Application, file_id: str, *, writes: bool
) -> StoredFile | None:
    """A file of an application that this member sees: those who write see the draft's too."""
    if not writes and file_id not in files_sent(application):
        return None
    return (
        StoredFile.objects.filter(
            applicationfile__application__in=seen_by(membership).filter(pk=application.pk),
            public_id=file_id,
        )
        .select_related("organisation")
        .first()
    )


def latest_revision(application: Application) -> Revision | None:
    return application.revisions.order_by("-number").first()


def standing_decision(application: Application) -> Decision | None:
    return (
        application.decisions.filter(replaced_at=None)
        .select_related("decided_by", "revision", "letter")
        .first()
    )


MOST_EXAMPLES = 3


def examples_of(application: Application, question: str) -> list[str]:
    """How approved cases here answered it, the latest first, where their applicants agreed.

    One query. An answer in which its applicant is named is left out.
    """
    kind = application.question_set.rpartition("-")[0]
    found = Decision.objects.filter(
        application__organisation=application.organisation_id,
        application__lends_answers=True,
        application__status=Status.RELEASED,
        application__applicant__erased_at=None,
        application__question_set__startswith=f"{kind}-",
        replaced_at=None,
        outcome__in=APPROVING,
    ).exclude(application=application)
    latest = found.select_related("revision", "application__applicant")
    answers = [
        (str(each.revision.content["answers"].get(question) or ""), each.application.applicant.name)
        for each in latest.order_by("-application__released_at")[:20]
    ]
    fit = [text for text, name in answers if text and name.lower() not in text.lower()]
    return fit[:MOST_EXAMPLES]


def policy_of(organisation: Organisation) -> Policy:
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    if policy is None:
        raise Refused(_("Nobody has said yet how cases are decided here. Ask an administrator."))
    return policy


def panel_of(application: Application) -> QuerySet[PanelSeat]:
    return application.seats.select_related("person").order_by("-is_chair", "person__name")


def passports_seen_by(membership: Membership) -> QuerySet[Passport]:
    passports = Passport.objects.filter(organisation=membership.organisation_id).select_related(
        "holder", "account", "department", "organisation", "application"
    )
    if has_role(membership, PERMISSIONS["see all passports"]):
        return passports
    return passports.filter(holder=membership.person_id)


def passports_of(membership: Membership) -> QuerySet[Passport]:
    return passports_seen_by(membership).filter(holder=membership.person_id).order_by("-starts_on")


def member_seen_by(membership: Membership, person_id: str) -> Membership | None:
    """Anyone here, for those who may see all passports; oneself, for everybody."""
    members = Membership.objects.filter(
        organisation=membership.organisation_id, person__public_id=person_id
    ).select_related("person", "department")
    if not has_role(membership, PERMISSIONS["see all passports"]):
        members = members.filter(person=membership.person_id)
    return members.order_by("-started_at").first()


def public_passports() -> QuerySet[Passport]:
    """Of organisations whose domain is verified: others cannot speak in public here."""
    return Passport.objects.filter(
        organisation__in=organisations.publishing_organisations()
    ).select_related("holder", "account__publication", "department", "organisation", "application")


def accounts_with_lapsed_passport(accounts: Iterable[Account]) -> set[int]:
    """The keys of those that had a passport and have none that is valid now. One query."""
    passports = Passport.objects.filter(account__in=accounts)
    held = set(passports.values_list("account_id", "status"))
    valid = {key for key, status in held if status == PassportStatus.ACTIVE}
    return {key for key, _status in held if key} - valid


def valid_passport_of(organisation: Organisation, *, platform: str, key: str) -> Passport | None:
    """Whose passport covers this account now."""
    found = Passport.objects.filter(
        organisation=organisation,
        account__platform=platform,
        account__key=key,
        status=PassportStatus.ACTIVE,
    )
    return found.select_related("holder").order_by("-expires_on").first()


def certify_days(organisation: Organisation) -> int:
    """How long a confirmation holds, by the organisation's policy."""
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    return int(policy.content.get("certify_days", CERTIFY_DAYS)) if policy else CERTIFY_DAYS


def handover_working_days(organisation: Organisation) -> int:
    """How long there is to settle what somebody left, by the organisation's policy."""
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    key = "handover_working_days"
    return int(policy.content.get(key, HANDOVER_WORKING_DAYS)) if policy else HANDOVER_WORKING_DAYS


def accounts_without_certification() -> QuerySet[Account]:
    return (
        Account.objects.filter(certification=None, status__in=IN_USE)
        .select_related("organisation")
        .order_by("pk")
    )


def _due(at: datetime) -> QuerySet[Certification]:
    # A day of slack for zones east of here; `due_certifications` asks the organisation's own day.
    return Certification.objects.filter(
        next_on__lte=at.date() + timedelta(days=1), account__status__in=IN_USE
    )


def organisations_with_due_certifications(*, at: datetime) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=_due(at).values("organisation")).order_by("pk")


def due_certifications(organisation: Organisation, *, at: datetime) -> QuerySet[Certification]:
    found = _due(at).filter(organisation=organisation, next_on__lte=organisation.day(at))
    return found.select_related("account").order_by("pk")


def accounts_to_certify(membership: Membership) -> QuerySet[Account]:
    """Those that this member looks after, and those about which they were asked; soonest first."""
    looks_after = Custodian.objects.filter(
        account=OuterRef("pk"), person=membership.person_id, until=None
    ).exclude(level=Custodian.Level.PUBLISHER)
    asked = Q(certification__asked=membership.person_id)
    return (
        Account.objects.filter(Exists(looks_after) | asked)
        .filter(organisation=membership.organisation_id, status__in=IN_USE)
        .select_related("certification", "department", "organisation")
        .order_by(F("certification__due_on").asc(nulls_last=True), "pk")
    )


def certifications_of(organisation: Organisation, *, step: str = "") -> QuerySet[Certification]:
    """The pipeline: of the accounts in use, at this step if one is named."""
    found = Certification.objects.filter(organisation=organisation, account__status__in=IN_USE)
    return (found.filter(step=step) if step else found).select_related("account", "asked")


def answers_to_deal_with(organisation: Organisation) -> QuerySet[CertificationAnswer]:
    return (
        CertificationAnswer.objects.filter(organisation=organisation, dealt_with_at=None)
        .exclude(outcome=CertificationAnswer.Outcome.SAME)
        .select_related("account", "answered_by", "organisation")
    )


def latest_certification(account: Account) -> CertificationAnswer | None:
    found = CertificationAnswer.objects.filter(account=account).select_related("answered_by")
    return found.order_by("-answered_at").first()
