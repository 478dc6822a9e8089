from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.files.views import send
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import queries as register
from mercat.register.checks import actions, forms, queries, rules
from mercat.register.checks.lifecycle import FoundState
from mercat.register.checks.models import FoundAccount
from mercat.register.models import Account
from mercat.register.reports import queries as reports
from mercat.register.reports.models import ReportedAccount

PAGE = _("Which page of our website links to it?")
LOOK = _("What do you see?")


ADOPTS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {  # and what of the form it takes
    forms.ADOPT: (actions.adopt, ("name", "department")),
    forms.IGNORE: (actions.ignore_found, ()),
    forms.REPORT: (actions.report, ("reason",)),
}
SAID = {
    forms.ADOPT: _("It is on the register. Say there who looks after it."),
    forms.IGNORE: _("Noted. It is not brought up again."),
    forms.REPORT: _("It stands among the reported accounts now. Two people have to agree."),
}


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_findings(membership)
    found = queries.findings_to_judge(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="found_at")
    return render(request, "checks/findings.html", {"page": page})


@form_page
def finding(request: HttpRequest, finding_id: str) -> HttpResponse:
    membership = membership_of(request)
    found = queries.findings_of(membership.organisation)
    finding = get_object_or_404(found, public_id=finding_id)
    rules.check_can_see_findings(membership)
    if request.method == "POST":
        rules.check_can_judge(membership)
    today = membership.organisation.day(timezone.now())
    form = forms.JudgeForm(request.POST or None, finding=finding, today=today)
    if request.method == "POST" and form.is_valid():
        if _judged(request, finding, form.cleaned_data, by=membership):
            return redirect("checks:findings")
        finding.refresh_from_db()
    context = {"finding": finding, "form": form, "can_judge": rules.can_judge(membership)}
    return render(request, "checks/finding.html", context)


def _judged(request: HttpRequest, finding: Any, given: dict[str, Any], *, by: Membership) -> bool:
    said = given["judgement"]
    more: dict[str, Any] = {}
    if said == forms.LOSE:
        more = {"since": given["since"], "reason": finding.seen}
    if said == forms.IGNORE:
        more = {"reason": given["reason"]}
    action = getattr(actions, said)
    if not tried(request, action, finding=finding, **more, by=by, at=timezone.now()):
        return False
    words = {
        forms.RENAME: gettext("The register calls it {handle} now.").format(handle=finding.handle),
        forms.LOSE: gettext("The register says that it is lost, and so does the look-up."),
        forms.IGNORE: gettext("Noted. The same is not raised again."),
    }
    messages.success(request, words[said])
    return True


