from mercat.passports.views.advice import (
    account_advice,
    advice,
    advice_list,
    application_advice,
    ask_communications,
    change_message,
    flag_message,
    give_back_advice,
    settle_advice,
    share_message,
    take_advice,
    withdraw_message,
)
from mercat.passports.views.apply import apply, index
from mercat.passports.views.assessment import assess
from mercat.passports.views.board import (
    board,
    board_column,
    board_csv,
)
from mercat.passports.views.case import application, discuss
from mercat.passports.views.certification import (
    certification,
    certification_told,
    certify,
    certify_by_link,
    deal_with_answer,
)
from mercat.passports.views.conditions import (
    accept_condition,
    ask_again,
    condition,
    condition_file,
    conditions,
    say_done,
)
from mercat.passports.views.emergency import grant_emergency
from mercat.passports.views.examples import examples, lend_answers
from mercat.passports.views.file import file
from mercat.passports.views.helping import add_helper, remove_helper, stop_helping
from mercat.passports.views.interests import call_again, interest, set_interest
from mercat.passports.views.learn import learn
from mercat.passports.views.leaving import (
    close_left,
    hand_over,
    leavers,
    surrender,
    surrender_left,
)
from mercat.passports.views.life import (
    reply,
    resume,
    revocation,
    revoke,
    settle_revocation,
    suspend,
)
from mercat.passports.views.manager import give_view, manager_view, name_manager
from mercat.passports.views.meetings import (
    add_items,
    attendance,
    cancel_meeting,
    change_meeting,
    end_meeting,
    meeting,
    meetings,
    move_item,
    plan_meeting,
    propose_agenda,
    remove_item,
)
from mercat.passports.views.minutes import (
    approve_minutes,
    change_minutes,
    minutes,
    pack,
    rewrite_minutes,
)
from mercat.passports.views.panel import advise, ask, decide, open_case, release, reopen
from mercat.passports.views.passport import held, passport, person
from mercat.passports.views.policy import (
    change_policy,
    discard_policy,
    policy,
    policy_version,
    preview_policy,
)
from mercat.passports.views.policy_questions import (
    add_question,
    change_question,
    policy_questions,
    remove_question,
)
from mercat.passports.views.reminding import (
    calendar,
    end_calendar,
    make_calendar,
    reminders,
)
from mercat.passports.views.renewal import (
    begin_again,
    change,
    renew,
)
from mercat.passports.views.section import recognise, section
from mercat.passports.views.send import send, withdraw
from mercat.passports.views.voting import confirm_vote, vote

__all__ = [
    "accept_condition",
    "account_advice",
    "add_helper",
    "add_items",
    "add_question",
    "advice",
    "advice_list",
    "advise",
    "application",
    "application_advice",
    "apply",
    "approve_minutes",
    "ask",
    "ask_again",
    "ask_communications",
    "assess",
    "attendance",
    "begin_again",
    "board",
    "board_column",
    "board_csv",
    "calendar",
    "call_again",
    "cancel_meeting",
    "certification",
    "certification_told",
    "certify",
    "certify_by_link",
    "change",
    "change_meeting",
    "change_message",
    "change_minutes",
    "change_policy",
    "change_question",
    "close_left",
    "condition",
    "condition_file",
    "conditions",
    "confirm_vote",
    "deal_with_answer",
    "decide",
    "discard_policy",
    "discuss",
    "end_calendar",
    "end_meeting",
    "examples",
    "file",
    "flag_message",
    "give_back_advice",
    "give_view",
    "grant_emergency",
    "hand_over",
    "held",
    "index",
    "interest",
    "learn",
    "leavers",
    "lend_answers",
    "make_calendar",
    "manager_view",
    "meeting",
    "meetings",
    "minutes",
    "move_item",
    "name_manager",
    "open_case",
    "pack",
    "passport",
    "person",
    "plan_meeting",
    "policy",
    "policy_questions",
    "policy_version",
    "preview_policy",
    "propose_agenda",
    "recognise",
    "release",
    "reminders",
    "remove_helper",
    "remove_item",
    "remove_question",
    "renew",
    "reopen",
    "reply",
    "resume",
    "revocation",
    "revoke",
    "rewrite_minutes",
    "say_done",
    "section",
    "send",
    "set_interest",
    "settle_advice",
    "settle_revocation",
    "share_message",
    "stop_helping",
    "surrender",
    "surrender_left",
    "suspend",
    "take_advice",
    "vote",
    "withdraw",
    "withdraw_message",
]
