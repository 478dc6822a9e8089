from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.fetching import HTML, NotFetched, fetch
from mercat.common.refusals import Refused
from mercat.common.uploads.checking import TOO_LARGE
from mercat.common.uploads.handler import TooLarge
from mercat.common.views import form_page, open_to_readers, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.practice import actions, queries
from mercat.practice.exports import EXPORTS
from mercat.practice.forms import BringInForm, DescribePicturesForm
from mercat.practice.imports import Brought, bring
from mercat.practice.imports import actions as bringing
from mercat.practice.models import Page
from mercat.practice.views.loading import load_to_write, readable

PATIENCE = 8  # seconds, while somebody waits for the page
RELOAD_AFTER = 4  # seconds
LARGEST = 3_000_000


@form_page
def bring_in(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BringInForm(*given)
    if request.method == "POST" and form.is_valid():
        try:
            page = _kept(form, membership)
        except NotFetched as refusal:
            form.add_error("url", refusal.sentence)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, _("It is a draft now. Read it beside the original."))
            has_more = page.attachments.exists() or page.missing_pictures.exists()
            return redirect(f"practice:{'brought' if has_more else 'page'}", page.public_id)
    return render(request, "practice/bring_in.html", {"form": form})


def _kept(form: BringInForm, by: Membership) -> Page:
    given = form.cleaned_data
    brought = _read(form)
    url = given["url"] or brought.url
    said = [url or given["file"].name, brought.author]
    return bringing.bring_in(
        brought=brought,
        source="; ".join(each for each in said if each)[:500],
        source_on=given["source_on"],
        fetches=bool(given.get("fetches")),
        by=by,
        at=timezone.now(),
    )


def _read(form: BringInForm) -> Brought:
    file, url = form.cleaned_data["file"], form.cleaned_data["url"]
    if isinstance(file, TooLarge):
        raise Refused(_("“{name}” {fault}.").format(name=file.name, fault=TOO_LARGE))
    if file:
        return bring(file.name, file.read(), url=url)
    found = fetch(url, accept=HTML, timeout=PATIENCE, max_bytes=LARGEST)
    return bring(found.url.rstrip("/").rpartition("/")[2], found.text.encode(), url=found.url)


@require_safe
def brought(request: HttpRequest, page_id: str) -> HttpResponse:
    """What came with a document, and what did not and why."""
    _membership, page = load_to_write(request, page_id)
    report = queries.brought_with(page)
    context = {"page": page, "report": report, "may_fetch": settings.OUTGOING_REQUESTS}
    answer = render(request, "practice/brought.html", context)
    if report.waiting and settings.OUTGOING_REQUESTS:
        answer.headers["Refresh"] = str(RELOAD_AFTER)
    return answer


@require_POST
def ask_for_pictures(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    given = {"by": membership, "at": timezone.now()}
    if tried(request, bringing.ask_for_pictures, page=page, **given):
        messages.success(request, _("They are fetched one after the other, which takes a while."))
    return redirect("practice:brought", page.public_id)


@form_page
def describe_pictures(request: HttpRequest, page_id: str) -> HttpResponse:
    """What each picture shows, asked for before anybody else sees the page."""
    membership, page = load_to_write(request, page_id)
    form = DescribePicturesForm(request.POST or None, pictures=queries.pictures_of(page))
    if request.method == "POST" and form.is_valid():
        given = {"words": form.words(), "by": membership, "at": timezone.now()}
        if tried(request, actions.describe_pictures, page=page, **given):
            messages.success(request, _("Saved. Whoever cannot see the pictures hears this."))
        return redirect("practice:page", page.public_id)
    return render(request, "practice/describe_pictures.html", {"form": form, "page": page})


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
