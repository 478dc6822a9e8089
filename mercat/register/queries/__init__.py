"""What is read of the register, by its noun."""

from mercat.register.queries.accounts import (
    CONFIRMED_FOR,
    accounts_looked_after_by,
    accounts_of,
    claims_on,
    custodians_of,
    events_of,
    find,
    is_unconfirmed,
    offered,
    own_accounts_of,
    public_list,
    publications,
)

__all__ = [
    "CONFIRMED_FOR",
    "accounts_looked_after_by",
    "accounts_of",
    "claims_on",
    "custodians_of",
    "events_of",
    "find",
    "is_unconfirmed",
    "offered",
    "own_accounts_of",
    "public_list",
    "publications",
]
