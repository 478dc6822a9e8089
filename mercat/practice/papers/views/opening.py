"""For whom and until when; and the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.practice.papers import actions, forms, queries
from mercat.practice.papers.views.loading import load_to_write, to_paper, today


@form_page
def open_paper(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.OpenForm(request.POST or None, today=today(paper), by=membership)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        try:
            actions.open_paper(paper=paper, **given)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It can be read now. Invite those whom you want to hear."))
            return to_paper(paper)
    title, button = _("Who can read it and comment, and until when?"), _("Open the paper")
    context = {"form": form, "paper": paper, "title": title, "button": button}
    return render(request, "papers/form.html", context)


@form_page
def extend(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.ExtendForm(request.POST or None, paper=paper)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.extend, paper=paper, **given):
            messages.success(request, _("There is more time now."))
        return to_paper(paper)
    title, button = _("Give people more time"), _("Set the new last day")
    context = {"form": form, "paper": paper, "title": title, "button": button}
    return render(request, "papers/form.html", context)


@form_page
def withdraw(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    hint = _("Whoever could read the paper reads it. What was said stays; nobody can add to it.")
    form = forms.WhyForm(request.POST or None, help_text=hint)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.withdraw, paper=paper, **given):
            messages.success(request, _("The paper is withdrawn."))
        return to_paper(paper)
    title, button = _("Withdraw the paper"), _("Withdraw it")
    context = {"form": form, "paper": paper, "title": title, "button": button}
    return render(request, "papers/form.html", context)


@form_page
def publish_answers(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.PublishAnswersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        try:
            actions.publish_answers(paper=paper, **given)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“You said, we did” can be read now."))
            return redirect("papers:you_said", paper.public_id)
    title, button = _("You said, we did"), _("Publish it")
    left = queries.unanswered(paper).count()
    context = {"form": form, "paper": paper, "title": title, "button": button, "left": left}
    return render(request, "papers/publish_answers.html", context)


@form_page
def adopt(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    known = {"visibility": paper.visibility}
    form = forms.AdoptForm(request.POST or None, by=membership, initial=known)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.adopt, paper=paper, **given):
            messages.success(request, _("The policy is adopted. Its history begins here."))
        return to_paper(paper)
    context = {"form": form, "paper": paper, "left": queries.unanswered(paper).count()}
    return render(request, "papers/adopt.html", context)
