"""How often somebody may ask, counted by the clock in the cache that all machines share.

allauth, which counts elsewhere, lets every GET pass.
"""

import time

from django.core.cache import cache

MINUTE, HOUR = 60, 3600


def is_over(limit: str, who: str, *, most: int, every: int) -> bool:
    """Count one more; whether this one is too many."""
    key = f"limit:{limit}:{who}:{int(time.time() // every)}"
    return not cache.add(key, 1, 2 * every) and cache.incr(key) > most
