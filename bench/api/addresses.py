"""The site's addresses, and a bare look-up behind the same middleware."""

import json

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from mercat.config.urls import urlpatterns as ours
from mercat.organisations.queries import publishing_organisations
from mercat.passports.models import Passport
from mercat.platforms import Account, recognise
from mercat.register.models import Alias, Publication


def look_up(request: HttpRequest) -> HttpResponse:
    """The same rows, read as plain values; the same answer, put together here."""
    found = recognise(request.GET["url"])
    assert isinstance(found, Account)
    at = {"platform": found.platform, "key": found.key}
    publishing = publishing_organisations()
    said = Publication.objects.filter(**at, organisation__in=publishing).values(
        *("answer", "name", "handle", "url", "department_name", "since", "confirmed_at"),
        *("organisation__name", "organisation__slug", "organisation__time_zone"),
        account=F("account__public_id"),
        key=F("account"),
    )
    claims = list(said)
    others = Alias.objects.filter(**at, account__publication__organisation__in=publishing)
    claims += others.values("handle", "kind", "until")
    held = dict(
        Passport.objects.filter(account__in=[each["key"] for each in claims]).values_list(
            "account", "status"
        )
    )
    told = {
        "answer": claims[0]["answer"] if claims else "not_registered",
        "claims": [{**each, "passport": held.get(each["key"])} for each in claims],
        "as_of": timezone.now(),
    }
    return HttpResponse(json.dumps(told, default=str), content_type="application/json")


urlpatterns = [*ours, path("api/v1/bare-lookup", look_up)]
