"""What changes in a pre-election period."""

from mercat.register.elections.actions.asking import acknowledge, chase, follow_periods
from mercat.register.elections.actions.partnerships import mark_partnership, unmark_partnership
from mercat.register.elections.actions.proposing import (
    follow_proposals,
    propose,
    spread,
    withdraw,
)
from mercat.register.elections.actions.setting import (
    accept,
    call_off,
    change,
    decline,
    set_period,
)
from mercat.register.elections.actions.standing import (
    follow_candidates,
    list_own,
    stand,
    stand_no_longer,
)

__all__ = [
    "accept",
    "acknowledge",
    "call_off",
    "change",
    "chase",
    "decline",
    "follow_candidates",
    "follow_periods",
    "follow_proposals",
    "list_own",
    "mark_partnership",
    "propose",
    "set_period",
    "spread",
    "stand",
    "stand_no_longer",
    "unmark_partnership",
    "withdraw",
]
