from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common.refusals import Refused
from mercat.common.uploads.checking import TOO_LARGE
from mercat.common.uploads.handler import TooLarge
from mercat.common.views import form_page, open_to_readers
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.practice import actions
from mercat.practice.exports import EXPORTS
from mercat.practice.forms import BringInForm
from mercat.practice.imports import Brought, bring
from mercat.practice.lifecycle import Kind, Licence
from mercat.practice.models import Page
from mercat.practice.views.loading import readable


@form_page
def bring_in(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            page = _kept(form, membership)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, _("It is a draft now. Read it beside the original."))
            return redirect("practice:page", page.public_id)
    return render(request, "practice/bring_in.html", {"form": form})


def _kept(form: BringInForm, by: Membership) -> Page:
    file = form.cleaned_data["file"]
    if isinstance(file, TooLarge):
        raise Refused(_("“{name}” {fault}.").format(name=file.name, fault=TOO_LARGE))
    brought = bring(file.name, file.read())
    return actions.begin(
        kind=Kind.POLICY,
        title=brought.title,
        body=brought.body,
        licence=Licence.OGL,
        source=_source(form, brought, file.name)[:500],
        source_on=form.cleaned_data["source_on"] or brought.day,
        by=by,
        at=timezone.now(),
    )


def _source(form: BringInForm, brought: Brought, name: str) -> str:
    said = [form.cleaned_data["url"] or name, brought.author]
    if brought.pictures:
        said.append(
            _("{count} pictures left out: add them yourself").format(count=brought.pictures)
        )
    return "; ".join(each for each in said if each)


@open_to_readers
@require_safe
def download(request: HttpRequest, page_id: str, ending: str) -> HttpResponse:
    page = get_object_or_404(readable(request), public_id=page_id)
    if ending not in EXPORTS:
        raise Http404(ending)
    export = EXPORTS[ending]
    answer = HttpResponse(export.write(page), content_type=export.media_type)
    name = f"{slugify(page.title)[:60] or page.public_id}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
