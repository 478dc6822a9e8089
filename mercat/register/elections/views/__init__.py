from mercat.register.elections.views.holders import (
    acknowledge,
    acknowledge_by_link,
    stand,
    stand_no_longer,
)
from mercat.register.elections.views.marking import (
    candidates,
    mark_partnership,
    remove_candidate,
    unmark_partnership,
)
from mercat.register.elections.views.proposing import proposals, propose, withdraw
from mercat.register.elections.views.reading import period, periods, report
from mercat.register.elections.views.setting import (
    accept,
    call_off,
    change,
    chase,
    decline,
    set_period,
)

__all__ = [
    "accept",
    "acknowledge",
    "acknowledge_by_link",
    "call_off",
    "candidates",
    "change",
    "chase",
    "decline",
    "mark_partnership",
    "period",
    "periods",
    "proposals",
    "propose",
    "remove_candidate",
    "report",
    "set_period",
    "stand",
    "stand_no_longer",
    "unmark_partnership",
    "withdraw",
]
