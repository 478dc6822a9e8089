"""Colleagues who write the case with the applicant. Only the applicant declares and sends it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.actions import moving
from mercat.passports.actions.draft import EDITABLE
from mercat.passports.models import Application, Helper
from mercat.people.models import Person

MOST_HELPERS = 10


@transaction.atomic
def add_helper(
    *, application: Application, helper: Membership, by: Membership, at: datetime
) -> Helper:
    application = moving.locked(application)
    rules.check_can_choose_helpers(by, application)
    _check_may_help(application, helper)
    added = Helper.objects.create(application=application, person=helper.person, added_at=at)
    emails.queue_helper_added(application, helper.person, at=at)
    _record("helper_added", application, helper.person, by=by, at=at)
    return added


def _check_may_help(application: Application, helper: Membership) -> None:
    if application.status not in EDITABLE:
        raise Refused(_("This application was sent, so nobody can help to write it now."))
    if helper.organisation_id != application.organisation_id or helper.ended_at:
        raise Refused(_("Only a colleague of this organisation can help."))
    if helper.person_id == application.applicant_id:
        raise Refused(_("This is you. Choose a colleague."))
    helping = set(application.helpers.values_list("person", flat=True))
    if helper.person_id in helping:
        raise Refused(_("{name} helps already.").format(name=helper.person.name))
    if len(helping) >= MOST_HELPERS:
        raise Refused(
            _("{most} colleagues help already. Remove one of them first.").format(most=MOST_HELPERS)
        )


@transaction.atomic
def remove_helper(
    *, application: Application, person: Person, by: Membership, at: datetime
) -> None:
    """What they wrote stays; they see nothing of it any more."""
    application = moving.locked(application)
    rules.check_can_choose_helpers(by, application)
    if not application.helpers.filter(person=person).delete()[0]:
        raise Refused(_("{name} does not help any more.").format(name=person.name))
    emails.queue_helper_removed(application, person, at=at)
    _record("helper_removed", application, person, by=by, at=at)


@transaction.atomic
def stop_helping(*, application: Application, by: Membership, at: datetime) -> None:
    application = moving.locked(application)
    rules.check_can_stop_helping(by, application)
    application.helpers.filter(person=by.person).delete()
    emails.queue_helper_stopped(application, by.person, at=at)
    _record("helper_stopped", application, by.person, by=by, at=at)


def _record(
    verb: str, application: Application, person: Person, *, by: Membership, at: datetime
) -> None:
    facts = {"helper": str(person.audit_key)}
    moving.record(verb, application, by=by, at=at, facts=facts)
