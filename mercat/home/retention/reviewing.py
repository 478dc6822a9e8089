"""What waits for somebody's word: keep it for a while, or destroy it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.home import rules
from mercat.home.lifecycle import REVIEW_MOVES, ReviewStatus
from mercat.home.models import Disposal, Review
from mercat.home.retention import disposing, holding
from mercat.home.retention.rule import Rule
from mercat.home.retention.table import RULES
from mercat.organisations.models import Membership, Organisation

HELD = _("A hold covers this, so it stays until the hold ends.")
NEEDED = _("Something else on the record still needs this, so it stays. Keep it for another year.")


@dataclass(frozen=True, slots=True)
class Due:
    review: Review
    rule: Rule
    thing: Any  # None when it is gone meanwhile

    @property
    def title(self) -> str:
        return str(self.rule.title(self.thing) if self.thing else self.rule.thing)


def waiting_for(membership: Membership) -> QuerySet[Review]:
    """What this member is to review, the longest waiting first."""
    return Review.objects.filter(
        organisation=membership.organisation_id,
        status=ReviewStatus.WAITING,
        rule__in=rules.reviewed_by(membership),
    ).order_by("put_up_at", "pk")


def with_things(reviews: list[Review], organisation: Organisation) -> list[Due]:
    """One query for each rule among them."""
    things: dict[tuple[str, int], Any] = {}
    for key in {review.rule for review in reviews}:
        wanted = [review.subject for review in reviews if review.rule == key]
        things |= {(key, thing.pk): thing for thing in RULES[key].things(organisation, wanted)}
    return [
        Due(review, RULES[review.rule], things.get((review.rule, review.subject)))
        for review in reviews
    ]


@transaction.atomic
def keep(*, review: Review, until: date, reason: str, by: Membership, at: datetime) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    rules.check_can_review(by, review)
    move = check_move(REVIEW_MOVES, action="keep", old=review.status)
    if until <= by.organisation.day(at):
        raise Refused(gettext("Name a day that is still to come."))
    review.status, review.kept_until, review.reason = move.new, until, reason
    review.decided_by, review.decided_at = by.person, at
    review.save()
    audit.record(
        "home.review.kept",
        subject=review,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"rule": review.rule, "until": until.isoformat()},
        words={"reason": reason},
    )
    return review


@transaction.atomic
def destroy(*, review: Review, by: Membership, at: datetime) -> int:
    review = Review.objects.select_for_update().get(pk=review.pk)
    rules.check_can_review(by, review)
    rule = RULES[review.rule]
    if review.status != ReviewStatus.WAITING:
        raise Refused(gettext("Somebody has decided to keep this."))
    if rule.by_erasure:
        raise Refused(gettext("Open their page under People: they are erased there."))
    held = holding.held(by.organisation, at=at)
    rows = rule.due_rows(by.organisation, before=at).filter(pk=review.subject)
    if held is None or rows.filter(rule.held(held)).exists():
        raise Refused(HELD)
    audit.record(
        "home.review.destroyed",
        subject=review,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"rule": review.rule},
    )
    try:
        with transaction.atomic():
            return disposing.destroy(
                rule, [review.subject], by.organisation, how=Disposal.How.REVIEW, at=at
            )
    except ProtectedError as error:
        raise Refused(NEEDED) from error
