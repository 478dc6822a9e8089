from mercat.learning.forms.assessments import (
    AssignForm,
    JudgeForm,
    RequestChangesForm,
    StartForm,
    StopForm,
    TargetsForm,
)
from mercat.learning.forms.evidence import EvidenceForm, UseEvidenceForm
from mercat.learning.forms.frameworks import DraftForm, UploadFrameworkForm
from mercat.learning.forms.shares import AnswerForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "DraftForm",
    "EvidenceForm",
    "JudgeForm",
    "RequestChangesForm",
    "StartForm",
    "StopForm",
    "TargetsForm",
    "UploadFrameworkForm",
    "UseEvidenceForm",
]
