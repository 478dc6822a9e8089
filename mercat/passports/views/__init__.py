from mercat.passports.views.apply import apply, index, recognise, section, send, withdraw
from mercat.passports.views.case import application, discuss
from mercat.passports.views.manager import give_view, manager_view
from mercat.passports.views.panel import ask, decide, open_case, release, reopen
from mercat.passports.views.passport import passport

__all__ = [
    "application",
    "apply",
    "ask",
    "decide",
    "discuss",
    "give_view",
    "index",
    "manager_view",
    "open_case",
    "passport",
    "recognise",
    "release",
    "reopen",
    "section",
    "send",
    "withdraw",
]
