from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, open_to_readers, tried
from mercat.organisations.middleware import reader
from mercat.practice import actions, queries, rules
from mercat.practice.forms import CitationFormSet
from mercat.practice.forms.more import MOST_SOURCES
from mercat.practice.lifecycle import Kind
from mercat.practice.models import Page, Revision
from mercat.practice.views.loading import load_to_write, readable

SOURCE = "source"


@open_to_readers
@require_safe
def history(request: HttpRequest, page_id: str) -> HttpResponse:
    """Who changed what, when and why; the public reads it of policies, without names."""
    page, found = _revisions(request, page_id)
    rows = pagination.page(
        found.select_related("by").defer("body"),
        asked=request.GET,
        by="number",
        size=30,
        newest_first=True,
    )
    context = {"page": page, "rows": rows, "is_member": bool(reader(request))}
    return render(request, "practice/history.html", context)


def _revisions(request: HttpRequest, page_id: str) -> tuple[Page, QuerySet[Revision]]:
    """The page, and those of its revisions that this reader may read."""
    page = get_object_or_404(readable(request), public_id=page_id)
    if reader(request):
        return page, page.revisions.all()
    if page.kind != Kind.POLICY:
        raise Http404
    return page, queries.public_revisions(page)


@open_to_readers
@require_safe
def revision(request: HttpRequest, page_id: str, number: int) -> HttpResponse:
    """As it read then, beside how it read before or, with ?with=now, how it reads now."""
    membership = reader(request)
    page, found = _revisions(request, page_id)
    one = get_object_or_404(found.select_related("by"), number=number)
    is_now = request.GET.get("with") == "now"
    other = found.filter(number=page.number if is_now else number - 1).first()
    older, newer = (one, other) if is_now else (other, one)
    context = {
        "page": page,
        "revision": one,
        "is_now": is_now,
        "differs": queries.sides(older.body if older else "", newer.body if newer else ""),
        "is_member": bool(membership),
        "may_restore": bool(
            membership and number != page.number and rules.can_write(membership, page)
        ),
    }
    return render(request, "practice/revision.html", context)


@require_POST
def restore(request: HttpRequest, page_id: str, number: int) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    one = get_object_or_404(page.revisions.all(), number=number)
    given = {"revision": one, "number": page.number, "by": membership, "at": timezone.now()}
    if tried(request, actions.restore, page=page, **given):
        messages.success(request, _("It reads as it did then. What stood here is in the history."))
    return redirect("practice:page", page.public_id)


@form_page
def sources(request: HttpRequest, page_id: str) -> HttpResponse:
    """One empty source to fill in; a press on “Add another” keeps what was typed."""
    membership, page = load_to_write(request, page_id)
    typed = _with_one_more(request.POST) if "add" in request.POST else request.POST
    formset = CitationFormSet(typed or None, initial=page.citations, prefix=SOURCE)
    if request.method == "POST" and "add" not in request.POST and formset.is_valid():
        given = [form.cleaned_data for form in formset if form.cleaned_data.get("title")]
        about = {"number": page.number, "why": _("Sources"), "by": membership}
        if tried(request, actions.change, page=page, citations=given, **about, at=timezone.now()):
            messages.success(request, _("Saved. Sources stand below the text."))
            return redirect("practice:page", page.public_id)
    if "add" in request.POST:
        for form in formset:
            form.leave_unchecked()
    may_add = formset.total_form_count() < MOST_SOURCES
    context = {"formset": formset, "page": page, "may_add": may_add}
    return render(request, "practice/sources.html", context)


def _with_one_more(typed: QueryDict) -> QueryDict:
    given, name = typed.copy(), f"{SOURCE}-TOTAL_FORMS"
    total = given.get(name, "")
    if total.isascii() and total.isdigit() and len(total) < 4:
        given[name] = str(min(int(total) + 1, MOST_SOURCES))
    return given
