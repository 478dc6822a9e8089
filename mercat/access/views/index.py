from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mercat.access import queries, rules
from mercat.organisations.middleware import membership_of

MOST = 10


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    organisation = membership.organisation
    desk = queries.desk_of(organisation)
    today = organisation.day(timezone.now())
    releases = queries.releases_for(organisation)
    context = {
        "desk": desk,
        "own": list(queries.own_barriers(membership)[:MOST]),
        "waiting": list(queries.waiting_barriers(organisation).order_by("due_on", "pk")[:MOST]),
        "today": today,
        "releases": releases,
        "is_old": releases.age(today) > queries.OLD,
        "sets_up": rules.can_set_up(membership),
        "hands_in": rules.can_hand_in(membership),
    }
    return render(request, "access/index.html", context)
