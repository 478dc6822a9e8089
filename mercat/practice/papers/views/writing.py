"""Its authors write: the paper, its parts, and their revisions."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common import markdown
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.practice.papers import actions, forms
from mercat.practice.papers.models import Paper, Part
from mercat.practice.papers.views.loading import load_to_write, part_of, to_paper


@form_page
def start(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = forms.PaperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        paper = actions.start(**form.cleaned_data, by=membership, at=timezone.now())
        messages.success(request, _("The paper is begun. Only its authors see it. Add a part."))
        return to_paper(paper)
    title, button = _("What would you like to discuss?"), _("Begin the paper")
    return render(request, "papers/form.html", {"form": form, "title": title, "button": button})


@form_page
def change(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    known = {"title": paper.title, "summary": paper.summary}
    form = forms.PaperForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.change, paper=paper, **given):
            messages.success(request, _("The title and the summary are changed."))
        return to_paper(paper)
    return _form(request, form, paper, _("Change the title and the summary"), _("Save"))


@form_page
def add_author(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.AddAuthorForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        given = {"member": form.member, "by": membership, "at": timezone.now()}
        if tried(request, actions.add_author, paper=paper, **given):
            messages.success(request, _("They are an author now."))
        return to_paper(paper)
    return _form(request, form, paper, _("Add an author"), _("Add them"))


@form_page
def add_part(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        try:
            part = actions.add_part(paper=paper, **given)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The part is added at the end."))
            return redirect("papers:part", paper.public_id, part.public_id)
    return _part_form(request, form, paper, _("Add a part"), _("Add the part"))


@form_page
def revise(request: HttpRequest, paper_id: str, part_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    part = part_of(paper, part_id)
    is_announced = paper.announced_at is not None
    form = forms.RevisePartForm(request.POST or None, part=part, is_announced=is_announced)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        given = {**form.cleaned_data, "number": form.cleaned_data["number"] or 0}
        try:
            actions.revise(paper=paper, part=part, **given, by=membership, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            form = _brought_up(request, form, part)
        else:
            messages.success(request, _("The part is changed. Comments keep what they spoke of."))
            return redirect("papers:part", paper.public_id, part.public_id)
    return _part_form(request, form, paper, _("Change this part"), _("Save the part"))


def _brought_up(
    request: HttpRequest, form: forms.RevisePartForm, part: Part
) -> forms.RevisePartForm:
    """What they wrote, against the newest revision: saving it again is their word on both."""
    newest = Part.objects.get(pk=part.pk)
    typed = request.POST.copy()
    typed["number"] = str(newest.number)
    again = forms.RevisePartForm(typed, part=newest, is_announced=form.fields["why"].required)
    for sentence in form.non_field_errors():
        again.add_error(None, sentence)
    return again


def _part_form(
    request: HttpRequest, form: forms.PartForm, paper: Paper, title: str, button: str
) -> HttpResponse:
    shows = "preview" in request.POST and form.is_valid()
    preview = markdown.render(form.cleaned_data["text"], prefix="p-") if shows else None
    context = {"form": form, "paper": paper, "title": title, "button": button, "preview": preview}
    return render(request, "papers/part_form.html", context)


def _form(
    request: HttpRequest, form: BaseForm, paper: Paper, title: str, button: str
) -> HttpResponse:
    context = {"form": form, "paper": paper, "title": title, "button": button}
    return render(request, "papers/form.html", context)


@require_POST
def move_up(request: HttpRequest, paper_id: str, part_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    given = {"part": part_of(paper, part_id), "by": membership, "at": timezone.now()}
    tried(request, actions.move_up, paper=paper, **given)
    return to_paper(paper)


@require_POST
def remove_part(request: HttpRequest, paper_id: str, part_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    given = {"part": part_of(paper, part_id), "by": membership, "at": timezone.now()}
    if tried(request, actions.remove_part, paper=paper, **given):
        messages.success(request, _("The part is removed."))
    return to_paper(paper)
