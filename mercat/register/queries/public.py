"""The published register as programs read it."""

from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations.models import Department, Organisation
from mercat.register.lifecycle import LISTED
from mercat.register.models import Publication
from mercat.register.queries.accounts import publications


def all_listed() -> QuerySet[Publication]:
    """The accounts on the public lists of all organisations."""
    return publications().filter(answer__in=LISTED)


def departments_that_publish(organisation: Organisation) -> QuerySet[Department]:
    """Those that an account on the public list is of."""
    listed = Publication.objects.filter(account__department=OuterRef("pk"), answer__in=LISTED)
    return Department.objects.filter(Exists(listed), organisation=organisation)
