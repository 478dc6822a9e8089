from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import rules
from mercat.passports.actions import moving
from mercat.passports.lifecycle import ENDED, Status
from mercat.passports.models import ManagerView


@transaction.atomic
def give_view(
    *,
    manager_view: ManagerView,
    view: str,
    text: str,
    by: Membership,
    at: datetime,
    link: ActLink | None = None,
) -> ManagerView:
    """The manager supports, comments or objects, once. It reaches the panel and stops nothing."""
    application = moving.locked(manager_view.application)
    manager_view = ManagerView.objects.select_for_update().get(pk=manager_view.pk)
    rules.check_can_give_view(by, manager_view)
    if manager_view.view:
        raise Refused(_("You have given your view on this already. Thank you."))
    if application.status in {*ENDED, Status.DECIDED}:
        raise Refused(_("This case has been decided or withdrawn, so no view is needed now."))
    if link:
        links.spend(link, at=at)
    manager_view.view, manager_view.text, manager_view.given_at = view, text, at
    manager_view.save()
    moving.record(
        "manager_view_given", application, by=by, at=at, facts={"view": view}, words={"text": text}
    )
    return manager_view
