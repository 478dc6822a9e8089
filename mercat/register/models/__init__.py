from mercat.register.models.account import Account, AccountAddress, Custodian, Publication
from mercat.register.models.imports import Import, ImportedAccount

__all__ = [
    "Account",
    "AccountAddress",
    "Custodian",
    "Import",
    "ImportedAccount",
    "Publication",
]
