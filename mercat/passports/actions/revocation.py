"""The panel takes a passport back: reasons first, then a reply, then the decision.

Only where it is urgent the chair does it alone and at once; a second person has some days to
agree, or else the passport is again what it was.
"""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common import working_days
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, policy_terms, rules
from mercat.passports.actions import moving
from mercat.passports.actions import passport as life
from mercat.passports.actions.limits import passport_appeal_until
from mercat.passports.lifecycle import (
    LIVE,
    RATIFY_WORKING_DAYS,
    PassportStatus,
    Revoking,
)
from mercat.passports.models import Passport, Revocation


@transaction.atomic
def give_reasons(*, passport: Passport, reasons: str, by: Membership, at: datetime) -> Revocation:
    """The holder reads why before anything is decided, and has some days to reply."""
    revocation = _begin(passport, Revoking.ASKED, reasons, by=by, at=at)
    emails.queue_reasons(revocation, at=at)
    _record("revocation_asked", revocation, by=by, at=at, words={"reasons": reasons})
    return revocation


@transaction.atomic
def revoke_at_once(*, passport: Passport, reasons: str, by: Membership, at: datetime) -> Revocation:
    """The chair alone, because it cannot wait."""
    revocation = _begin(passport, Revoking.URGENT, reasons, by=by, at=at)
    life.move(revocation.passport, action="revoke", at=at)
    emails.queue_revoked(revocation, at=at)
    emails.queue_ratify(revocation, at=at)
    _record("revoke", revocation, by=by, at=at, words={"reasons": reasons})
    return revocation


def _begin(
    passport: Passport, status: Revoking, reasons: str, *, by: Membership, at: datetime
) -> Revocation:
    passport = life.locked(passport)
    rules.check_can_revoke(by, passport)
    if passport.status not in LIVE:
        raise Refused(_("This passport has ended already."))
    if passport.revocations.filter(settled_at=None).exists():
        raise Refused(_("The holder has been asked already. See what they reply."))
    said = policy_terms.number(moving.policy_content(passport.application), "reply_working_days")
    days = RATIFY_WORKING_DAYS if status == Revoking.URGENT else said
    organisation = passport.organisation
    return Revocation.objects.create(
        organisation=organisation,
        passport=passport,
        status=status,
        reasons=reasons,
        asked_by=by.person,
        asked_at=at,
        due_on=working_days.add(organisation.day(at), days, nation=organisation.nation),
        was_status=passport.status,
        was_until=passport.expires_on,
    )


@transaction.atomic
def reply(
    *, revocation: Revocation, text: str, companion: str, by: Membership, at: datetime
) -> Revocation:
    """Once, in the holder's own words; a companion may stand beside them."""
    revocation = _locked(revocation)
    rules.check_can_reply(by, revocation)
    _check_waits(revocation)
    if revocation.replied_at:
        raise Refused(_("You have replied already. The panel has your words."))
    revocation.reply, revocation.companion, revocation.replied_at = text, companion, at
    revocation.save(update_fields=["reply", "companion", "replied_at"])
    emails.queue_replied(revocation, at=at)
    _record("revocation_replied", revocation, by=by, at=at, words={"reply": text})
    return revocation


@transaction.atomic
def settle_revocation(
    *, revocation: Revocation, revokes: bool, words: str, by: Membership, at: datetime
) -> Revocation:
    """The chair, once the holder has replied or their days are over; of an urgent one, a second
    person."""
    revocation = _locked(revocation)
    _check_may_settle(revocation, by=by, at=at)
    return (_revoke if revokes else _let_stand)(revocation, words, by=by, at=at)


def _check_may_settle(revocation: Revocation, *, by: Membership, at: datetime) -> None:
    if not revocation.waits:
        rules.check_could_settle(by, revocation)
        _check_waits(revocation)
    if revocation.is_urgent:
        return rules.check_can_ratify(by, revocation)
    rules.check_can_revoke(by, revocation.passport)
    if not revocation.replied_at and revocation.due_on >= revocation.organisation.day(at):
        sentence = _("The holder has until {day} to reply. Decide after that.")
        raise Refused(sentence.format(day=date_format(revocation.due_on, "j F Y")))
    return None


def _revoke(revocation: Revocation, words: str, *, by: Membership, at: datetime) -> Revocation:
    urgent, passport = revocation.is_urgent, revocation.passport
    action = "ratify" if urgent else "revoke"
    life.settle(revocation, action=action, by=by.person, at=at, words=words)
    revocation.appeal_until = passport_appeal_until(passport, at=at)
    revocation.save(update_fields=["appeal_until"])
    if not urgent:
        life.move(passport, action="revoke", at=at)
    emails.queue_revoked(revocation, at=at)
    _record("revocation_ratified" if urgent else "revoke", revocation, by=by, at=at)
    return revocation


def _let_stand(revocation: Revocation, words: str, *, by: Membership, at: datetime) -> Revocation:
    urgent = revocation.is_urgent
    life.settle(revocation, action="let_stand", by=by.person, at=at, words=words)
    if urgent:
        restore(revocation, at=at)
    emails.queue_stands(revocation, at=at)
    _record("restore" if urgent else "revocation_let_go", revocation, by=by, at=at)
    return revocation


@transaction.atomic
def fall_back(*, at: datetime) -> int:
    """Urgent ones that nobody ratified in time: each passport is again what it was."""
    found = Revocation.objects.filter(
        status=Revoking.URGENT, due_on__lte=at.date(), organisation__sealed_at=None
    )
    rows = [_locked(each) for each in found.order_by("passport_id")]
    over = [each for each in rows if each.is_urgent and each.due_on < each.organisation.day(at)]
    for revocation in over:
        life.settle(revocation, action="fall_back", by=None, at=at)
        restore(revocation, at=at)
        emails.queue_stands(revocation, at=at)
    for revocation in over:
        _record("restore", revocation, by=None, at=at)
    return len(over)


def restore(revocation: Revocation, *, at: datetime) -> None:
    """What it was when it was taken back; expired, where its time is over meanwhile."""
    passport = revocation.passport
    over = revocation.was_until < passport.organisation.day(at) or _is_overtaken(passport)
    passport.expires_on = revocation.was_until
    new = PassportStatus.EXPIRED if over else revocation.was_status
    life.move(passport, action="restore", new=new, at=at)
    if new == PassportStatus.SUSPENDED:
        passport.suspensions.filter(pk=passport.suspensions.latest("pk").pk).update(ended_at=None)


def _is_overtaken(passport: Passport) -> bool:
    """Of an emergency one: the panel has decided, or somebody else has the account since."""
    if not passport.is_emergency:
        return False
    others = Passport.objects.filter(account=passport.account, status__in=LIVE)
    return not passport.application.is_open or others.exclude(pk=passport.pk).exists()


def _locked(revocation: Revocation) -> Revocation:
    """The passport first, as everybody does."""
    passport = life.locked(revocation.passport)
    found = Revocation.objects.select_for_update(of=("self",)).select_related("organisation")
    revocation = found.get(pk=revocation.pk)
    revocation.passport = passport
    return revocation


def _check_waits(revocation: Revocation) -> None:
    if not revocation.waits:
        raise Refused(_("This is settled already."))


def _record(
    action: str,
    revocation: Revocation,
    *,
    by: Membership | None,
    at: datetime,
    words: dict[str, str] | None = None,
) -> None:
    said = words or ({"words": revocation.words} if revocation.words else None)
    facts = {"revocation": revocation.public_id, "status": revocation.status}
    life.record(action, revocation.passport, by=by, at=at, facts=facts, words=said)
