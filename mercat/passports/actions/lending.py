from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.passports import rules
from mercat.passports.actions import moving
from mercat.passports.models import Application


@transaction.atomic
def lend_answers(*, application: Application, lends: bool, by: Membership, at: datetime) -> None:
    """Whether colleagues may read the answers as examples; the applicant says so, at any time."""
    application = moving.locked(application)
    rules.check_can_lend_answers(by, application)
    if application.lends_answers == lends:
        return
    application.lends_answers = lends
    application.save(update_fields=["lends_answers"])
    verb = "answers_lent" if lends else "answers_taken_back"
    moving.record(verb, application, by=by, at=at)
