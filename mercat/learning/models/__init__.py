from mercat.learning.models.assessments import (
    Evidence,
    EvidenceFile,
    EvidenceUse,
    Judgement,
    LearningAssessment,
    Response,
    Share,
)
from mercat.learning.models.frameworks import Framework, FrameworkDraft, FrameworkVersion

__all__ = [
    "Evidence",
    "EvidenceFile",
    "EvidenceUse",
    "Framework",
    "FrameworkDraft",
    "FrameworkVersion",
    "Judgement",
    "LearningAssessment",
    "Response",
    "Share",
]
