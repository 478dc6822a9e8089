from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, open_to_readers, tried
from mercat.files.views import send
from mercat.organisations.middleware import reader
from mercat.practice import actions, queries
from mercat.practice.forms import FileForm, PictureForm
from mercat.practice.models import Attachment
from mercat.practice.views.loading import load_to_write, readable


@open_to_readers
@require_safe
def attachment(request: HttpRequest, page_id: str, attachment_id: str) -> HttpResponseBase:
    page = get_object_or_404(readable(request), public_id=page_id)
    found = Attachment.objects.filter(page=page).select_related("stored__organisation")
    return send(get_object_or_404(found, public_id=attachment_id).stored)


@open_to_readers
@require_safe
def face(request: HttpRequest, profile_id: str) -> HttpResponseBase:
    """The picture of somebody who writes here."""
    found = queries.faces(for_public=reader(request) is None)
    picture = get_object_or_404(found, public_id=profile_id).picture
    assert picture  # noqa: S101  # faces have one
    return send(picture)


@form_page
def add_picture(request: HttpRequest, page_id: str) -> HttpResponse:
    return _add(request, page_id, PictureForm, "add_picture", is_picture=True)


@form_page
def add_file(request: HttpRequest, page_id: str) -> HttpResponse:
    return _add(request, page_id, FileForm, "add_file", is_picture=False)


def _add(
    request: HttpRequest, page_id: str, of: type[PictureForm], name: str, *, is_picture: bool
) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    is_post = request.method == "POST"
    data: Any = (request.POST, request.FILES) if is_post else ()
    form = of(*data, member=membership)
    is_valid = is_post and form.is_valid()
    stored = form.keep_files(by=membership, at=timezone.now()) if is_post else []
    if is_valid:
        given = {"words": form.cleaned_data["words"], "is_picture": is_picture}
        about = {**given, "stored": stored[0], "by": membership, "at": timezone.now()}
        if tried(request, actions.add_attachment, page=page, **about):
            messages.success(request, _("Added. Below is how the text names it."))
        return redirect(f"practice:{name}", page.public_id)
    kept = page.attachments.filter(is_picture=is_picture).select_related("stored")
    context = {"form": form, "page": page, "kept": kept.order_by("number")}
    return render(request, f"practice/{name}.html", context)


@require_POST
def remove_attachment(request: HttpRequest, page_id: str, attachment_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    found = page.attachments.select_related("page", "stored")
    attachment = get_object_or_404(found, public_id=attachment_id)
    name = "practice:add_picture" if attachment.is_picture else "practice:add_file"
    given = {"attachment": attachment, "by": membership, "at": timezone.now()}
    if tried(request, actions.remove_attachment, **given):
        messages.success(request, _("It is gone from this page."))
    return redirect(name, page.public_id)
