from mercat.learning.models.assessments import (
    Evidence,
    EvidenceFile,
    EvidenceUse,
    Judgement,
    LearningAssessment,
    Response,
    Share,
)
from mercat.learning.models.facts import DepartmentFact, Fact
from mercat.learning.models.frameworks import Framework, FrameworkDraft, FrameworkVersion
from mercat.learning.models.plans import NoAction, PlannedAction
from mercat.learning.models.pulses import Pulse, PulseBox, PulseCard, PulseWords

__all__ = [
    "DepartmentFact",
    "Evidence",
    "EvidenceFile",
    "EvidenceUse",
    "Fact",
    "Framework",
    "FrameworkDraft",
    "FrameworkVersion",
    "Judgement",
    "LearningAssessment",
    "NoAction",
    "PlannedAction",
    "Pulse",
    "PulseBox",
    "PulseCard",
    "PulseWords",
    "Response",
    "Share",
]
