from mercat.passports.views.apply import apply, index
from mercat.passports.views.case import application, discuss
from mercat.passports.views.certification import (
    certification,
    certification_told,
    certify,
    certify_by_link,
    deal_with_answer,
)
from mercat.passports.views.file import file
from mercat.passports.views.helping import add_helper, remove_helper, stop_helping
from mercat.passports.views.learn import learn
from mercat.passports.views.manager import give_view, manager_view, name_manager
from mercat.passports.views.panel import advise, ask, decide, open_case, release, reopen
from mercat.passports.views.passport import held, passport, person
from mercat.passports.views.section import recognise, section
from mercat.passports.views.send import send, withdraw

__all__ = [
    "add_helper",
    "advise",
    "application",
    "apply",
    "ask",
    "certification",
    "certification_told",
    "certify",
    "certify_by_link",
    "deal_with_answer",
    "decide",
    "discuss",
    "file",
    "give_view",
    "held",
    "index",
    "learn",
    "manager_view",
    "name_manager",
    "open_case",
    "passport",
    "person",
    "recognise",
    "release",
    "remove_helper",
    "reopen",
    "section",
    "send",
    "stop_helping",
    "withdraw",
]