@require_safe
def proofs(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = _load(request, account_id)
    rules.check_can_see_proofs(membership, account)
    watch = queries.watch_of(account)
    context = {
        "account": account,
        "proofs": queries.proofs_of(account),
        "watch": watch,
        "code": queries.code_of(account, at=timezone.now()),
        "can_judge": rules.can_judge(membership),
        "can_attest": rules.can_attest(membership, account),
    }
    return render(request, "checks/proofs.html", context)


@require_POST
def check_again(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = _load(request, account_id)
    if tried(request, actions.check_again, account=account, by=membership, at=timezone.now()):
        messages.success(request, gettext("We look again within a few minutes. Come back then."))
    return redirect("checks:proofs", account.public_id)


@require_POST
def make_code(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = _load(request, account_id)
    tried(request, actions.make_code, account=account, by=membership, at=timezone.now())
    return redirect("checks:proofs", account.public_id)


@form_page
def name_page(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = _load(request, account_id)
    rules.check_can_ask(membership, account)
    watch = queries.watch_of(account)
    form = forms.PageForm(request.POST or None, initial={"url": watch.page if watch else ""})
    if request.method == "POST" and form.is_valid():
        given = {"account": account, "url": form.cleaned_data["url"]}
        if tried(request, actions.name_page, **given, by=membership, at=timezone.now()):
            messages.success(request, gettext("Kept. We look at that page within a few minutes."))
            return redirect("checks:proofs", account.public_id)
    context = {"account": account, "form": form, "button": gettext("Keep it"), "title": PAGE}
    return render(request, "checks/form.html", context)


@form_page
def attest(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = _load(request, account_id)
    rules.check_can_attest(membership, account)
    code = queries.code_of(account, at=timezone.now())
    form = forms.AttestForm(
        request.POST or None,
        request.FILES or None,
        code=code.code if code else "",
        member=membership,
    )
    if request.method == "POST" and _attested(request, form, account, by=membership):
        messages.success(request, gettext("Thank you. What you saw stands beside the other signs."))
        return redirect("checks:proofs", account.public_id)
    context = {
        "account": account,
        "form": form,
        "button": gettext("Say so"),
        "title": LOOK,
        "looks": True,
    }
    return render(request, "checks/form.html", context)


def _attested(
    request: HttpRequest, form: forms.AttestForm, account: Account, *, by: Membership
) -> bool:
    is_valid, at = form.is_valid(), timezone.now()
    form.keep(by=by, at=at)
    if not is_valid:
        return False
    given = {
        "is_ours": form.cleaned_data["is_ours"] == "yes",
        "saw_code": form.cleaned_data.get("saw_code", False),
        "seen": form.cleaned_data["seen"],
        "picture": next(iter(form.pictures), None),
    }
    return tried(request, actions.attest, account=account, **given, by=by, at=at)


@require_safe
def proof_picture(request: HttpRequest, account_id: str) -> HttpResponseBase:
    membership, account = _load(request, account_id)
    rules.check_can_see_proofs(membership, account)
    stored = queries.picture_of(account)
    if stored is None:
        raise Http404("Nobody kept a picture of this account.")
    return send(stored)


@require_safe
def found_accounts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_findings(membership)
    state = request.GET.get("state", "")
    state = state if state in FoundState.values else FoundState.FOUND
    found = queries.found_accounts(membership.organisation, state=state)
    context = {
        "page": pagination.page(found, asked=request.GET, by="found_at"),
        "state": FoundState(state),
        "states": FoundState,
        "sweeps": queries.sweeps_of(membership.organisation),
    }
    return render(request, "checks/found_accounts.html", context)


@form_page
def found_account(request: HttpRequest, found_id: str) -> HttpResponse:
    membership, found = _load_found(request, found_id)
    if request.method == "POST":
        rules.check_can_judge_found(membership, found)
    form = forms.FoundForm(
        request.POST or None,
        initial={"name": found.handle},
        organisation=membership.organisation,
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and _judged_found(request, found, form.cleaned_data, by=membership):
        return redirect("checks:found_accounts")
    context = {
        "found": found,
        "form": form,
        "can_judge": rules.can_judge(membership),
        "reported": _reported(found),
    }
    return render(request, "checks/found_account.html", context)


def _reported(found: FoundAccount) -> ReportedAccount | None:
    if found.state != FoundState.FALSE:
        return None
    address = {"platform": found.platform, "key": found.key}
    return reports.reported_as(found.organisation, **address)


def _judged_found(
    request: HttpRequest, found: FoundAccount, given: dict[str, Any], *, by: Membership
) -> bool:
    action, more = ADOPTS[given["judgement"]]
    values = {name: given[name] for name in more}
    if not tried(request, action, found=found, **values, by=by, at=timezone.now()):
        return False
    messages.success(request, SAID[given["judgement"]])
    return True


@require_POST
def reconsider(request: HttpRequest, found_id: str) -> HttpResponse:
    membership, found = _load_found(request, found_id)
    tried(request, actions.reconsider, found=found, by=membership, at=timezone.now())
    return redirect("checks:found_account", found.public_id)


def _load_found(request: HttpRequest, found_id: str) -> tuple[Membership, FoundAccount]:
    membership = membership_of(request)
    found = queries.found_account(membership.organisation, found_id)
    if found is None:
        raise Http404("No such account was found.")
    rules.check_can_see_findings(membership)
    return membership, found


def _load(request: HttpRequest, account_id: str) -> tuple[Membership, Account]:
    membership = membership_of(request)
    found = register.accounts_of(membership.organisation)
    return membership, get_object_or_404(found, public_id=account_id)
