from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common.views import form_page, open_to_readers, tried
from mercat.organisations.middleware import membership_of, reader
from mercat.practice import actions, queries, rules
from mercat.practice.forms import PageForm, VisibilityForm, WithdrawForm
from mercat.practice.lifecycle import Licence
from mercat.practice.models import Page, PageComment
from mercat.practice.papers import queries as papers
from mercat.practice.views.commenting import under
from mercat.practice.views.loading import load_to_write, readable


@open_to_readers
@require_safe
def page(request: HttpRequest, page_id: str) -> HttpResponse:
    membership = reader(request)
    seen = readable(request)
    page = seen.filter(public_id=page_id).prefetch_related("writers").first()
    if page is None:
        return _hidden(request, page_id)
    original = queries.original_of(page, seen)
    writes = membership is not None and rules.can_write(membership, page)
    context = {
        "page": page,
        "address": settings.SITE_URL + request.path,
        "shown": queries.shown(page),
        "cover": settings.SITE_URL + reverse("practice:cover", args=[page.public_id, page.number]),
        "authors": queries.authors_of(page, for_public=membership is None),
        "tags": page.tags.order_by("name"),
        "paper": papers.paper_of(page, membership),
        "uses": queries.uses_of(page),
        "copies": queries.adapted_by(page, seen),
        "credited": queries.credited_of(page),
        "related": queries.related_to(page, seen),
        "original": original,
        "has_news": writes and original is not None and original.number != page.adapted_number,
        "may_write": writes,
        **under(request, page),
        "has_gaps": writes and bool(page.source) and queries.is_incomplete(page),
    }
    return render(request, "practice/page.html", context)


def _hidden(request: HttpRequest, page_id: str) -> HttpResponse:
    """Whoever could read it is told why it is hidden."""
    membership = reader(request)
    found = queries.hidden_from(membership.organisation if membership else None)
    page = get_object_or_404(found, public_id=page_id)
    none = PageComment.objects.none()
    decided = queries.reports_of(page, none).exclude(judged_at=None)[:1]
    return render(request, "practice/hidden.html", {"page": page, "reports": decided})


@form_page
def write(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    initial = {"language": membership.organisation.languages[0], "licence": Licence.OGL}
    form = PageForm(request.POST or None, is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        given = {key: value for key, value in form.cleaned_data.items() if key != "number"}
        begun = actions.begin(**given, by=membership, at=timezone.now())
        messages.success(request, _("Your draft is kept. Nobody else sees it yet."))
        return redirect("practice:page", begun.public_id)
    context = {
        "form": form,
        "preview": _preview(request, form, Page(organisation=membership.organisation)),
    }
    return render(request, "practice/write.html", context)


@form_page
def change(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    form = PageForm(request.POST or None, is_new=False, initial=_initial(page))
    theirs = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        given = {**form.cleaned_data, "number": form.cleaned_data["number"] or 0}
        try:
            actions.change(page=page, **given, by=membership, at=timezone.now())
        except actions.SavedMeanwhile as refusal:
            form.add_error(None, refusal.sentence)
            theirs = refusal.theirs
            form.data = {**request.POST.dict(), "number": theirs.number}
        else:
            messages.success(request, _("Saved."))
            return redirect("practice:page", page.public_id)
    context = {
        "form": form,
        "page": page,
        "theirs": theirs,
        "preview": _preview(request, form, page),
    }
    return render(request, "practice/change.html", context)


def _initial(page: Page) -> dict[str, Any]:
    names = ("title", "summary", "body", "kind", "language", "licence", "review_on", "number")
    return {
        **{name: getattr(page, name) for name in names},
        "tags": ", ".join(page.tags.order_by("name").values_list("name", flat=True)),
    }


def _preview(request: HttpRequest, form: PageForm, page: Page) -> Any:
    """What it would look like, when that was asked for."""
    if "preview" not in request.POST:
        return None
    return queries.preview(page, str(form["body"].value() or ""))


@form_page
def publish(request: HttpRequest, page_id: str) -> HttpResponse:
    return _ask_visibility(request, page_id, action=actions.publish, name="publish")


@form_page
def set_visibility(request: HttpRequest, page_id: str) -> HttpResponse:
    return _ask_visibility(request, page_id, action=actions.set_visibility, name="set_visibility")


def _ask_visibility(request: HttpRequest, page_id: str, *, action: Any, name: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    if name == "publish" and not rules.are_pictures_described(page):
        messages.info(request, _("Say first what each picture shows. Then publish the page."))
        return redirect("practice:describe_pictures", page.public_id)
    form = VisibilityForm(request.POST or None, initial={"visibility": page.visibility})
    if request.method == "POST" and form.is_valid():
        given = {"visibility": form.cleaned_data["visibility"]}
        if tried(request, action, page=page, **given, by=membership, at=timezone.now()):
            messages.success(request, _("Done. This page says who can read it."))
        return redirect("practice:page", page.public_id)
    return render(request, f"practice/{name}.html", {"form": form, "page": page})


@form_page
def withdraw(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.withdraw, page=page, **given):
            messages.success(request, _("It is taken down. You can publish it again."))
        return redirect("practice:page", page.public_id)
    return render(request, "practice/withdraw.html", {"form": form, "page": page})
