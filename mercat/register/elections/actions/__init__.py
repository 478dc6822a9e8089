"""What changes in a pre-election period."""

from mercat.register.elections.actions.asking import acknowledge, chase, follow_periods
from mercat.register.elections.actions.partnerships import mark_partnership, unmark_partnership
from mercat.register.elections.actions.setting import (
    accept,
    call_off,
    change,
    decline,
    propose,
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
    "list_own",
    "mark_partnership",
    "propose",
    "set_period",
    "stand",
    "stand_no_longer",
    "unmark_partnership",
]
