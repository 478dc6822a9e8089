from mercat.register.reports.views.deciding import (
    agree,
    clear,
    decline,
    lift,
    look,
    propose,
    reopen,
    review,
    set_aside,
    take_back,
)
from mercat.register.reports.views.reading import (
    letter,
    picture,
    report_picture,
    reported_account,
    reported_accounts,
)

__all__ = [
    "agree",
    "clear",
    "decline",
    "letter",
    "lift",
    "look",
    "picture",
    "propose",
    "reopen",
    "report_picture",
    "reported_account",
    "reported_accounts",
    "review",
    "set_aside",
    "take_back",
]
