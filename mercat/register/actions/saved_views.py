from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.register.models import SavedView


def save_view(*, name: str, query: str, is_shared: bool, by: Membership) -> SavedView:
    """Filters under a name: nobody's record, so it leaves no event."""
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                organisation=by.organisation,
                person=by.person,
                name=name,
                query=query,
                is_shared=is_shared,
            )
    except IntegrityError as error:
        raise Refused(
            _("You have a view called {name} already. Choose another name.").format(name=name)
        ) from error


def remove_view(*, view: SavedView, by: Membership) -> None:
    if (view.organisation_id, view.person_id) != (by.organisation_id, by.person_id):
        raise NotAllowed(_("Only the person who saved this view can remove it."))
    view.delete()
