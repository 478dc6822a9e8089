"""That an account is false takes two people and evidence; parody and criticism never are."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.register import actions as register
from mercat.register.reports import rules
from mercat.register.reports.actions.recording import decide, locked, move, record
from mercat.register.reports.lifecycle import FALSE_IF, State
from mercat.register.reports.models import ReportedAccount


@transaction.atomic
def propose(
    *,
    reported: ReportedAccount,
    does: str,
    since: date,
    evidence: str,
    picture: StoredFile,
    by: Membership,
    at: datetime,
) -> ReportedAccount:
    """The look-up says nothing yet: a second person looks at the evidence first."""
    reported = locked(reported)
    rules.check_can_triage(by, reported)
    if does not in FALSE_IF:
        raise Refused(_("Parody and criticism are never false. Say instead that it is not false."))
    register.check_can_be_false(
        organisation=reported.organisation, platform=reported.platform, key=reported.key
    )
    move(reported, "propose", State.PROPOSED)
    reported.does, reported.since, reported.evidence = does, since, evidence
    reported.picture = files.attach(stored=picture, at=at)
    reported.proposed_by, reported.proposed_at, reported.told_at = by.person, at, None
    reported.save()
    facts = {"does": does, "since": since.isoformat(), "picture": picture.sha256}
    record("proposed", reported, by=by.person, at=at, facts=facts, words={"evidence": evidence})
    return reported


@transaction.atomic
def agree(*, reported: ReportedAccount, by: Membership, at: datetime) -> ReportedAccount:
    """From now on every door says that it is not run by us."""
    reported = locked(reported)
    rules.check_can_agree(by, reported)
    decide(reported, "agree", State.KNOWN_FALSE, by=by.person, at=at)
    address = {name: getattr(reported, name) for name in ("platform", "key", "handle", "url")}
    reported.account, reported.was = register.call_false(
        organisation=reported.organisation,
        address=address,
        since=reported.since or by.organisation.day(at),
        by=by.person,
        at=at,
    )
    reported.save()
    record("agreed", reported, by=by.person, at=at)
    return reported


@transaction.atomic
def decline(
    *, reported: ReportedAccount, words: str, by: Membership, at: datetime
) -> ReportedAccount:
    """The second person sees it differently; it is looked at again."""
    reported = locked(reported)
    rules.check_can_agree(by, reported)
    move(reported, "decline", State.LOOKED_AT)
    reported.words = words
    reported.save()
    record("declined", reported, by=by.person, at=at, words={"words": words})
    return reported


@transaction.atomic
def take_back(*, reported: ReportedAccount, by: Membership, at: datetime) -> ReportedAccount:
    reported = locked(reported)
    rules.check_can_take_back(by, reported)
    move(reported, "take_back", State.LOOKED_AT)
    reported.save()
    record("taken_back", reported, by=by.person, at=at)
    return reported
