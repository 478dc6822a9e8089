"""What was learnt here, begun as a page of Shared practice. Its writer publishes it or not."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mercat.audit import actions as audit
from mercat.learning import queries, rules
from mercat.learning.actions.plans import locked_plan
from mercat.learning.models import LearningAssessment, PlannedAction
from mercat.organisations.models import Membership
from mercat.practice import actions as practice
from mercat.practice.lifecycle import Kind, Licence
from mercat.practice.models import Page

LONGEST_TITLE, LONGEST_SUMMARY = 160, 500


@transaction.atomic
def draft_note(*, planned: PlannedAction, by: Membership, at: datetime) -> Page:
    """A finished action as a practice note; once more, it is the note that is there."""
    planned = locked_plan(planned)
    rules.check_can_do(by, planned)
    rules.check_is_done(planned)
    if planned.page:
        return planned.page
    words = queries.note_of(planned)
    planned.page = _begun(Kind.NOTE, **words, by=by, at=at)
    planned.save(update_fields=["page"])
    _record("plan.noted", planned, planned.page, by=by, at=at)
    return planned.page


@transaction.atomic
def draft_report_page(*, assessment: LearningAssessment, by: Membership, at: datetime) -> Page:
    """A final report as a page, from what was kept; without what teams said and evidence."""
    locked = LearningAssessment.objects.select_for_update(of=("self",))
    found = locked.select_related("organisation", "page").get(pk=assessment.pk)
    rules.check_can_lead(by, found)
    rules.check_is_final(found)
    if found.page:
        return found.page
    found.page = _begun(Kind.CASE_STUDY, **queries.page_of_report(found), by=by, at=at)
    found.save(update_fields=["page"])
    _record("report.page_begun", found, found.page, by=by, at=at)
    return found.page


def _begun(kind: str, *, title: str, summary: str, body: str, by: Membership, at: datetime) -> Page:
    return practice.begin(
        kind=kind,
        title=title[:LONGEST_TITLE],
        summary=summary[:LONGEST_SUMMARY],
        body=body,
        language=by.organisation.languages[0],
        licence=Licence.OGL,
        by=by,
        at=at,
    )


def _record(verb: str, subject: Any, page: Page, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"learning.{verb}",
        subject=subject,
        organisation=page.organisation,
        by=by.person,
        at=at,
        facts={"page": page.public_id},
    )
