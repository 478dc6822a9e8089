"""Lists that are read regularly, and what became of accounts that they no longer name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.register.imports import remembered
from mercat.register.imports.forms import RememberForm
from mercat.register.lifecycle import DisappearanceAnswer
from mercat.register.views.imports import keeper, load


@form_page
def remember_list(request: HttpRequest, import_id: str) -> HttpResponse:
    by, source = load(request, import_id)
    form = RememberForm(request.POST or None, initial={"file": source.file_name, "every_days": 7})
    if request.method == "POST" and form.is_valid():
        try:
            remembered.remember(
                source=source,
                kind=form.cleaned_data["kind"],
                place=form.place,
                every_days=form.cleaned_data["every_days"],
                by=by.person,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("This list is read by itself from now on."))
            return redirect("register:imports")
    return render(request, "register/remember_list.html", {"source": source, "form": form})


@require_POST
def forget_list(request: HttpRequest, import_id: str) -> HttpResponse:
    by, source = load(request, import_id)
    if source.remembered and tried(
        request, remembered.forget, remembered=source.remembered, by=by.person, at=timezone.now()
    ):
        messages.success(request, _("This list is no longer read by itself."))
    return redirect("register:import", source.public_id)


@require_safe
def disappearances(request: HttpRequest) -> HttpResponse:
    found = remembered.open_disappearances(keeper(request).organisation)
    page = pagination.page(found, asked=request.GET, by="id")
    context = {"page": page, "answers": DisappearanceAnswer.choices}
    return render(request, "register/disappearances.html", context)


@require_POST
def answer_disappearance(request: HttpRequest, number: int) -> HttpResponse:
    by = keeper(request)
    found = remembered.open_disappearances(by.organisation)
    asked = get_object_or_404(found, pk=number)
    said = request.POST.get("answer", "")
    if said not in DisappearanceAnswer.values:
        messages.error(request, _("Say what became of the account."))
    elif tried(
        request,
        remembered.answer,
        disappearance=asked,
        said=said,
        by=by.person,
        at=timezone.now(),
    ):
        messages.success(request, f"{asked.account.name}: noted.")
    return redirect("register:disappearances")
