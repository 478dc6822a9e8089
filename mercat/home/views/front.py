from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mercat.home import queries
from mercat.lookup.views import asked
from mercat.organisations.middleware import membership_of
from mercat.passports import queries as passports
from mercat.register import queries as register


@require_safe
@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    return render(request, "home/front.html", {"q": text, **asked(request, text)})


def dashboard(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    context = {
        "waiting": queries.waiting_for(membership),
        "applications": queries.own_applications(membership),
        "passports": passports.passports_of(membership)[:5],
        "accounts": register.accounts_looked_after_by(membership.person, membership.organisation)[
            :20
        ],
    }
    return render(request, "home/dashboard.html", context)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """This process answers, and its database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
