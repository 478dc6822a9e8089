from mercat.register.models.account import Account, AccountAddress, Custodian, Publication
from mercat.register.models.imports import (
    Disappearance,
    Import,
    ImportedAccount,
    ImportRow,
    RememberedList,
)

__all__ = [
    "Account",
    "AccountAddress",
    "Custodian",
    "Disappearance",
    "Import",
    "ImportRow",
    "ImportedAccount",
    "Publication",
    "RememberedList",
]
