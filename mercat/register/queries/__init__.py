"""What is read of the register, by its noun."""

from mercat.register.queries.accounts import (
    CONFIRMED_FOR,
    accounts_looked_after_by,
    accounts_of,
    administrators_of,
    claims_on,
    custodians_of,
    events_of,
    find,
    is_unconfirmed,
    known_as,
    offered,
    own_accounts_of,
    public_list,
    publications,
    why_known,
)
from mercat.register.queries.aliases import (
    aliases_of,
    claims_by_alias,
    published_aliases,
    said_of,
)
from mercat.register.queries.changes import (
    changes_of,
    changes_waiting,
    changes_waiting_for,
    changes_waiting_of,
)
from mercat.register.queries.finding import (
    MOST_FOUND,
    accounts_found,
    accounts_touched_by_leaving,
    months_of,
    tallies_of,
    views_of,
)
from mercat.register.queries.history import history_of

__all__ = [
    "CONFIRMED_FOR",
    "MOST_FOUND",
    "accounts_found",
    "accounts_looked_after_by",
    "accounts_of",
    "accounts_touched_by_leaving",
    "administrators_of",
    "aliases_of",
    "changes_of",
    "changes_waiting",
    "changes_waiting_for",
    "changes_waiting_of",
    "claims_by_alias",
    "claims_on",
    "custodians_of",
    "events_of",
    "find",
    "history_of",
    "is_unconfirmed",
    "known_as",
    "months_of",
    "offered",
    "own_accounts_of",
    "public_list",
    "publications",
    "published_aliases",
    "said_of",
    "tallies_of",
    "views_of",
    "why_known",
]
