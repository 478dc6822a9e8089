"""What the pages share on which a framework of our own is written with forms."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.learning import actions
from mercat.learning.forms import PartForm, RulesForm
from mercat.learning.frameworks import Fault, editing
from mercat.learning.models import FrameworkDraft

Rows = list[dict[str, Any]]


def opened(draft: FrameworkDraft) -> editing.Draft:
    """Where only the text can mend it, there are no forms."""
    writing = editing.opened(draft.text)
    if writing is None:
        raise Http404("This draft has no forms.")
    return writing


def sent(
    request: HttpRequest, form: PartForm, action: Callable[..., Any], **given: Any
) -> tuple[Any, Rows]:
    """What was done, if the form was sent and is right; and what somebody else saved meanwhile."""
    if request.method != "POST" or not form.is_valid():
        return None, []
    given["values"] = form.values()
    if form.initial.get("was"):
        given["was"] = form.cleaned_data["was"]
    try:
        done = action(**given, at=timezone.now())
    except actions.ChangedMeanwhile as refusal:
        messages.error(request, refusal.sentence)
        theirs = form.theirs(refusal.theirs)
        form.data = request.POST.copy()
        form.data["was"] = editing.fingerprint_of(refusal.theirs)
        return None, theirs
    except actions.Untellable as refusal:
        form.add_error("came_from", refusal.sentence)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Saved."))
        return done or True, []
    return None, []


def form_shown(
    request: HttpRequest,
    draft: FrameworkDraft,
    form: PartForm,
    title: str,
    *,
    theirs: Rows,
    back: tuple[str, str] = ("", ""),
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """`back`: address and name of the page to go back to, else the draft's own."""
    address = back[0] or reverse("learning:draft_framework", args=[draft.public_id])
    context = {
        "form": form,
        "title": title,
        "theirs": theirs,
        "back_url": address,
        "back_text": back[1] or draft,
        **(more or {}),
    }
    return render(request, "learning/draft_form.html", context)


def rules_shown(writing: editing.Draft) -> Rows:
    """As the form asks them."""
    form = RulesForm(initial=RulesForm.said(writing.rules()))
    return [
        {"key": str(form.fields[name].label), "value": value}
        for name, value in form.in_words().items()
    ]


def faults_shown(
    draft: FrameworkDraft, writing: editing.Draft | None, faults: Iterable[Fault]
) -> Rows:
    """Each with its line, and with the page on which a form can mend it."""
    rows = []
    for fault in faults:
        url, where = _place(draft, writing, fault.path) if writing else ("", "")
        text_url = reverse("learning:write_draft", args=[draft.public_id])
        rows.append({"fault": fault, "url": url or text_url, "where": where})
    return rows


def _place(draft: FrameworkDraft, writing: editing.Draft, path: tuple[Any, ...]) -> tuple[str, str]:
    first = path[0] if path else ""
    if first in ("stages", "capabilities") and len(path) > 1:
        return _place_of_part(draft, writing, path)
    if first == "rules":
        return reverse("learning:set_draft_rules", args=[draft.public_id]), _("The rules")
    if first in ("stages", "capabilities"):
        kinds = {"stages": _("Stages"), "capabilities": _("Capabilities")}
        return f"#{first}", kinds[first]
    if first in ("mappings", "urn"):
        return "", ""
    return reverse("learning:describe_draft", args=[draft.public_id]), _("About it")


def _place_of_part(
    draft: FrameworkDraft, writing: editing.Draft, path: tuple[Any, ...]
) -> tuple[str, str]:
    """Paths count as the text does, so a stage is looked up there and not in its order."""
    part = writing.data[path[0]][path[1]]
    if path[2:3] == ("indicators",) and len(path) > 3:
        one = part["indicators"][path[3]]
        return part_url(draft, "indicators", one["key"], "change"), str(one.get("text", ""))
    name = str(part.get("name", part["key"]))
    if path[0] == "capabilities" and len(path) == 2:
        return reverse("learning:draft_capability", args=[draft.public_id, part["key"]]), name
    return part_url(draft, path[0], part["key"], "change"), name


def part_url(draft: FrameworkDraft, kind: str, key: str, verb: str) -> str:
    return reverse(f"learning:{verb}_part", args=[draft.public_id, kind, key])
