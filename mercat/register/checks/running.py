"""The scheduled checks: a few at a time, each by one worker, and never inside a transaction."""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from mercat.organisations import queries as organisations
from mercat.register.checks.actions import recording
from mercat.register.checks.asking import keyed, proofs
from mercat.register.checks.asking.proofs import Question
from mercat.register.checks.asking.seen import Asking
from mercat.register.checks.asking.website import Website
from mercat.register.checks.lifecycle import CHECKED
from mercat.register.checks.models import Code, Watch
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Alias

log = logging.getLogger("mercat.checks")
CLAIM = timedelta(minutes=15)
# Rows may become visible a little after others with higher keys; the watch looks back so far.
LOOK_BACK = 5000
MOST_DOMAINS = 3


def watch_new_accounts(*, at: datetime, most: int = 1000) -> int:
    """Put accounts that came since under watch. Costs the same however large the register is."""
    newest = Watch.objects.aggregate(newest=Max("account_id"))["newest"] or 0
    found = (
        Account.objects.filter(pk__gt=newest - LOOK_BACK, watch=None, organisation__sealed_at=None)
        .exclude(status=Status.OWN)
        .order_by("pk")[:most]
    )
    new = [Watch(account=account, next_at=at) for account in found]
    Watch.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def check_due(*, at: datetime, most: int = 20, seconds: float = 60) -> int:
    """Look at accounts that are due, for so long; returns how many were looked at."""
    asking, until, checked = Asking(), time.monotonic() + seconds, 0
    while checked < most and time.monotonic() < until:
        watch = _claim_one(at=at)
        if watch is None:
            break
        _check(watch, asking, at=at)
        checked += 1
    return checked


@transaction.atomic
def _claim_one(*, at: datetime) -> Watch | None:
    due = Watch.objects.filter(next_at__lte=at, account__organisation__sealed_at=None)
    if not due.exists():
        return None
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    watch = due.filter(free).select_for_update(skip_locked=True, of=("self",))
    first = watch.select_related("account__organisation").order_by("next_at", "pk").first()
    if first:
        first.claimed_until = at + CLAIM
        first.save(update_fields=["claimed_until"])
    return first


def _check(watch: Watch, asking: Asking, *, at: datetime) -> None:
    if watch.account.status not in CHECKED:
        with transaction.atomic():
            recording.put_off(watch=watch, account=watch.account, at=at)
        return
    try:
        report = proofs.look(question_of(watch, at=at), asking)
        recording.record(watch=watch, report=report, at=at)
    except Exception:  # the others go on; this one is tried again when its claim has run out
        log.exception("the check of an account failed")


def question_of(watch: Watch, *, at: datetime) -> Question:
    account = watch.account
    same = account.aliases.filter(kind=Alias.Kind.SAME)
    code = Code.objects.filter(account=account, expires_at__gt=at).first()
    return Question(
        platform=account.platform,
        key=account.key,
        handle=account.handle,
        url=account.url,
        known_id=watch.stable_id or _typed_id(account),
        other_keys=frozenset(same.values_list("key", flat=True)),
        website=Website(
            tuple(organisations.verified_hosts(account.organisation)[:MOST_DOMAINS]), watch.page
        ),
        code=code.code if code else "",
    )


def _typed_id(account: Account) -> str:
    """The id that a person typed, where it is of the form that the checks see themselves."""
    typed = account.stable_id
    if typed.startswith(("did:", "https://")) or keyed.key_of(account.platform, typed):
        return typed
    return ""
