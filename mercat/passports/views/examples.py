from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.passports import actions, queries, rules
from mercat.passports.views.loading import load

MEASURES = "measures"  # beside it stands what became of those of others


@require_safe
def examples(request: HttpRequest, application_id: str, question: str) -> HttpResponse:
    """How others answered a question, for those who write a case."""
    membership, application = load(request, application_id)
    rules.check_can_edit(membership, application)
    asked = queries.question_set_of(application).questions()
    found = next((each for each in asked if each.key == question and each.example), None)
    if found is None:
        raise Http404("No such question, or none with examples.")
    context = {
        "application": application,
        "question": found,
        "answers": queries.examples_of(application, question),
        "learned": queries.learned_by_others(application) if question == MEASURES else [],
    }
    return render(request, "passports/examples.html", context)


@require_POST
def lend_answers(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    lends = "lend" in request.POST
    actions.lend_answers(application=application, lends=lends, by=membership, at=timezone.now())
    messages.success(
        request,
        _("Colleagues may read some of your answers as examples.")
        if lends
        else _("Nobody reads your answers as examples any more."),
    )
    return redirect("passports:application", application.public_id)
