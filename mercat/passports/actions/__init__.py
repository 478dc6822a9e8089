"""What changes an application or a passport, by the part of its life that it belongs to."""

from mercat.passports.actions.advice import (
    ask_communications,
    begin_advice,
    change_message,
    flag_message,
    give_back_advice,
    make_guidance,
    recount_advice,
    settle_advice,
    share_message,
    take_advice,
    withdraw_message,
    write_advice,
)
from mercat.passports.actions.advise import advise
from mercat.passports.actions.again import begin_again
from mercat.passports.actions.agenda import (
    add_items,
    move_item,
    propose_agenda,
    remove_item,
)
from mercat.passports.actions.appealing import begin_appeal
from mercat.passports.actions.asking import ask_to_certify
from mercat.passports.actions.assessment import assess
from mercat.passports.actions.barriers import drop_barrier, name_barrier
from mercat.passports.actions.board import (
    count_panel,
)
from mercat.passports.actions.calendar import end_calendar, make_calendar
from mercat.passports.actions.certification import certify, deal_with_answer
from mercat.passports.actions.chasing import (
    chase_conditions,
)
from mercat.passports.actions.conditions import (
    accept_condition,
    ask_again,
    say_done,
)
from mercat.passports.actions.correcting import (
    agree_correction,
    drop_correction,
    propose_correction,
)
from mercat.passports.actions.deferring import take_up
from mercat.passports.actions.destroying import destroy_cases, destroy_passports, end_passports
from mercat.passports.actions.draft import answer, save_section, start, submit, withdraw
from mercat.passports.actions.emergency import grant_emergency, tell_of_ended_emergencies
from mercat.passports.actions.expiring import expire_passports, give_notice
from mercat.passports.actions.foi import (
    begin_foi,
    change_foi_line,
    change_foi_part,
    discard_foi,
    release_foi,
)
from mercat.passports.actions.guidance import remove_guidance, reset_guidance, show_guidance
from mercat.passports.actions.handover import (
    ask_to_close_left,
    hand_over,
    surrender,
    surrender_left,
)
from mercat.passports.actions.helping import add_helper, remove_helper, stop_helping
from mercat.passports.actions.interests import say_interest, set_interest
from mercat.passports.actions.lapsing import chase_answers
from mercat.passports.actions.learn import learn
from mercat.passports.actions.leaving import follow_leavers
from mercat.passports.actions.lending import lend_answers
from mercat.passports.actions.letters import keep_letter, letter_of
from mercat.passports.actions.likening import compare_cases
from mercat.passports.actions.limits import appeal_until
from mercat.passports.actions.manager import give_view, name_manager
from mercat.passports.actions.meetings import (
    approve_minutes,
    cancel_meeting,
    change_meeting,
    end_meeting,
    note_attendance,
    plan_meeting,
)
from mercat.passports.actions.minutes import (
    change_minutes,
    rewrite_minutes,
)
from mercat.passports.actions.noting import make_note
from mercat.passports.actions.panel import ask, decide, discuss, open_case, reopen
from mercat.passports.actions.policy import (
    add_question,
    adopt_draft,
    adopt_policy,
    begin_policy,
    change_question,
    discard_draft,
    draft_policy,
    remove_question,
)
from mercat.passports.actions.reasons import (
    add_reason,
    begin_reasons,
    change_reason,
    remove_reason,
)
from mercat.passports.actions.release import release
from mercat.passports.actions.reminding import choose_reminders, remind
from mercat.passports.actions.renewal import begin_change, begin_renewal, renew
from mercat.passports.actions.revocation import (
    fall_back,
    give_reasons,
    reply,
    revoke_at_once,
    settle_revocation,
)
from mercat.passports.actions.roll import call_again
from mercat.passports.actions.suspension import resume, suspend
from mercat.passports.actions.together import advance_together, go_on_together, start_together
from mercat.passports.actions.voting import confirm_vote, vote

__all__ = [
    "accept_condition",
    "add_helper",
    "add_items",
    "add_question",
    "add_reason",
    "adopt_draft",
    "adopt_policy",
    "advance_together",
    "advise",
    "agree_correction",
    "answer",
    "appeal_until",
    "approve_minutes",
    "ask",
    "ask_again",
    "ask_communications",
    "ask_to_certify",
    "ask_to_close_left",
    "assess",
    "begin_advice",
    "begin_again",
    "begin_appeal",
    "begin_change",
    "begin_foi",
    "begin_policy",
    "begin_reasons",
    "begin_renewal",
    "call_again",
    "cancel_meeting",
    "certify",
    "change_foi_line",
    "change_foi_part",
    "change_meeting",
    "change_message",
    "change_minutes",
    "change_question",
    "change_reason",
    "chase_answers",
    "chase_conditions",
    "choose_reminders",
    "compare_cases",
    "confirm_vote",
    "count_panel",
    "deal_with_answer",
    "decide",
    "destroy_cases",
    "destroy_passports",
    "discard_draft",
    "discard_foi",
    "discuss",
    "draft_policy",
    "drop_barrier",
    "drop_correction",
    "end_calendar",
    "end_meeting",
    "end_passports",
    "expire_passports",
    "fall_back",
    "flag_message",
    "follow_leavers",
    "give_back_advice",
    "give_notice",
    "give_reasons",
    "give_view",
    "go_on_together",
    "grant_emergency",
    "hand_over",
    "keep_letter",
    "learn",
    "lend_answers",
    "letter_of",
    "make_calendar",
    "make_guidance",
    "make_note",
    "move_item",
    "name_barrier",
    "name_manager",
    "note_attendance",
    "open_case",
    "plan_meeting",
    "propose_agenda",
    "propose_correction",
    "recount_advice",
    "release",
    "release_foi",
    "remind",
    "remove_guidance",
    "remove_helper",
    "remove_item",
    "remove_question",
    "remove_reason",
    "renew",
    "reopen",
    "reply",
    "reset_guidance",
    "resume",
    "revoke_at_once",
    "rewrite_minutes",
    "save_section",
    "say_done",
    "say_interest",
    "set_interest",
    "settle_advice",
    "settle_revocation",
    "share_message",
    "show_guidance",
    "start",
    "start_together",
    "stop_helping",
    "submit",
    "surrender",
    "surrender_left",
    "suspend",
    "take_advice",
    "take_up",
    "tell_of_ended_emergencies",
    "vote",
    "withdraw",
    "withdraw_message",
    "write_advice",
]
