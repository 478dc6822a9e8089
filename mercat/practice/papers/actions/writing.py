"""The paper itself: its title, its authors, its parts and their revisions."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice.papers import queries, rules
from mercat.practice.papers.actions.recording import locked, record
from mercat.practice.papers.lifecycle import ARRANGEABLE, MOVES, State
from mercat.practice.papers.models import Author, Paper, Part, PartRevision

MOST_PARTS = 60


@transaction.atomic
def start(*, title: str, summary: str, by: Membership, at: datetime) -> Paper:
    paper = Paper.objects.create(
        organisation=by.organisation,
        state=State.DRAFT,
        title=title,
        summary=summary,
        started_at=at,
    )
    Author.objects.create(paper=paper, person=by.person, since=at)
    record("started", paper, by=by.person, at=at, words={"title": title})
    return paper


@transaction.atomic
def change(*, paper: Paper, title: str, summary: str, by: Membership, at: datetime) -> Paper:
    """The title and what stands below it; its parts have their own revisions."""
    paper = _revisable(paper, by)
    paper.title, paper.summary = title, summary
    paper.save(update_fields=["title", "summary"])
    record("changed", paper, by=by.person, at=at, words={"title": title, "summary": summary})
    return paper


@transaction.atomic
def add_author(*, paper: Paper, member: Membership, by: Membership, at: datetime) -> Author:
    paper = locked(paper)
    rules.check_is_author(by, paper)
    if member.organisation_id != paper.organisation_id:
        raise Refused(_("Authors work where the paper is written. Others can comment on it."))
    author, made = Author.objects.get_or_create(
        paper=paper, person=member.person, defaults={"since": at}
    )
    if made:
        record("author_added", paper, by=by.person, at=at, member=member.public_id)
    return author


@transaction.atomic
def add_part(*, paper: Paper, title: str, text: str, by: Membership, at: datetime) -> Part:
    paper = _revisable(paper, by)
    _check_arrangeable(paper)
    last = paper.parts.aggregate(last=Max("position"))["last"] or 0
    if paper.parts.count() >= MOST_PARTS:
        raise Refused(_("Sixty parts are the most. Could two of them be one?"))
    part = Part.objects.create(paper=paper, position=last + 1, title=title, text=text)
    _keep_revision(part, why="", by=by, at=at)
    record("part_added", paper, by=by.person, at=at, part=part.public_id)
    return part


@transaction.atomic
def revise(
    *,
    paper: Paper,
    part: Part,
    title: str,
    text: str,
    why: str,
    number: int,
    by: Membership,
    at: datetime,
) -> Part:
    """A new revision. `number` is the one that was changed: nobody overwrites a colleague's."""
    paper = _revisable(paper, by)
    part = Part.objects.select_for_update().get(pk=part.pk, paper=paper)
    if part.number != number:
        raise Refused(
            _("A colleague changed this part while you wrote. Yours is below: bring both together.")
        )
    if (title, text) == (part.title, part.text):
        return part
    part.title, part.text, part.number = title, text, part.number + 1
    part.save(update_fields=["title", "text", "number"])
    _keep_revision(part, why=why, by=by, at=at)
    record("revised", paper, by=by.person, at=at, part=part.public_id, number=part.number)
    return part


@transaction.atomic
def move_up(*, paper: Paper, part: Part, by: Membership, at: datetime) -> None:
    """One place further to the front."""
    paper = _revisable(paper, by)
    _check_arrangeable(paper)
    parts = queries.parts_of(paper)
    place = next(i for i, each in enumerate(parts) if each.pk == part.pk)
    if place == 0:
        return
    parts[place - 1], parts[place] = parts[place], parts[place - 1]
    for position, each in enumerate(parts, start=1):
        if each.position != position:
            Part.objects.filter(pk=each.pk).update(position=position)
    record("part_moved", paper, by=by.person, at=at, part=part.public_id)


@transaction.atomic
def remove_part(*, paper: Paper, part: Part, by: Membership, at: datetime) -> None:
    """Before anybody could comment on it."""
    paper = _revisable(paper, by)
    _check_arrangeable(paper)
    part = Part.objects.select_for_update().get(pk=part.pk, paper=paper)
    record("part_removed", paper, by=by.person, at=at, part=part.public_id)
    part.delete()


def _revisable(paper: Paper, by: Membership) -> Paper:
    paper = locked(paper)
    rules.check_is_author(by, paper)
    check_move(MOVES, action="revise", old=paper.state)
    return paper


def _check_arrangeable(paper: Paper) -> None:
    if paper.state not in ARRANGEABLE:
        raise Refused(
            _(
                "People comment on these parts, so they keep their order. "
                "You can change what each says."
            )
        )


def _keep_revision(part: Part, *, why: str, by: Membership, at: datetime) -> PartRevision:
    return PartRevision.objects.create(
        part=part,
        number=part.number,
        title=part.title,
        text=part.text,
        why=why,
        made_by=by.person,
        made_at=at,
    )
