from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import tried
from mercat.learning import actions
from mercat.learning.views.loading import capability_of, load_to_lead


@require_POST
def count_facts(request: HttpRequest, assessment_id: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    actions.count_facts(department=assessment.department, by=membership, at=timezone.now())
    messages.success(request, _("Counted anew. The numbers of today stand beside the answers."))
    return redirect("learning:assessment", assessment.public_id)


@require_POST
def use_fact(request: HttpRequest, assessment_id: str, capability: str, fact: str) -> HttpResponse:
    membership, assessment = load_to_lead(request, assessment_id)
    found = capability_of(assessment, capability)
    given = {"assessment": assessment, "capability": found, "key": fact}
    if tried(request, actions.use_fact, **given, by=membership, at=timezone.now()):
        messages.success(request, _("It is kept as evidence, as it stands today."))
    return redirect("learning:judge", assessment.public_id, capability)
