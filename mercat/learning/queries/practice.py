"""What a page of Shared practice says at first of an action that was done, or of a final report."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common.fields import Words
from mercat.learning.models import LearningAssessment, PlannedAction
from mercat.organisations.models import Membership
from mercat.practice import queries as practice
from mercat.practice.models import Page


def page_seen_by(membership: Membership, page_id: int | None) -> Page | None:
    """A page that was begun here, where this member may see it."""
    if page_id is None:
        return None
    return practice.seen_by(membership).filter(pk=page_id).first()


def note_of(planned: PlannedAction) -> dict[str, str]:
    """It names nobody: neither who did it nor which team was asked."""
    parts = (
        (_("What we wanted"), planned.text),
        (_("What came of it"), planned.outcome),
        (_("What we would do again, and what not"), ""),
    )
    return {
        "title": planned.text,
        "summary": planned.outcome,
        "body": "\n\n".join(f"## {heading}\n\n{text}".strip() for heading, text in parts),
    }


def page_of_report(assessment: LearningAssessment) -> dict[str, str]:
    """From the kept report alone: stages, aims, reasons and what others said; no team, no note."""
    report: dict[str, Any] = assessment.report or {}
    names = {each["key"]: each["name"] for each in report["stages"]}
    intro = _intro(report)
    kept = _("The final report has this fingerprint (SHA-256): {sha256}")
    parts = [
        intro,
        *(_capability(each, names) for each in report["capabilities"]),
        f"## {_('What we do next')}",
        f"## {_('How we found out')}",
        report["framework"]["notice"],
        kept.format(sha256=assessment.sha256),
    ]
    return {"title": report["title"], "summary": intro, "body": "\n\n".join(filter(None, parts))}


def _intro(report: dict[str, Any]) -> str:
    names = [str(Words(report[name])) for name in ("department", "organisation")]
    of = ", ".join(filter(None, names))
    sentence = _("How people learn: {of}, by {framework}, version {number}, for {start} to {end}.")
    return sentence.format(
        of=of,
        framework=report["framework"]["name"],
        number=report["framework"]["number"],
        start=date_format(date.fromisoformat(report["starts_on"])),
        end=date_format(date.fromisoformat(report["ends_on"])),
    )


def _capability(capability: dict[str, Any], names: dict[str, str]) -> str:
    not_yet = _("not yet the first stage")
    stands = names.get(capability["stage"] or "", not_yet)
    lines = [f"- {_('Stands at: {stage}').format(stage=stands)}"]
    if target := names.get(capability["target"]):
        lines.append(f"- {_('Aims at: {stage}').format(stage=target)}")
    if capability.get("last_stage") is not None:
        last = capability.get("last_stage_name") or not_yet
        lines.append(f"- {_('Last time: {stage}').format(stage=last)}")
    parts = [f"## {capability['name']}", "\n".join(lines), capability["reason"]]
    return "\n\n".join(filter(None, parts))
