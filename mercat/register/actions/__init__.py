"""What changes the register, by its noun."""

from mercat.register.actions.adding import add_account
from mercat.register.actions.aliases import add_alias, remove_alias
from mercat.register.actions.changes import agree, decline, propose, withdraw
from mercat.register.actions.confirming import confirm
from mercat.register.actions.counting import count_register
from mercat.register.actions.custodians import (
    add_custodian,
    change_custodian,
    end_custodian,
    entrust,
)
from mercat.register.actions.details import change_details
from mercat.register.actions.disputes import follow_disputes, state_claim, withdraw_claim
from mercat.register.actions.entering import Particulars, enter
from mercat.register.actions.false import call_false, call_false_no_longer, check_can_be_false
from mercat.register.actions.gathering import KEPT_FOR, gather
from mercat.register.actions.handing_over import ask_to_close, hand_over
from mercat.register.actions.own import list_own, remove_own, remove_own_of_leavers
from mercat.register.actions.publishing import publish, publish_all
from mercat.register.actions.renaming import rename
from mercat.register.actions.saved_views import remove_view, save_view
from mercat.register.actions.status import lose, set_status
from mercat.register.actions.transfers import accept, finish_transfers, offer, refuse, take_back
from mercat.register.actions.twins import link_twins, unlink_twins

__all__ = [
    "KEPT_FOR",
    "Particulars",
    "accept",
    "add_account",
    "add_alias",
    "add_custodian",
    "agree",
    "ask_to_close",
    "call_false",
    "call_false_no_longer",
    "change_custodian",
    "change_details",
    "check_can_be_false",
    "confirm",
    "count_register",
    "decline",
    "end_custodian",
    "enter",
    "entrust",
    "finish_transfers",
    "follow_disputes",
    "gather",
    "hand_over",
    "link_twins",
    "list_own",
    "lose",
    "offer",
    "propose",
    "publish",
    "publish_all",
    "refuse",
    "remove_alias",
    "remove_own",
    "remove_own_of_leavers",
    "remove_view",
    "rename",
    "save_view",
    "set_status",
    "state_claim",
    "take_back",
    "unlink_twins",
    "withdraw",
    "withdraw_claim",
]
