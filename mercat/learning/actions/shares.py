from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.learning import emails, queries, rules
from mercat.learning.actions.assessments import opened
from mercat.learning.lifecycle import SHARE_MOVES
from mercat.learning.models import LearningAssessment, Response, Share
from mercat.organisations.models import Membership


class SavedMeanwhile(Refused):
    """Somebody else saved some of these answers; nothing of this page was saved."""

    def __init__(self, theirs: dict[str, Response]) -> None:
        super().__init__(
            _(
                "A colleague saved some of these answers since you opened the page. Both are shown "
                "below: choose what is right, then save again."
            )
        )
        self.theirs = theirs


@transaction.atomic
def assign(
    *,
    assessment: LearningAssessment,
    team: str,
    lead: Membership,
    due_on: date,
    came_from: Share | None = None,
    by: Membership,
    at: datetime,
) -> Share:
    """`came_from`: the same team last time, whose answers are shown beside the questions."""
    assessment = opened(assessment, by=by)
    try:
        with transaction.atomic():
            share = Share.objects.create(
                assessment=assessment,
                team=team,
                lead=lead.person,
                came_from=came_from,
                asked_on=assessment.organisation.day(at),
                due_on=due_on,
                status=check_move(SHARE_MOVES, action="assign", old="").new,
            )
    except IntegrityError as error:
        raise Refused(_("{team} is asked already.").format(team=team)) from error
    if lead.person_id != by.person_id:
        emails.queue_assigned(share, at=at)
    _record("assigned", share, by=by, at=at)
    return share


@transaction.atomic
def answer(
    *,
    share: Share,
    answers: dict[str, dict[str, Any]],
    by: Membership,
    at: datetime,
) -> list[Response]:
    """`answers`: by indicator, with coverage, note and the row version that the page had (0: none).

    What did not change is left alone, so two people on one page lose nothing unless they change
    the same answer: then `SavedMeanwhile` holds the other's.
    """
    share = _locked(share)
    rules.check_can_answer(by, share)
    saved = {each.indicator: each for each in share.responses.select_related("saved_by")}
    changed = {key: given for key, given in answers.items() if _differs(saved.get(key), given)}
    theirs = {
        key: saved[key]
        for key, given in changed.items()
        if key in saved and saved[key].row_version != given["row_version"]
    }
    if theirs:
        raise SavedMeanwhile(theirs)
    kept = [_keep(share, saved.get(key), key, given, by, at) for key, given in changed.items()]
    if kept:
        _move(share, "answer", by=by, at=at, facts={"answers": len(kept)})
    return kept


def _differs(saved: Response | None, given: dict[str, Any]) -> bool:
    before = (saved.coverage, saved.note) if saved else ("", "")
    return before != (given["coverage"], given["note"])


def _keep(
    share: Share,
    saved: Response | None,
    indicator: str,
    given: dict[str, Any],
    by: Membership,
    at: datetime,
) -> Response:
    response = saved or Response(share=share, indicator=indicator, row_version=0)
    response.coverage, response.note = given["coverage"], given["note"]
    response.row_version += 1
    response.saved_by, response.saved_at = by.person, at
    response.save()
    return response


@transaction.atomic
def submit(*, share: Share, by: Membership, at: datetime) -> Share:
    share = _locked(share)
    rules.check_can_answer(by, share)
    if left := queries.unanswered(share):
        sentence = ngettext(
            "One answer is missing. “We can’t say” is an answer too.",
            "%d answers are missing. “We can’t say” is an answer too.",
            left,
        )
        raise Refused(sentence % left if left > 1 else sentence)
    share.submitted_at, share.asked = at, ""
    return _move(share, "submit", by=by, at=at)


@transaction.atomic
def request_changes(*, share: Share, asked: str, by: Membership, at: datetime) -> Share:
    share = _led(share, by=by)
    share.asked = asked
    moved = _move(share, "request_changes", by=by, at=at, words={"asked": asked})
    if share.lead_id != by.person_id:
        emails.queue_changes_requested(share, at=at)
    return moved


@transaction.atomic
def close(*, share: Share, by: Membership, at: datetime) -> Share:
    return _move(_led(share, by=by), "close", by=by, at=at)


@transaction.atomic
def remove(*, share: Share, by: Membership, at: datetime) -> None:
    share = _led(share, by=by)
    check_move(SHARE_MOVES, action="remove", old=share.status)
    kept = Share(public_id=share.public_id, assessment=share.assessment)
    share.delete()
    _record("removed", kept, by=by, at=at)


def _led(share: Share, *, by: Membership) -> Share:
    opened(share.assessment, by=by)
    return _locked(share)


def _locked(share: Share) -> Share:
    found = Share.objects.select_for_update(of=("self",))
    return found.select_related("assessment__organisation", "assessment__version", "lead").get(
        pk=share.pk
    )


def _move(share: Share, action: str, *, by: Membership, at: datetime, **more: Any) -> Share:
    share.status = check_move(SHARE_MOVES, action=action, old=share.status).new
    share.save()
    _record(action, share, by=by, at=at, **more)
    return share


def _record(
    verb: str,
    share: Share,
    *,
    by: Membership,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"learning.share.{verb}",
        subject=share,
        organisation=share.assessment.organisation,
        by=by.person,
        at=at,
        facts={"status": share.status, **(facts or {})},
        words=words,
    )
