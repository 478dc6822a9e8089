"""What changes an application or a passport, by the part of its life that it belongs to."""

from mercat.passports.actions.advice import (
    ask_communications,
    begin_advice,
    change_message,
    flag_message,
    give_back_advice,
    recount_advice,
    settle_advice,
    share_message,
    take_advice,
    withdraw_message,
    write_advice,
)
from mercat.passports.actions.advise import advise
from mercat.passports.actions.asking import ask_to_certify
from mercat.passports.actions.assessment import assess
from mercat.passports.actions.certification import certify, deal_with_answer
from mercat.passports.actions.chasing import (
    chase_conditions,
)
from mercat.passports.actions.conditions import (
    accept_condition,
    ask_again,
    say_done,
)
from mercat.passports.actions.destroying import destroy_cases, destroy_passports, end_passports
from mercat.passports.actions.draft import answer, save_section, start, submit, withdraw
from mercat.passports.actions.emergency import grant_emergency, tell_of_ended_emergencies
from mercat.passports.actions.expiring import expire_passports, give_notice
from mercat.passports.actions.handover import (
    ask_to_close_left,
    hand_over,
    surrender,
    surrender_left,
)
from mercat.passports.actions.helping import add_helper, remove_helper, stop_helping
from mercat.passports.actions.learn import learn
from mercat.passports.actions.leaving import follow_leavers
from mercat.passports.actions.lending import lend_answers
from mercat.passports.actions.likening import compare_cases
from mercat.passports.actions.manager import give_view, name_manager
from mercat.passports.actions.panel import ask, decide, discuss, open_case, reopen
from mercat.passports.actions.policy import adopt_policy
from mercat.passports.actions.release import release
from mercat.passports.actions.renewal import begin_change, begin_renewal, renew
from mercat.passports.actions.revocation import (
    fall_back,
    give_reasons,
    reply,
    revoke_at_once,
    settle_revocation,
)
from mercat.passports.actions.suspension import resume, suspend

__all__ = [
    "accept_condition",
    "add_helper",
    "adopt_policy",
    "advise",
    "answer",
    "ask",
    "ask_again",
    "ask_communications",
    "ask_to_certify",
    "ask_to_close_left",
    "assess",
    "begin_advice",
    "begin_change",
    "begin_renewal",
    "certify",
    "change_message",
    "chase_conditions",
    "compare_cases",
    "deal_with_answer",
    "decide",
    "destroy_cases",
    "destroy_passports",
    "discuss",
    "end_passports",
    "expire_passports",
    "fall_back",
    "flag_message",
    "follow_leavers",
    "give_back_advice",
    "give_notice",
    "give_reasons",
    "give_view",
    "grant_emergency",
    "hand_over",
    "learn",
    "lend_answers",
    "name_manager",
    "open_case",
    "recount_advice",
    "release",
    "remove_helper",
    "renew",
    "reopen",
    "reply",
    "resume",
    "revoke_at_once",
    "save_section",
    "say_done",
    "settle_advice",
    "settle_revocation",
    "share_message",
    "start",
    "stop_helping",
    "submit",
    "surrender",
    "surrender_left",
    "suspend",
    "take_advice",
    "tell_of_ended_emergencies",
    "withdraw",
    "withdraw_message",
    "write_advice",
]
