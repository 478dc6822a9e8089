"""What changes in reports of accounts that pretend to be an organisation."""

from mercat.register.reports.actions.deciding import (
    clear,
    look,
    reopen,
    set_aside,
    write_letter,
)
from mercat.register.reports.actions.lifting import follow_register, lift
from mercat.register.reports.actions.proposing import agree, decline, propose, take_back
from mercat.register.reports.actions.receiving import report
from mercat.register.reports.actions.reviewing import answer_review, ask_review
from mercat.register.reports.actions.telling import answer_reporters, tell_of_reports

__all__ = [
    "agree",
    "answer_reporters",
    "answer_review",
    "ask_review",
    "clear",
    "decline",
    "follow_register",
    "lift",
    "look",
    "propose",
    "reopen",
    "report",
    "set_aside",
    "take_back",
    "tell_of_reports",
    "write_letter",
]
