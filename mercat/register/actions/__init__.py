"""What changes the register, by its noun."""

from mercat.register.actions.entering import Particulars, enter
from mercat.register.actions.own import list_own, remove_own
from mercat.register.actions.publishing import publish, publish_all
from mercat.register.actions.renaming import rename
from mercat.register.actions.status import set_status

__all__ = [
    "Particulars",
    "enter",
    "list_own",
    "publish",
    "publish_all",
    "remove_own",
    "rename",
    "set_status",
]
