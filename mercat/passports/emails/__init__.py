"""Every mail about cases and passports: who gets it, and what it may say. All go by the outbox."""

from mercat.passports.emails.advice import queue_answer, queue_asked
from mercat.passports.emails.appeals import queue_nobody_left, with_appeal
from mercat.passports.emails.basis import LINK_DAYS, clerks, in_words, queue, queue_text
from mercat.passports.emails.cases import (
    queue_answered,
    queue_decided,
    queue_helper_added,
    queue_helper_removed,
    queue_helper_stopped,
    queue_manager_view,
    queue_objection,
    queue_panel,
    queue_panel_of_many,
    queue_question,
    queue_received,
    queue_submitted,
    queue_withdrawn,
)
from mercat.passports.emails.certification import NAMED, queue_certify, queue_told
from mercat.passports.emails.conditions import (
    queue_condition_again,
    queue_condition_done,
    queue_conditions_due,
    queue_conditions_overdue,
)
from mercat.passports.emails.correcting import (
    corrected_letter,
    corrected_subject,
    queue_correction,
)
from mercat.passports.emails.leaving import queue_leaver, queue_leavers_due
from mercat.passports.emails.letters import contradiction, decision_letter, mark_of, wrong_with
from mercat.passports.emails.life import (
    queue_notice,
    queue_ratify,
    queue_reasons,
    queue_replied,
    queue_resumed,
    queue_revoked,
    queue_stands,
    queue_suspended,
    renewal_letter,
)
from mercat.passports.emails.meetings import queue_meeting, queue_minutes
from mercat.passports.emails.passports import (
    emergency_letter,
    learning_letter,
    queue_emergency,
    queue_emergency_ended,
    queue_letter,
)
from mercat.passports.emails.reminding import (
    queue_new_date,
    queue_reminders,
    queue_still_needed,
)
from mercat.passports.emails.voting import queue_panel_short, queue_vote_again
from mercat.passports.emails.waiting import (
    queue_answer_reminder,
    queue_lapsed,
    queue_need_not_answer,
    queue_taken_up,
)

__all__ = [
    "LINK_DAYS",
    "NAMED",
    "clerks",
    "contradiction",
    "corrected_letter",
    "corrected_subject",
    "decision_letter",
    "emergency_letter",
    "in_words",
    "learning_letter",
    "mark_of",
    "queue",
    "queue_answer",
    "queue_answer_reminder",
    "queue_answered",
    "queue_asked",
    "queue_certify",
    "queue_condition_again",
    "queue_condition_done",
    "queue_conditions_due",
    "queue_conditions_overdue",
    "queue_correction",
    "queue_decided",
    "queue_emergency",
    "queue_emergency_ended",
    "queue_helper_added",
    "queue_helper_removed",
    "queue_helper_stopped",
    "queue_lapsed",
    "queue_leaver",
    "queue_leavers_due",
    "queue_letter",
    "queue_manager_view",
    "queue_meeting",
    "queue_minutes",
    "queue_need_not_answer",
    "queue_new_date",
    "queue_nobody_left",
    "queue_notice",
    "queue_objection",
    "queue_panel",
    "queue_panel_of_many",
    "queue_panel_short",
    "queue_question",
    "queue_ratify",
    "queue_reasons",
    "queue_received",
    "queue_reminders",
    "queue_replied",
    "queue_resumed",
    "queue_revoked",
    "queue_stands",
    "queue_still_needed",
    "queue_submitted",
    "queue_suspended",
    "queue_taken_up",
    "queue_text",
    "queue_told",
    "queue_vote_again",
    "queue_withdrawn",
    "renewal_letter",
    "with_appeal",
    "wrong_with",
]
