from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.organisations import actions
from mercat.organisations.forms import AcceptForm
from mercat.organisations.models import Invitation
from mercat.people import queries as people


# Exempt for the reason in docs/decisions/0006: the address itself is the secret.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """From the link in the mail: looking changes nothing, accepting ends the link."""
    try:
        link = links.read(token, purpose="organisations.accept", at=timezone.now())
        invitation = _bound_to(link)
    except Refused as refusal:
        context = {"sentence": refusal.sentence}
        response = render(request, "organisations/link_ended.html", context, status=410)
    else:
        response = _page(request, invitation, link)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _bound_to(link: ActLink) -> Invitation:
    invitation = (
        Invitation.objects.filter(public_id=link.subject, person_key=link.person_key)
        .select_related("organisation", "department")
        .first()
    )
    if invitation is None or invitation.revision != link.revision:
        raise Refused(links.GONE)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(links.GONE)
    return invitation


def _page(request: HttpRequest, invitation: Invitation, link: ActLink) -> HttpResponse:
    known = people.by_email(invitation.email)
    given = {"name": known.name} if known else request.POST
    form = AcceptForm(
        given if request.method == "POST" else None,
        email=invitation.email,
        initial={"name": invitation.name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept(invitation=invitation, **form.cleaned_data, link=link, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return render(
                request,
                "organisations/accepted.html",
                {"invitation": invitation, "has_password": form.cleaned_data["password"] or known},
            )
    return render(
        request,
        "organisations/accept.html",
        {"form": form, "invitation": invitation, "known": known},
    )
