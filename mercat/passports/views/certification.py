"""Is the register still right? Whoever looks after accounts says so, from a mail or signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mercat.common import links, pagination
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.organisations import queries as organisations
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.actions.certification import Said
from mercat.passports.forms.certification import CertifyForm, Outcome, StepFilter
from mercat.passports.lifecycle import ASK_WORDS
from mercat.register.models import Account

MOST = 50  # accounts on one page; the others follow when these are done


@form_page
def certify(request: HttpRequest) -> HttpResponse:
    return _page(request, membership_of(request))


# As with the manager's link: the secret in the address does the work of the CSRF check.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def certify_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: looking changes nothing, answering ends the link."""
    try:
        link = links.read(token, purpose="passports.certify", at=timezone.now())
        member = _bound_to(link)
    except Refused as refusal:
        response = render(request, "passports/link_ended.html", {"sentence": refusal.sentence})
        response.status_code = 410
    else:
        response = _page(request, member, link=link)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _bound_to(link: ActLink) -> Membership:
    """The link dies when the person leaves."""
    found = Membership.objects.filter(public_id=link.subject, ended_at=None)
    member = found.select_related("person", "organisation").first()
    if member is None or member.person.audit_key != link.person_key:
        raise Refused(links.GONE)
    return organisations.membership_of(member.organisation, member.person) or member


def _page(request: HttpRequest, member: Membership, *, link: ActLink | None = None) -> HttpResponse:
    accounts = list(queries.accounts_to_certify(member)[: MOST + 1])
    more, accounts = len(accounts) > MOST, accounts[:MOST]
    parts = [_part(request, each) for each in accounts]
    fault = ""
    if request.method == "POST":
        try:
            return _certified(request, parts, by=member, link=link)
        except Refused as refusal:
            fault = refusal.sentence
    context = {
        "parts": parts,
        "more": more,
        "fault": fault,
        "faulty": [each for each in parts if each["form"].is_bound and each["form"].errors],
        "by_link": link is not None,
        "member": member,
    }
    return render(request, "passports/certify.html", context)


def _part(request: HttpRequest, account: Account) -> dict[str, Any]:
    data = request.POST if request.method == "POST" and "all" not in request.POST else None
    return {"account": account, "form": CertifyForm(data, prefix=account.public_id)}


def _certified(
    request: HttpRequest,
    parts: list[dict[str, Any]],
    *,
    by: Membership,
    link: ActLink | None,
) -> HttpResponse:
    """Refused when something typed is wrong; the fields say what."""
    said = _said(parts, seen=request.POST.getlist("seen") if "all" in request.POST else None)
    done = actions.certify(said=said, by=by, at=timezone.now(), link=link)
    left, begun = len(parts) - len(done), list(queries.begun_with(done))
    if link is None and not begun:
        messages.success(request, _("Thank you. The register is up to date with what you said."))
        return redirect("passports:certify" if left else "home:dashboard")
    context = {"done": done, "left": left, "begun": begun, "by_link": link is not None}
    return render(request, "passports/certified.html", context)


def _said(parts: list[dict[str, Any]], *, seen: list[str] | None) -> list[Said]:
    """Nothing is said of an account whose question was left open, or that came meanwhile.

    `seen` is what stood on the page where somebody said that nothing has changed with any.
    """
    if seen is not None:
        found = [each["account"] for each in parts if each["account"].public_id in seen]
        return [Said(each, Outcome.SAME) for each in found]
    if [each for each in parts if not each["form"].is_valid()]:
        raise Refused(_("Something needs another look. Nothing is lost."))
    return [
        Said(each["account"], **each["form"].said())
        for each in parts
        if each["form"].cleaned_data["outcome"]
    ]


@require_safe
def certification(request: HttpRequest) -> HttpResponse:
    """The whole pipeline: which account is due when, and who was asked last."""
    membership = membership_of(request)
    rules.check_can_see_certification(membership)
    form = StepFilter(request.GET, words=ASK_WORDS)
    step = form.chosen()
    found = queries.certifications_of(membership.organisation, step=step)
    page = pagination.page(found, asked=request.GET, by="due_on")
    kept = f"&step={step}" if step else ""
    context = {
        "filter_form": form,
        "page": page,
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
        "is_filtered": bool(step),
    }
    return render(request, "passports/certification.html", context)


@require_safe
def certification_told(request: HttpRequest) -> HttpResponse:
    """What people said has changed, the oldest first, until somebody has dealt with it."""
    membership = membership_of(request)
    rules.check_can_see_certification(membership)
    found = queries.answers_to_deal_with(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="answered_at")
    context = {"page": page, "deals": rules.can_follow_certification(membership)}
    return render(request, "passports/certification_told.html", context)


@require_POST
def deal_with_answer(request: HttpRequest, answer_id: str) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_follow_certification(membership)
    found = queries.answers_to_deal_with(membership.organisation)
    answer = get_object_or_404(found, public_id=answer_id)
    actions.deal_with_answer(answer=answer, by=membership, at=timezone.now())
    messages.success(request, _("That is dealt with."))
    return redirect("passports:certification_told")
