"""The tables: applications and passports, and conversations with communications."""

from mercat.passports.models.advice import Advice, AdviceTally
from mercat.passports.models.appeals import Appeal
from mercat.passports.models.assessment import Assessment, CaseWords, Likeness
from mercat.passports.models.board import (
    Pace,
    StageTally,
)
from mercat.passports.models.cases import (
    Application,
    ApplicationFile,
    Decision,
    Helper,
    InformationRequest,
    Letter,
    PanelSeat,
    Passport,
    Revision,
    SectionAnswers,
)
from mercat.passports.models.certification import Certification, CertificationAnswer
from mercat.passports.models.conditions import Condition, ConditionFile
from mercat.passports.models.correcting import Correction
from mercat.passports.models.foi import (
    FoiAnswer,
    FoiLine,
    FoiPart,
)
from mercat.passports.models.guidance import GuidancePlace, PagePointedTo
from mercat.passports.models.leaving import Handover
from mercat.passports.models.life import Renewal, Revocation, Suspension
from mercat.passports.models.meetings import AgendaItem, Attendance, Meeting
from mercat.passports.models.policy import Policy, PolicyDraft
from mercat.passports.models.reasons import ReasonWords
from mercat.passports.models.reminding import CalendarFeed, CaseClock, ReminderChoice
from mercat.passports.models.together import LetterDraft, Together, TogetherCase
from mercat.passports.models.views import ManagerView
from mercat.passports.models.voting import Interest, Vote

__all__ = [
    "Advice",
    "AdviceTally",
    "AgendaItem",
    "Appeal",
    "Application",
    "ApplicationFile",
    "Assessment",
    "Attendance",
    "CalendarFeed",
    "CaseClock",
    "CaseWords",
    "Certification",
    "CertificationAnswer",
    "Condition",
    "ConditionFile",
    "Correction",
    "Decision",
    "FoiAnswer",
    "FoiLine",
    "FoiPart",
    "GuidancePlace",
    "Handover",
    "Helper",
    "InformationRequest",
    "Interest",
    "Letter",
    "LetterDraft",
    "Likeness",
    "ManagerView",
    "Meeting",
    "Pace",
    "PagePointedTo",
    "PanelSeat",
    "Passport",
    "Policy",
    "PolicyDraft",
    "ReasonWords",
    "ReminderChoice",
    "Renewal",
    "Revision",
    "Revocation",
    "SectionAnswers",
    "StageTally",
    "Suspension",
    "Together",
    "TogetherCase",
    "Vote",
]
