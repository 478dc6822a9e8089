"""Contradictory claims of organisations: noticed, told to each, talked about, settled.

Each transaction writes into one organisation's chain alone, so that no two wait for each other.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.register import emails, queries, rules
from mercat.register.actions.recording import locked, record
from mercat.register.actions.status import set_status
from mercat.register.lifecycle import Status
from mercat.register.models import Dispute, DisputeSide, Publication


def follow_disputes(*, at: datetime, most: int = 200) -> int:
    """Notice what contradicts, settle what does no longer, tell each side what is new."""
    known = Dispute.objects.filter(settled_at=None)
    for claim in queries.contradicted().order_by("pk")[:most]:
        if not known.filter(platform=claim.platform, key=claim.key).exists():
            _begin(claim, at=at)
    for dispute in known.order_by("pk")[:most]:
        _look(dispute, at=at)
    told = [_tell(side, at=at) for side in _with_news(most)]
    return sum(told)


def _begin(claim: Publication, *, at: datetime) -> None:
    address = {name: getattr(claim, name) for name in ("platform", "key", "handle", "url")}
    try:
        with transaction.atomic():
            Dispute.objects.create(**address, began_at=at)
    except IntegrityError:  # another worker was here
        return


@transaction.atomic
def _look(dispute: Dispute, *, at: datetime) -> None:
    """Who is in it by now, and whether it is settled."""
    dispute = _locked(dispute)
    for claim in queries.claims_in(dispute).filter(organisation__sealed_at=None):
        DisputeSide.objects.get_or_create(
            dispute=dispute, organisation=claim.organisation, defaults={"account": claim.account}
        )
    _settle_if_agreed(dispute, at=at)


def _settle_if_agreed(dispute: Dispute, *, at: datetime) -> None:
    if dispute.settled_at is None and not queries.is_contradictory(dispute):
        dispute.settled_at = at
        dispute.save(update_fields=["settled_at"])


def _with_news(most: int) -> list[DisputeSide]:
    sides = DisputeSide.objects.filter(told_end=False, organisation__sealed_at=None)
    sides = sides.select_related("dispute").order_by("pk")
    found = [side for side in sides[: 2 * most] if news_for(side)]
    return found[:most]


def news_for(side: DisputeSide) -> str:
    """What its keepers were not told yet: that it began, an answer, or the end."""
    if side.dispute.settled_at:
        return "settled"
    if side.told_at is None:
        return "began"
    others = side.dispute.sides.exclude(pk=side.pk)
    return "answered" if others.filter(said_at__gt=side.told_at).exists() else ""


@transaction.atomic
def _tell(side: DisputeSide, *, at: datetime) -> bool:
    """One event and one mail for each keeper; again only when something new is said."""
    dispute = _locked(side.dispute)
    side = dispute.sides.select_related("account__organisation", "organisation").get(pk=side.pk)
    side.dispute = dispute
    news = "" if side.told_end else news_for(side)
    if not news:
        return False
    side.told_at, side.told_end = at, news == "settled"
    side.save(update_fields=["told_at", "told_end"])
    emails.queue_dispute(side, news, at=at)
    _record(news, side, by=None, at=at)
    return True


@transaction.atomic
def state_claim(
    *, dispute: Dispute, words: str, evidence: str, by: Membership, at: datetime
) -> DisputeSide:
    """“It is ours”, with what shows it. The others read it, without the name of who wrote it."""
    dispute, side = _ours(dispute, by)
    side.words, side.evidence, side.said_by, side.said_at = words, evidence, by.person, at
    side.save(update_fields=["words", "evidence", "said_by", "said_at"])
    _record("stated", side, by=by, at=at, words={"words": words, "evidence": evidence})
    return side


@transaction.atomic
def withdraw_claim(*, dispute: Dispute, reason: str, by: Membership, at: datetime) -> None:
    """Ours says nothing of it any more; the look-up answers what the others say."""
    dispute, side = _ours(dispute, by)
    account = locked(side.account)
    if account.status == Status.OWN:
        raise Refused(_("It is somebody’s own account. Only they can take it off the register."))
    rules.check_status_move(account, "withdraw_claim")
    today = by.organisation.day(at)
    set_status(
        account=account, status=Status.PROPOSED, since=today, reason=reason, by=by.person, at=at
    )
    _settle_if_agreed(dispute, at=at)
    _record("withdrawn", side, by=by, at=at, words={"reason": reason})


def _ours(dispute: Dispute, by: Membership) -> tuple[Dispute, DisputeSide]:
    """Locked, and our side of it."""
    dispute = _locked(dispute)
    side = dispute.sides.select_related("account", "organisation").get(
        organisation=by.organisation_id
    )
    rules.check_can_keep(by)
    if dispute.settled_at:
        raise Refused(_("This is settled already: nobody contradicts anybody any more."))
    return dispute, side


def _locked(dispute: Dispute) -> Dispute:
    return Dispute.objects.select_for_update().get(pk=dispute.pk)


def _record(
    verb: str, side: DisputeSide, *, by: Membership | None, at: datetime, **rest: Any
) -> None:
    facts = {"dispute": side.dispute.public_id}
    who = by.person if by else None
    record(f"dispute.{verb}", side.account, by=who, at=at, facts=facts, **rest)
