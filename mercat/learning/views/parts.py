"""Stages, capabilities and indicators of a framework of our own, one form each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.learning import actions, queries
from mercat.learning.forms import CapabilityForm, IndicatorForm, PartForm, StageForm
from mercat.learning.frameworks import AUDIENCES, Framework, editing
from mercat.learning.models import FrameworkDraft
from mercat.learning.views.loading import load_draft
from mercat.learning.views.shown import AUDIENCE_LABELS
from mercat.learning.views.writing import form_shown, opened, sent
from mercat.organisations.models import Membership

FORMS: dict[str, type[PartForm]] = {
    "stages": StageForm,
    "capabilities": CapabilityForm,
    "indicators": IndicatorForm,
}
TITLES: dict[str, tuple[Promise, Promise, Promise]] = {
    "stages": (
        gettext_lazy("Add a stage"),
        gettext_lazy("Change a stage"),
        gettext_lazy("Remove this stage?"),
    ),
    "capabilities": (
        gettext_lazy("Add a capability"),
        gettext_lazy("Change a capability"),
        gettext_lazy("Remove this capability?"),
    ),
    "indicators": (
        gettext_lazy("Add a question"),
        gettext_lazy("Change a question"),
        gettext_lazy("Remove this question?"),
    ),
}


@dataclass(frozen=True)
class Page:
    """What each of these pages loads first."""

    membership: Membership
    draft: FrameworkDraft
    writing: editing.Draft
    kind: str
    key: str

    @cached_property
    def part(self) -> editing.Part:
        part = self.writing.part(self.kind, self.key)
        if part is None:
            raise Http404("No such part.")
        return part

    @cached_property
    def earlier(self) -> Framework | None:
        return queries.earlier_of_draft(self.writing, self.draft.organisation)

    @cached_property
    def home(self) -> str:
        """The capability that an indicator stands in."""
        found = self.writing.capability_of(self.key)
        return str(found["key"]) if found else ""

    def form(self, data: Any, initial: dict[str, Any]) -> PartForm:
        return FORMS[self.kind](data, initial=initial, **self._choices(initial, data))

    def _choices(self, initial: dict[str, Any], data: Any) -> dict[str, Any]:
        if self.kind != "indicators":
            return {}
        given = self.writing
        return {
            "capabilities": [(x["key"], x.get("name", x["key"])) for x in given.capabilities()],
            "stages": [(x["key"], x.get("name", x["key"])) for x in given.stages()],
            "earlier": self._earlier_questions(self.earlier, initial, data)
            if self.earlier
            else None,
        }

    def _earlier_questions(
        self, earlier: Framework, initial: dict[str, Any], data: Any
    ) -> list[tuple[str, str]]:
        """Of this capability; what it comes from; what became nothing yet; what was ticked."""
        pairs = self.writing.pairs(earlier)
        became = {old for old, _new in pairs}
        near = earlier.capability(str(initial.get("capability", "")))
        offered = {each.key for each in near.indicators} if near else set()
        offered |= {old for old, new in pairs if new == self.key}
        offered |= set(data.getlist("came_from") if data else [])
        texts = earlier.indicators()
        return [(k, x.text) for k, x in texts.items() if k in offered or k not in became]

    def came_from(self, key: str) -> list[str]:
        pairs = self.writing.pairs(self.earlier) if self.earlier else frozenset()
        return [old for old, new in sorted(pairs) if new == key]

    def back(self) -> tuple[str, str]:
        """To the capability of an indicator, else to the draft."""
        home = self.writing.part("capabilities", self.home) if self.home else None
        if home is None:
            return reverse("learning:draft_framework", args=[self.draft.public_id]), str(self.draft)
        url = reverse("learning:draft_capability", args=[self.draft.public_id, home["key"]])
        return url, str(home.get("name", home["key"]))


def _load(request: HttpRequest, draft_id: str, kind: str, key: str = "") -> Page:
    membership, draft = load_draft(request, draft_id)
    if kind not in editing.KINDS:
        raise Http404("No such kind.")
    page = Page(membership, draft, opened(draft), kind, key)
    if key:
        _known = page.part
    return page


@require_safe
def draft_capability(request: HttpRequest, draft_id: str, capability: str) -> HttpResponse:
    """Its questions, by stage and by who answers them."""
    page = _load(request, draft_id, "capabilities", capability)
    own = page.part.get("indicators") or []
    stages = [
        {
            "stage": stage,
            "audiences": [
                {
                    "key": audience,
                    "label": AUDIENCE_LABELS[audience],
                    "indicators": [
                        each
                        for each in own
                        if (each.get("stage"), each.get("audience")) == (stage["key"], audience)
                    ],
                }
                for audience in AUDIENCES
            ],
        }
        for stage in page.writing.stages()
    ]
    context = {"draft": page.draft, "capability": page.part, "stages": stages}
    return render(request, "learning/draft_capability.html", context)


@form_page
def add_part(request: HttpRequest, draft_id: str, kind: str) -> HttpResponse:
    page = _load(request, draft_id, kind)
    form = page.form(request.POST or None, _begun(request, page))
    given = {"draft": page.draft, "kind": kind, "by": page.membership}
    done, _theirs = sent(request, form, actions.add_part, **given, **_placed(form))
    if done:
        after = Page(page.membership, page.draft, opened(_again(page.draft)), kind, done)
        return redirect(_after(after))
    return form_shown(request, page.draft, form, str(TITLES[kind][0]), theirs=[])


def _begun(request: HttpRequest, page: Page) -> dict[str, Any]:
    """A question begins where its link stood; or as the one that it is split off from."""
    if page.kind != "indicators":
        return {}
    beside = page.writing.part("indicators", request.GET.get("beside", ""))
    if beside:
        home = page.writing.capability_of(beside["key"]) or {}
        alike = {name: beside.get(name, "") for name in ("stage", "audience")}
        return {
            **alike,
            "capability": home.get("key", ""),
            "came_from": page.came_from(beside["key"]),
        }
    return {name: request.GET.get(name, "") for name in ("capability", "stage", "audience")}


@form_page
def change_part(request: HttpRequest, draft_id: str, kind: str, part: str) -> HttpResponse:
    page = _load(request, draft_id, kind, part)
    initial = FORMS[kind].said(page.part)
    if kind == "indicators":
        initial |= {"capability": page.home, "came_from": page.came_from(part)}
    form = page.form(request.POST or None, initial)
    given = {"draft": page.draft, "kind": kind, "key": part, "by": page.membership}
    done, theirs = sent(request, form, actions.change_part, **given, **_placed(form))
    if done:
        return redirect(_after(page))
    more = {"part": page.part, "kind": kind, "draft": page.draft, "earlier": page.earlier}
    title = str(TITLES[kind][1])
    return form_shown(request, page.draft, form, title, theirs=theirs, back=page.back(), more=more)


def _placed(form: PartForm) -> dict[str, Any]:
    """Where an indicator stands and what it comes from; nothing of other parts."""
    if not isinstance(form, IndicatorForm) or not form.is_bound or not form.is_valid():
        return {}
    given = form.cleaned_data
    return {"within": given["capability"], "came_from": given.get("came_from")}


def _again(draft: FrameworkDraft) -> FrameworkDraft:
    draft.refresh_from_db()
    return draft


def _after(page: Page) -> str:
    """Where what was saved is seen."""
    draft = reverse("learning:draft_framework", args=[page.draft.public_id])
    if page.kind == "stages":
        return f"{draft}#stages"
    home = page.key if page.kind == "capabilities" else page.home
    return reverse("learning:draft_capability", args=[page.draft.public_id, home])


@form_page
def remove_part(request: HttpRequest, draft_id: str, kind: str, part: str) -> HttpResponse:
    page = _load(request, draft_id, kind, part)
    if request.method == "POST":
        given = {"draft": page.draft, "kind": kind, "key": part, "by": page.membership}
        was = request.POST.get("was", "")
        if tried(request, actions.remove_part, **given, was=was, at=timezone.now()):
            messages.success(request, _("Removed. “Undo the latest change” brings it back."))
            return redirect("learning:draft_framework", page.draft.public_id)
        return redirect(request.path)
    context = {
        "draft": page.draft,
        "title": TITLES[kind][2],
        "name": page.part.get(editing.NAMED_BY[kind], ""),
        "was": editing.fingerprint_of(page.part),
        "goes_along": page.writing.goes_along(kind, part),
        "back": page.back(),
    }
    return render(request, "learning/remove_part.html", context)


@require_POST
def move_part(request: HttpRequest, draft_id: str, kind: str, part: str) -> HttpResponse:
    page = _load(request, draft_id, kind, part)
    given = {"draft": page.draft, "kind": kind, "key": part, "by": page.membership}
    if tried(request, actions.move_part_up, **given, at=timezone.now()):
        messages.success(request, _("Moved up."))
    if kind == "indicators":
        return redirect(_after(page))
    address = reverse("learning:draft_framework", args=[page.draft.public_id])
    return redirect(f"{address}#{kind}")
