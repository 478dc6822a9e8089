"""The lifecycle tables. docs/reference/statuses.md is drawn from them."""

from mercat.passports.lifecycle.applications import (
    APPROVING,
    COUNCILLOR_MOVES,
    DECIDED_BY_PANEL,
    EMERGENCY_DAYS,
    EMERGENCY_MOVES,
    ENDED,
    MOVES,
    MOVES_OF,
    OPEN,
    OUTCOME_SENTENCES,
    PLAIN,
    TONES,
    Kind,
    Outcome,
    Status,
    moves_of,
)
from mercat.passports.lifecycle.assessment import MET_TONES, Criterion, Met
from mercat.passports.lifecycle.certification import ASK_STEPS, ASK_WORDS, CERTIFY_DAYS, AskStep
from mercat.passports.lifecycle.leaving import HANDOVER_MOVES, HANDOVER_WORKING_DAYS, WAITS, Settled
from mercat.passports.lifecycle.passports import PASSPORT_MOVES, PassportStatus

__all__ = [
    "APPROVING",
    "ASK_STEPS",
    "ASK_WORDS",
    "CERTIFY_DAYS",
    "COUNCILLOR_MOVES",
    "DECIDED_BY_PANEL",
    "EMERGENCY_DAYS",
    "EMERGENCY_MOVES",
    "ENDED",
    "HANDOVER_MOVES",
    "HANDOVER_WORKING_DAYS",
    "MET_TONES",
    "MOVES",
    "MOVES_OF",
    "OPEN",
    "OUTCOME_SENTENCES",
    "PASSPORT_MOVES",
    "PLAIN",
    "TONES",
    "WAITS",
    "AskStep",
    "Criterion",
    "Kind",
    "Met",
    "Outcome",
    "PassportStatus",
    "Settled",
    "Status",
    "moves_of",
]
