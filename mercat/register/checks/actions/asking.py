"""What a keeper asks of the checks about one account."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.ids import ALPHABET
from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.register.checks import rules
from mercat.register.checks.asking.website import is_under
from mercat.register.checks.lifecycle import Kind, Result
from mercat.register.checks.models import Code, Proof, Watch
from mercat.register.checks.reading import pages
from mercat.register.models import Account

NOT_SO_OFTEN = timedelta(minutes=10)
CODE_LASTS = timedelta(days=14)


@transaction.atomic
def check_again(*, account: Account, by: Membership, at: datetime) -> Watch:
    """Puts it before all others; the worker looks within a few minutes."""
    rules.check_can_ask(by, account)
    watch = _watch(account, at=at)
    if watch.asked_at and watch.asked_at > at - NOT_SO_OFTEN:
        raise Refused(_("Somebody asked for this a moment ago. Come back in ten minutes."))
    watch.asked_at, watch.next_at = at, at
    watch.save(update_fields=["asked_at", "next_at"])
    return watch


@transaction.atomic
def name_page(*, account: Account, url: str, by: Membership, at: datetime) -> Watch:
    """Which page of ours links to the account; an empty one lets the checks look themselves."""
    rules.check_can_ask(by, account)
    hosts = organisations.verified_hosts(account.organisation)
    if url and not is_under(pages.host_of(url), hosts):
        names = ", ".join(hosts) or "none yet"
        raise Refused(
            _("This page is on no website of ours. Those that are proved: {names}.").format(
                names=names
            )
        )
    watch = _watch(account, at=at)
    watch.page, watch.next_at = url, at
    watch.save(update_fields=["page", "next_at"])
    _record("page_named", account, by=by, at=at, words={"page": url})
    return watch


@transaction.atomic
def make_code(*, account: Account, by: Membership, at: datetime) -> Code:
    """A new one each time; the one before is worth nothing any more."""
    rules.check_can_ask(by, account)
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    code, _ = Code.objects.update_or_create(
        account=account,
        defaults={
            "code": f"mercat-{letters[:4]}-{letters[4:]}",
            "made_at": at,
            "expires_at": at + CODE_LASTS,
        },
    )
    _record("code_made", account, by=by, at=at)
    return code


@transaction.atomic
def attest(
    *,
    account: Account,
    is_ours: bool,
    saw_code: bool,
    seen: str,
    by: Membership,
    at: datetime,
    picture: StoredFile | None = None,
) -> Proof:
    """Somebody who does not look after the account looked at it, and says what stands there.

    The picture of an earlier look is removed at night, as all files that belong to nothing.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    rules.check_can_attest(by, account)
    if saw_code:
        if not Code.objects.filter(account=account, expires_at__gt=at).exists():
            raise Refused(_("The code has run out. Ask the keeper for a new one."))
        _attested(account, Kind.BIO_CODE, Result.FOUND, seen, by=by, at=at)
    result = Result.FOUND if is_ours else Result.NOT_FOUND
    proof = _attested(account, Kind.ATTESTED, result, seen, by=by, at=at)
    proof.picture = files.attach(stored=picture, at=at) if picture else None
    proof.save(update_fields=["picture"])
    facts = {"result": str(result), **({"picture_sha256": picture.sha256} if picture else {})}
    _record("attested", account, by=by, at=at, words={"seen": seen}, facts=facts)
    return proof


def _attested(
    account: Account, kind: Kind, result: Result, seen: str, *, by: Membership, at: datetime
) -> Proof:
    values = {
        "result": result,
        "latest_result": result,
        "seen": seen,
        "latest_seen": seen,
        "evidence_url": account.url,
        "checked_at": at,
        "by": by.person,
        **({"found_at": at} if result == Result.FOUND else {}),
    }
    return Proof.objects.update_or_create(account=account, kind=kind, defaults=values)[0]


def _watch(account: Account, *, at: datetime) -> Watch:
    watch, _ = Watch.objects.get_or_create(account=account, defaults={"next_at": at})
    return Watch.objects.select_for_update().get(pk=watch.pk)


def _record(
    what: str,
    account: Account,
    *,
    by: Membership,
    at: datetime,
    facts: dict[str, str] | None = None,
    words: dict[str, str] | None = None,
) -> None:
    audit.record(
        f"register.account.{what}",
        subject=account,
        organisation=account.organisation,
        by=by.person,
        at=at,
        facts=facts,
        words=words,
    )
