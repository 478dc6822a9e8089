"""What changes: how desks may be looked at, what is counted, what becomes of a barrier."""

from mercat.access.actions.counting import count_browser, count_tools
from mercat.access.actions.handing_in import hand_in_browsers, warn_of_old_browsers
from mercat.access.actions.removing import (
    chase_barriers,
    decline,
    open_to_all,
    open_to_some,
    set_due,
    take,
    try_out,
)
from mercat.access.actions.reporting import reopen, report, say_too, say_too_no_more, withdraw
from mercat.access.actions.setting_up import (
    allow_attempts,
    make_link,
    set_sites,
    stop_attempts,
)

__all__ = [
    "allow_attempts",
    "chase_barriers",
    "count_browser",
    "count_tools",
    "decline",
    "hand_in_browsers",
    "make_link",
    "open_to_all",
    "open_to_some",
    "reopen",
    "report",
    "say_too",
    "say_too_no_more",
    "set_due",
    "set_sites",
    "stop_attempts",
    "take",
    "try_out",
    "warn_of_old_browsers",
    "withdraw",
]
