"""What may be typed, by the part of an application's life that it belongs to."""

from mercat.passports.forms.barriers import NameBarrierForm
from mercat.passports.forms.conditions import (
    AskAgainForm,
    SayDoneForm,
)
from mercat.passports.forms.correcting import CorrectForm
from mercat.passports.forms.emergency import EmergencyForm
from mercat.passports.forms.helping import AddHelperForm, FindColleagueForm
from mercat.passports.forms.interests import InterestForm, SetInterestForm
from mercat.passports.forms.kinds import LONGEST_URL
from mercat.passports.forms.leaving import HandOverForm
from mercat.passports.forms.life import (
    ReplyForm,
    ResumeForm,
    RevokeForm,
    SettleRevocationForm,
    SurrenderForm,
    SuspendForm,
)
from mercat.passports.forms.manager import ManagerViewForm, NameManagerForm
from mercat.passports.forms.panel import AdviseForm, AskForm, DecideForm, ReleaseForm
from mercat.passports.forms.reasons import ReadyReasonsForm, ReasonForm
from mercat.passports.forms.renewal import (
    RenewForm,
)
from mercat.passports.forms.section import SectionForm, typed_from
from mercat.passports.forms.send import LearnForm, SendForm, WithdrawForm
from mercat.passports.forms.voting import VotedDecideForm, VoteForm

__all__ = [
    "LONGEST_URL",
    "AddHelperForm",
    "AdviseForm",
    "AskAgainForm",
    "AskForm",
    "CorrectForm",
    "DecideForm",
    "EmergencyForm",
    "FindColleagueForm",
    "HandOverForm",
    "InterestForm",
    "LearnForm",
    "ManagerViewForm",
    "NameBarrierForm",
    "NameManagerForm",
    "ReadyReasonsForm",
    "ReasonForm",
    "ReleaseForm",
    "RenewForm",
    "ReplyForm",
    "ResumeForm",
    "RevokeForm",
    "SayDoneForm",
    "SectionForm",
    "SendForm",
    "SetInterestForm",
    "SettleRevocationForm",
    "SurrenderForm",
    "SuspendForm",
    "VoteForm",
    "VotedDecideForm",
    "WithdrawForm",
    "typed_from",
]
