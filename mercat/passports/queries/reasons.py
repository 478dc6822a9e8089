from django.db.models import QuerySet

from mercat.organisations.models import Organisation
from mercat.passports.models import ReasonWords


def reasons_of(organisation: Organisation) -> QuerySet[ReasonWords]:
    """In the order of what panels decide by, yes before no."""
    found = ReasonWords.objects.filter(organisation=organisation, removed_at=None)
    return found.order_by("number", "pk")
