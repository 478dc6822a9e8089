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
from mercat.learning.forms.drafts import (
    AboutForm,
    CapabilityForm,
    IndicatorForm,
    PartForm,
    RulesForm,
    StageForm,
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
    "AboutForm",
    "AnswerForm",
    "AnswerPulseForm",
    "AssignForm",
    "CapabilityForm",
    "CardForm",
    "CardsForm",
    "CompleteForm",
    "DraftForm",
    "DropForm",
    "EvidenceForm",
    "ExtendPulseForm",
    "IndicatorForm",
    "JudgeForm",
    "ModerateForm",
    "NameModeratorForm",
    "NoActionForm",
    "OpenPulseForm",
    "PartForm",
    "PlanForm",
    "ReopenForm",
    "RequestChangesForm",
    "ReviewEvidenceForm",
    "RulesForm",
    "StageForm",
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
