"""Whoever looks after accounts reads the rules: from the mail, or signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.register import queries as register
from mercat.register.elections import actions, queries
from mercat.register.elections.emails import PURPOSE
from mercat.register.elections.lifecycle import Phase, State
from mercat.register.elections.models import Period
from mercat.register.elections.views.loading import load, today

MOST = 50


# As with the manager's link: the secret in the address does the work of the CSRF check.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def acknowledge_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: looking changes nothing, one press ends the link."""
    at = timezone.now()
    try:
        link = links.read(token, purpose=PURPOSE, at=at)
        period, member = _bound_to(link)
        if request.method == "POST":
            actions.acknowledge(period=period, by=member, at=at, link=link)
            response = render(request, "elections/acknowledged.html", {"period": period})
        else:
            response = _rules(request, period, member, by_link=True)
    except Refused as refusal:
        context = {"sentence": refusal.sentence}
        response = render(request, "elections/link_ended.html", context, status=410)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _bound_to(link: ActLink) -> tuple[Period, Membership]:
    """The link dies when the person leaves, and when the period is called off or over."""
    found = Period.objects.filter(public_id=link.subject).select_related("organisation")
    period = found.first()
    if period is None:
        raise Refused(links.GONE)
    member = organisations.person_by_audit_key(period.organisation, link.person_key)
    if member is None:
        raise Refused(links.GONE)
    member.organisation = period.organisation
    if period.state != State.SET or period.phase(today(member)) == Phase.AFTER:
        raise Refused(_("This period is over, or was called off. There is nothing to do."))
    return period, member


def _rules(
    request: HttpRequest, period: Period, member: Membership, *, by_link: bool
) -> HttpResponse:
    looked_after = register.accounts_looked_after_by(member.person, member.organisation)
    context = {
        "period": period,
        "by_link": by_link,
        "accounts": list(looked_after.order_by("name")[:MOST]),
        "asked": queries.acknowledgement_of(period, member.person),
        "candidacy": None if by_link else queries.candidacy_of(period, member.person),
        "is_open": period.state == State.SET and period.phase(today(member)) != Phase.AFTER,
    }
    return render(request, "elections/rules.html", context)


@form_page
def acknowledge(request: HttpRequest, period_id: str) -> HttpResponse:
    membership, period = load(request, period_id)
    if request.method == "POST":
        given = {"period": period, "by": membership, "at": timezone.now()}
        if tried(request, actions.acknowledge, **given):
            messages.success(request, _("Thank you. It is noted that you have read the rules."))
        return redirect("elections:acknowledge", period.public_id)
    return _rules(request, period, membership, by_link=False)


@require_POST
def stand(request: HttpRequest, period_id: str) -> HttpResponse:
    membership, period = load(request, period_id)
    given = {"person": membership.person, "by": membership, "at": timezone.now()}
    if tried(request, actions.stand, period=period, **given):
        messages.success(request, _("Noted. Your own accounts are shown nowhere while it runs."))
    return redirect("elections:acknowledge", period.public_id)


@require_POST
def stand_no_longer(request: HttpRequest, period_id: str) -> HttpResponse:
    membership, period = load(request, period_id)
    given = {"person": membership.person, "by": membership, "at": timezone.now()}
    if tried(request, actions.stand_no_longer, period=period, **given):
        messages.success(request, _("Noted. Your own accounts are shown again."))
    return redirect("elections:acknowledge", period.public_id)
