from mercat.register.models.account import (
    Account,
    AccountAddress,
    Custodian,
    Publication,
    SecondFactor,
)
from mercat.register.models.bulk import BulkChange, BulkRow
from mercat.register.models.changes import Alias, Change
from mercat.register.models.counting import MonthTally, SavedView, Tally
from mercat.register.models.disputes import Dispute, DisputeSide
from mercat.register.models.imports import (
    Disappearance,
    Import,
    ImportedAccount,
    ImportRow,
    RememberedList,
)
from mercat.register.models.published import PublicChange
from mercat.register.models.touched import Gathering, TouchedKey
from mercat.register.models.transfers import Transfer

__all__ = [
    "Account",
    "AccountAddress",
    "Alias",
    "BulkChange",
    "BulkRow",
    "Change",
    "Custodian",
    "Disappearance",
    "Dispute",
    "DisputeSide",
    "Gathering",
    "Import",
    "ImportRow",
    "ImportedAccount",
    "MonthTally",
    "PublicChange",
    "Publication",
    "RememberedList",
    "SavedView",
    "SecondFactor",
    "Tally",
    "TouchedKey",
    "Transfer",
]
