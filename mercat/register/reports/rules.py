from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.register.reports.models import OwnerReview, ReportedAccount

SEE, TRIAGE = "see reports of accounts", "look at reports of accounts"
AGREE, REVIEW = "agree that an account is false", "review what is called false"
SECOND = frozenset({Role.KEEPER, Role.ADVISER, Role.CHAIR})
PERMISSIONS: dict[str, frozenset[Role]] = {
    SEE: frozenset({Role.KEEPER, Role.ADVISER, Role.CHAIR, Role.ADMINISTRATOR, Role.AUDITOR}),
    TRIAGE: frozenset({Role.KEEPER, Role.ADVISER}),
    AGREE: SECOND,
    REVIEW: SECOND,
}


def can_see_reports(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[SEE])


def check_can_see_reports(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[SEE]))


def can_triage(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[TRIAGE])


def check_can_triage(membership: Membership, reported: ReportedAccount | None = None) -> None:
    _check_is_ours(membership, reported)
    check_role(membership, sorted(PERMISSIONS[TRIAGE]))


def can_agree(membership: Membership, reported: ReportedAccount | None = None) -> bool:
    if reported is not None and reported.proposed_by_id == membership.person_id:
        return False
    return has_role(membership, PERMISSIONS[AGREE])


def check_can_agree(membership: Membership, reported: ReportedAccount | None = None) -> None:
    _check_is_ours(membership, reported)
    check_role(membership, sorted(PERMISSIONS[AGREE]))
    if reported is not None and reported.proposed_by_id == membership.person_id:
        raise NotAllowed(_("You proposed it, so somebody else has to agree or decline."))


def check_can_take_back(membership: Membership, reported: ReportedAccount) -> None:
    _check_is_ours(membership, reported)
    if reported.proposed_by_id != membership.person_id:
        raise NotAllowed(_("Only the person who proposed it can take it back."))


def can_review(membership: Membership, reported: ReportedAccount | None = None) -> bool:
    decided = {reported.proposed_by_id, reported.decided_by_id} if reported else set()
    return membership.person_id not in decided and has_role(membership, PERMISSIONS[REVIEW])


def check_can_review(membership: Membership, review: OwnerReview | None = None) -> None:
    check_role(membership, sorted(PERMISSIONS[REVIEW]))
    if review is None:
        return
    _check_is_ours(membership, review.reported)
    if not can_review(membership, review.reported):
        raise NotAllowed(
            _("You had a part in calling it false, so somebody who had none answers the review.")
        )


def _check_is_ours(membership: Membership, reported: ReportedAccount | None) -> None:
    if reported is not None and reported.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
