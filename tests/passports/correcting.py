"""A correction as far as a test needs it."""

from datetime import datetime
from typing import Any

from mercat.organisations.models import Membership
from mercat.passports import actions
from mercat.passports.models import Application, Correction
from tests.factories.council import NOW


def propose(
    application: Application, *, by: Membership, at: datetime = NOW, **changed: Any
) -> Correction:
    given = {
        "reason": "The letter went out for another case.",
        "outcome": "declined",
        "reasons": "The museums account does this.",
        **changed,
    }
    return actions.propose_correction(application=application, **given, by=by, at=at)
