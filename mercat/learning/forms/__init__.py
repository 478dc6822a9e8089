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
from mercat.learning.forms.plans import (
    CompleteForm,
    DropForm,
    NoActionForm,
    PlanForm,
    ReopenForm,
)
from mercat.learning.forms.shares import AnswerForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "CompleteForm",
    "DraftForm",
    "DropForm",
    "EvidenceForm",
    "JudgeForm",
    "NoActionForm",
    "PlanForm",
    "ReopenForm",
    "RequestChangesForm",
    "StartForm",
    "StopForm",
    "TargetsForm",
    "UploadFrameworkForm",
    "UseEvidenceForm",
]
