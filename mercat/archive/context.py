from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mercat.archive import queries


def closing(request: HttpRequest) -> dict[str, Any]:
    """The last words of the whole site, over every page of it.

    Nobody is a member of anything where all is closed, so members' pages need not ask.
    """
    if getattr(request, "membership", None):
        return {"site_closing": None}
    if hasattr(request, "site_closing"):  # an export asks once, for all its pages
        return {"site_closing": request.site_closing}
    return {"site_closing": SimpleLazyObject(queries.of_the_site)}
