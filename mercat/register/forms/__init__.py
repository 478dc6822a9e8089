from mercat.register.forms.adding import AddAccountForm
from mercat.register.forms.bulk import BulkKindForm, bulk_form
from mercat.register.forms.changes import (
    AddressForm,
    CloseForm,
    DeclineForm,
    LoseForm,
    OwnerForm,
    StatusForm,
    status_moves,
)
from mercat.register.forms.custodians import (
    AliasForm,
    ChangeCustodianForm,
    CustodianForm,
    EndCustodianForm,
    TwinForm,
)
from mercat.register.forms.details import DetailsForm
from mercat.register.forms.disputes import ClaimForm, WithdrawClaimForm
from mercat.register.forms.finding import RegisterFilter, SaveViewForm
from mercat.register.forms.transfers import OfferForm, RefuseForm

__all__ = [
    "AddAccountForm",
    "AddressForm",
    "AliasForm",
    "BulkKindForm",
    "ChangeCustodianForm",
    "ClaimForm",
    "CloseForm",
    "CustodianForm",
    "DeclineForm",
    "DetailsForm",
    "EndCustodianForm",
    "LoseForm",
    "OfferForm",
    "OwnerForm",
    "RefuseForm",
    "RegisterFilter",
    "SaveViewForm",
    "StatusForm",
    "TwinForm",
    "WithdrawClaimForm",
    "bulk_form",
    "status_moves",
]
