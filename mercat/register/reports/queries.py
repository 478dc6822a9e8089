from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.register.lifecycle import Status
from mercat.register.models import Account
from mercat.register.reports import rules
from mercat.register.reports.lifecycle import ANSWERED, TO_TRIAGE, ReviewState, State
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount


def reported_accounts(organisation: Organisation) -> QuerySet[ReportedAccount]:
    return ReportedAccount.objects.filter(organisation=organisation).select_related(
        "organisation", "looked_by", "proposed_by", "decided_by", "picture", "account"
    )


def reported_as(organisation: Organisation, *, platform: str, key: str) -> ReportedAccount | None:
    return reported_accounts(organisation).filter(platform=platform, key=key).first()


def reports_of(reported: ReportedAccount) -> QuerySet[Report]:
    return reported.reports.select_related("picture", "by")


def triage_for(membership: Membership) -> QuerySet[ReportedAccount]:
    """Those that somebody has to look at, the oldest first. None for whoever does not."""
    if not rules.can_triage(membership):
        return ReportedAccount.objects.none()
    found = reported_accounts(membership.organisation).filter(state__in=TO_TRIAGE)
    return found.order_by("received_at", "pk")


def proposals_for(membership: Membership) -> QuerySet[ReportedAccount]:
    """Those that wait for this person's agreement."""
    if not rules.can_agree(membership):
        return ReportedAccount.objects.none()
    found = reported_accounts(membership.organisation).filter(state=State.PROPOSED)
    return found.exclude(proposed_by=membership.person_id).order_by("proposed_at", "pk")


def reviews_of(organisation: Organisation) -> QuerySet[OwnerReview]:
    return OwnerReview.objects.filter(organisation=organisation).select_related(
        "reported__organisation", "answered_by"
    )


def reviews_for(membership: Membership) -> QuerySet[OwnerReview]:
    if not rules.can_review(membership):
        return OwnerReview.objects.none()
    waiting = reviews_of(membership.organisation).filter(state=ReviewState.ASKED)
    person = membership.person_id
    had_a_part = Q(reported__proposed_by=person) | Q(reported__decided_by=person)
    return waiting.exclude(had_a_part).order_by("due_on", "pk")


def false_account(account: Account) -> ReportedAccount | None:
    """What we know of an account that the register calls false."""
    found = ReportedAccount.objects.filter(account=account, state=State.KNOWN_FALSE)
    return found.select_related("organisation").first()


def organisations_to_tell() -> QuerySet[Organisation]:
    waiting = Q(pk__in=_untold().values("organisation"))
    asked = Q(pk__in=_untold_reviews().values("organisation"))
    return Organisation.objects.filter(waiting | asked, sealed_at=None).order_by("pk")


def to_tell(
    organisation: Organisation,
) -> tuple[QuerySet[ReportedAccount], QuerySet[OwnerReview]]:
    reported = _untold().filter(organisation=organisation).order_by("received_at", "pk")
    reviews = _untold_reviews().filter(organisation=organisation).order_by("asked_at", "pk")
    return reported, reviews


def _untold() -> QuerySet[ReportedAccount]:
    return ReportedAccount.objects.filter(state__in=[*TO_TRIAGE, State.PROPOSED], told_at=None)


def _untold_reviews() -> QuerySet[OwnerReview]:
    return OwnerReview.objects.filter(state=ReviewState.ASKED, told_at=None)


def reports_to_answer() -> QuerySet[Report]:
    found = Report.objects.filter(
        reported__state__in=ANSWERED, reported__organisation__sealed_at=None
    ).exclude(email="")
    return found.order_by("pk")


def called_false_no_longer() -> QuerySet[ReportedAccount]:
    """Known false here, while the register says something else by now."""
    still = Account.objects.filter(pk=OuterRef("account"), status=Status.FALSE)
    found = ReportedAccount.objects.filter(~Exists(still), state=State.KNOWN_FALSE)
    return found.filter(organisation__sealed_at=None).order_by("pk")
