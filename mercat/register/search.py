"""Words of the register's accounts: what they are called, and what they are for."""

from typing import Any

from mercat.common.search import WordIndex

NAMES = WordIndex("register_account", "register_account_search", ("name", "handle"))
USES = WordIndex("register_account", "register_account_uses", ("purpose", "audience"), is_json=True)
matches = NAMES.matches


def restore(*, using: str = "default", **_: Any) -> None:
    NAMES.restore(using=using)
    USES.restore(using=using)
