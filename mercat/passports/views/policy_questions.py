"""Questions that an organisation adds to the standard ones."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, question_sets
from mercat.passports.forms import SectionForm
from mercat.passports.forms.policy import KINDS, QuestionForm, typed_question
from mercat.passports.question_sets import QuestionSet
from mercat.passports.views.policy import administrator, draft_content


@require_safe
def policy_questions(request: HttpRequest) -> HttpResponse:
    membership = administrator(request)
    content = draft_content(membership)
    asked = _asked(content)
    headings = {section.key: section.heading for section in asked.sections}
    previews = _previews(membership, content)
    context = {
        "form": previews[0]["form"] if previews else None,  # so that the page says how to be safe
        "questions": [
            {
                **each,
                "heading": headings.get(each["section"], asked.sections[-1].heading),
                "kind": KINDS[each["type"]],
            }
            for each in content.get("questions", [])
        ],
        "full": len(content.get("questions", [])) >= question_sets.MOST_ADDED,
        "draft": queries.policy_draft(membership.organisation),
        "previews": previews,
    }
    return render(request, "passports/policy_questions.html", context)


def _asked(content: dict[str, Any]) -> QuestionSet:
    """The standard questions, without those of the organisation."""
    return question_sets.load(content["question_set"])


def _previews(membership: Membership, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each part the questions of our own, as an applicant sees them below the others."""
    whole = question_sets.with_added(_asked(content), {"questions": content.get("questions", [])})
    own = {each["key"] for each in content.get("questions", [])}
    found = []
    for section in whole.sections:
        form = SectionForm(
            section=section, organisation=membership.organisation, prefix=section.key
        )
        fields = [field for field in form if field.name in own]
        if fields:
            found.append({"section": section, "form": form, "fields": fields})
    return found


@form_page
def add_question(request: HttpRequest) -> HttpResponse:
    membership = administrator(request)
    form = QuestionForm(request.POST or None, asked=_asked(draft_content(membership)))
    if request.method == "POST" and form.is_valid():
        question = form.given()
        at = timezone.now()
        if tried(request, actions.add_question, question=question, by=membership, at=at):
            messages.success(request, _("The question is in the draft. Below is how it looks."))
        return redirect("passports:policy_questions")
    return render(request, "passports/add_question.html", {"form": form})


@form_page
def change_question(request: HttpRequest, question_id: str) -> HttpResponse:
    membership = administrator(request)
    content = draft_content(membership)
    found = _question(content, question_id)
    form = QuestionForm(
        request.POST or None, asked=_asked(content), key=question_id, initial=typed_question(found)
    )
    if request.method == "POST" and form.is_valid():
        given, at = form.given(), timezone.now()
        if tried(
            request, actions.change_question, key=question_id, question=given, by=membership, at=at
        ):
            messages.success(request, _("The question is changed in the draft."))
        return redirect("passports:policy_questions")
    return render(request, "passports/change_question.html", {"form": form, "question": found})


def _question(content: dict[str, Any], key: str) -> dict[str, Any]:
    found = next((each for each in content.get("questions", []) if each["key"] == key), None)
    if found is None:
        raise Http404("No such question.")
    return dict(found)


@require_POST
def remove_question(request: HttpRequest, question_id: str) -> HttpResponse:
    membership, at = administrator(request), timezone.now()
    _question(draft_content(membership), question_id)
    if tried(request, actions.remove_question, key=question_id, by=membership, at=at):
        messages.success(
            request, _("The question is out of the draft. Cases that have it keep it.")
        )
    return redirect("passports:policy_questions")
