from mercat.register.views.accounts import account, history
from mercat.register.views.adding import add_account
from mercat.register.views.aliases import add_alias, link_twin, remove_alias, unlink_twin
from mercat.register.views.changes import agree, change_page, changes, decline, withdraw
from mercat.register.views.custodians import add_custodian, change_custodian, end_custodian
from mercat.register.views.disputes import dispute, disputes, state_claim, withdraw_claim
from mercat.register.views.editing import change, lose
from mercat.register.views.finding import (
    accounts,
    departments,
    overview,
    remove_view,
    save_view,
)
from mercat.register.views.own import list_own, remove_own
from mercat.register.views.proposing import change_address, change_owner, change_status, close
from mercat.register.views.transfers import (
    accept_transfer,
    offer,
    refuse_transfer,
    take_back_transfer,
    transfer,
)

__all__ = [
    "accept_transfer",
    "account",
    "accounts",
    "add_account",
    "add_alias",
    "add_custodian",
    "agree",
    "change",
    "change_address",
    "change_custodian",
    "change_owner",
    "change_page",
    "change_status",
    "changes",
    "close",
    "decline",
    "departments",
    "dispute",
    "disputes",
    "end_custodian",
    "history",
    "link_twin",
    "list_own",
    "lose",
    "offer",
    "overview",
    "refuse_transfer",
    "remove_alias",
    "remove_own",
    "remove_view",
    "save_view",
    "state_claim",
    "take_back_transfer",
    "transfer",
    "unlink_twin",
    "withdraw",
    "withdraw_claim",
]
