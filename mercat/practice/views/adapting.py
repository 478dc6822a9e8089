from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.practice import actions, marking, queries, rules
from mercat.practice.forms import AdaptForm, FieldsForm, TakeForm
from mercat.practice.merging import merge
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load, load_to_write


@form_page
def adapt(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    if not page.is_published:
        raise Http404("Not published.")
    initial = {"title": page.title, "licence": page.licence}
    form = AdaptForm(request.POST or None, page=page, initial=initial)
    if request.method == "POST" and form.is_valid():
        about = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        try:
            made = actions.adapt(page=page, **about)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It is yours as a draft. Now put your own names in."))
            return redirect("practice:fields", made.public_id)
    return render(request, "practice/adapt.html", {"form": form, "page": page})


@form_page
def fields(request: HttpRequest, page_id: str) -> HttpResponse:
    """What stands for the marked words."""
    membership, page = load_to_write(request, page_id)
    names = marking.names_in(page.title, page.summary, page.body)
    form = FieldsForm(request.POST or None, names=names, page=page)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        actions.set_fields(page=page, fields=given, by=membership, at=timezone.now())
        messages.success(request, _("Saved. The text reads with your words."))
        return redirect("practice:page", page.public_id)
    return render(request, "practice/fields.html", {"form": form, "page": page, "names": names})


@form_page
def original(request: HttpRequest, page_id: str) -> HttpResponse:
    """What differs from the original, what changed there since, and taking that change."""
    membership, page = load(request, page_id)
    source = queries.original_of(page, queries.seen_by(membership))
    if source is None:
        raise Http404("Its original is not here.")
    pictures = queries.numbers_in(page, source)
    theirs = queries.renumbered(queries.as_template(source), pictures)
    base = queries.revision(source, page.adapted_number)
    before = marking.marked(base.body, str(source.organisation)) if base else theirs
    before = queries.renumbered(before, pictures)
    merged = merge(before, page.body, theirs)
    initial = {"body": merged.text, "number": page.number, "taken": source.number}
    form = TakeForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {
        "source": source,
        "has_news": source.number != page.adapted_number,
        "news": queries.sides(before, theirs),
        "differs": queries.sides(theirs, page.body),
        "conflicts": merged.conflicts,
        "may_take": rules.can_write(membership, page),
    }
    if request.method == "POST":
        load_to_write(request, page_id)
    return ask(
        request,
        template="practice/original.html",
        form=form,
        page=page,
        by=membership,
        action=actions.take_change,
        given={"page": page},
        done=_("The change is in your text. Read it once more."),
        **context,
    )
