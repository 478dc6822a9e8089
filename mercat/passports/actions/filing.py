"""The files of a draft, as its answers name them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files import queries as file_queries
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.models import Application, ApplicationFile


def attach_new(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> None:
    """Files that came with this part. The draft has them, or this very person uploaded them."""
    here = set(application.files.values_list("stored__public_id", flat=True))
    new = queries.files_in(answers) - here
    waiting = list(file_queries.waiting_of(by, new)) if new else []
    if len(waiting) < len(new):
        raise Refused(_("A file is no longer here. Choose it again, then save."))
    for stored in waiting:
        files.attach(stored=stored, at=at)
        ApplicationFile.objects.create(application=application, stored=stored)


def remove_unnamed(application: Application, *, by: Membership, at: datetime) -> None:
    """Files that no part of the draft names now, and no version that was sent."""
    drafted = queries.given(queries.answers_of(application))
    named = queries.files_in(drafted) | queries.files_sent(application)
    left = application.files.exclude(stored__public_id__in=named)
    for each in left.select_related("stored__organisation"):
        stored = each.stored
        each.delete()
        files.remove(stored=stored, by=by.person, at=at)
