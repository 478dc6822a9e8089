from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.learning import actions, queries, rules
from mercat.learning.forms import ReviewEvidenceForm
from mercat.learning.models import Evidence
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

YEAR = timedelta(days=365)


def _load(request: HttpRequest, evidence_id: str) -> tuple[Membership, Evidence]:
    membership = membership_of(request)
    found = queries.evidence_seen_by(membership)
    return membership, get_object_or_404(found, public_id=evidence_id)


@form_page
def evidence(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """All of one evidence, where it is used, and whether it still holds."""
    membership, found = _load(request, evidence_id)
    today = membership.organisation.day(timezone.now())
    form = ReviewEvidenceForm(
        request.POST or None, today=today, initial={"review_on": today + YEAR}
    )
    if request.method == "POST":
        rules.check_can_lead(membership)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.review_evidence(evidence=found, **given, by=membership, at=timezone.now())
        messages.success(request, _("Noted: it still holds."))
        return redirect("learning:index")
    context = {
        "evidence": found,
        "form": form,
        "may_lead": rules.can_lead(membership),
        "uses": queries.assessments_using(found),
        "is_due": bool(found.review_on and found.review_on <= today),
    }
    return render(request, "learning/evidence.html", context)


@require_POST
def fetch_title(request: HttpRequest, evidence_id: str) -> HttpResponse:
    membership, found = _load(request, evidence_id)
    rules.check_can_lead(membership)
    if tried(request, actions.fetch_title, evidence=found, by=membership, at=timezone.now()):
        messages.success(request, _("The page answered."))
    return redirect("learning:evidence", found.public_id)
