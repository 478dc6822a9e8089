from mercat.learning.forms.answering import AnswerPulseForm, CardForm, bare
from mercat.learning.forms.assessments import (
    AssignForm,
    JudgeForm,
    RequestChangesForm,
    StartAgainForm,
    StartForm,
    StopForm,
    TargetsForm,
)
from mercat.learning.forms.evidence import EvidenceForm, ReviewEvidenceForm, UseEvidenceForm
from mercat.learning.forms.frameworks import DraftForm, UploadFrameworkForm
from mercat.learning.forms.plans import (
    CompleteForm,
    DropForm,
    NoActionForm,
    PlanForm,
    ReopenForm,
)
from mercat.learning.forms.pulses import (
    CardsForm,
    ExtendPulseForm,
    ModerateForm,
    NameModeratorForm,
    OpenPulseForm,
    TypeInForm,
    WhatWeDidForm,
)
from mercat.learning.forms.shares import AnswerForm

__all__ = [
    "AnswerForm",
    "AnswerPulseForm",
    "AssignForm",
    "CardForm",
    "CardsForm",
    "CompleteForm",
    "DraftForm",
    "DropForm",
    "EvidenceForm",
    "ExtendPulseForm",
    "JudgeForm",
    "ModerateForm",
    "NameModeratorForm",
    "NoActionForm",
    "OpenPulseForm",
    "PlanForm",
    "ReopenForm",
    "RequestChangesForm",
    "ReviewEvidenceForm",
    "StartAgainForm",
    "StartForm",
    "StopForm",
    "TargetsForm",
    "TypeInForm",
    "UploadFrameworkForm",
    "UseEvidenceForm",
    "WhatWeDidForm",
    "bare",
]
