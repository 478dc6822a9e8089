"""An application may depend on a barrier: the panel sees how it stands; nothing waits for it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.access.models import Barrier
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.actions import moving
from mercat.passports.models import Application


@transaction.atomic
def name_barrier(
    *, application: Application, barrier: Barrier, by: Membership, at: datetime
) -> None:
    """Named again, the new one stands."""
    application = moving.locked(application)
    rules.check_can_name_barrier(by, application)
    if not queries.may_depend(application):
        raise Refused(_("This application was decided or ended, so it waits for nothing."))
    if not queries.barriers_for(application).filter(pk=barrier.pk).exists():
        raise Refused(_("This barrier is removed or withdrawn. Choose another one."))
    if application.barrier_id == barrier.pk:
        return
    _keep(application, barrier)
    facts = {"barrier": barrier.public_id}
    moving.record("barrier_named", application, by=by, at=at, facts=facts)


@transaction.atomic
def drop_barrier(*, application: Application, by: Membership, at: datetime) -> None:
    """Said twice it is said once."""
    application = moving.locked(application)
    rules.check_can_name_barrier(by, application)
    if application.barrier_id is None:
        return
    _keep(application, None)
    moving.record("barrier_dropped", application, by=by, at=at)


def _keep(application: Application, barrier: Barrier | None) -> None:
    application.barrier = barrier
    application.save(update_fields=["barrier"])
