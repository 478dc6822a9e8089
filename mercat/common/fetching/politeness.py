"""No host is asked more often than it likes. The memory is the cache that all processes share."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from mercat.common.fetching.reasons import NotFetched, Reason

DAY = 24 * 60 * 60


def wait_for(host: str, *, patience: float) -> float:
    """Wait for this host's turn; returns for how long, or NotFetched beyond `patience` seconds.

    Two processes that ask at the very same moment may both go: this is courtesy, no lock.
    """
    now = time.time()
    turn = max(now, cache.get(_key(host), 0))
    if turn - now > patience:
        raise NotFetched(Reason.LATER, host=host)
    _set(host, turn + settings.SECONDS_BETWEEN_REQUESTS)
    if turn > now:
        time.sleep(turn - now)
    return float(turn - now)


def told_to_wait(host: str, retry_after: str) -> None:
    """The host is busy: leave it alone for as long as it says, a day at most."""
    _set(host, time.time() + min(_seconds(retry_after), DAY))


def _set(host: str, until: float) -> None:
    left = until - time.time()
    if left > 0:
        cache.set(_key(host), until, timeout=left + 1)


def _key(host: str) -> str:
    return "fetching:" + sha256(host.encode()).hexdigest()  # a host may be longer than a key


def _seconds(retry_after: str) -> float:
    """Both forms of the header, a number and a date; a minute when it is neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 60
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
