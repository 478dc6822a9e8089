"""From a draft to comments, and to the end: by its authors, and by the days that they set."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice.papers import queries, rules
from mercat.practice.papers.actions.recording import locked, move, record
from mercat.practice.papers.lifecycle import State
from mercat.practice.papers.models import Paper

A_DAY = timedelta(days=1)


@transaction.atomic
def open_paper(
    *,
    paper: Paper,
    visibility: str,
    opens_on: date,
    closes_on: date,
    by: Membership,
    at: datetime,
) -> Paper:
    """For whom, and from when to when. From now on they can read it."""
    paper = locked(paper)
    rules.check_can_open(by, paper, visibility)
    if not paper.parts.exists():
        raise Refused(_("Write a part first: a paper without one says nothing."))
    today = paper.organisation.day(at)
    if opens_on < today or closes_on < opens_on:
        raise Refused(_("It opens today or later, and closes on that day or after it."))
    move(paper, "open", State.OPEN if opens_on == today else State.ANNOUNCED)
    paper.visibility, paper.opens_on, paper.closes_on = visibility, opens_on, closes_on
    paper.announced_at = at
    paper.save()
    days = [opens_on.isoformat(), closes_on.isoformat()]
    record("opened", paper, by=by.person, at=at, visibility=visibility, days=days)
    return paper


@transaction.atomic
def extend(*, paper: Paper, closes_on: date, by: Membership, at: datetime) -> Paper:
    """A later last day, never an earlier one: people rely on it."""
    paper = locked(paper)
    rules.check_is_author(by, paper)
    move(paper, "extend", paper.state)
    if paper.closes_on is None or closes_on <= paper.closes_on:
        raise Refused(_("The new last day has to be later than the one that people know."))
    paper.closes_on = closes_on
    paper.save(update_fields=["closes_on"])
    paper.followers.update(reminded_at=None)
    record("extended", paper, by=by.person, at=at, until=closes_on.isoformat())
    return paper


@transaction.atomic
def withdraw(*, paper: Paper, why: str, by: Membership, at: datetime) -> Paper:
    """It ends unfinished; whoever could read it reads why."""
    paper = locked(paper)
    rules.check_is_author(by, paper)
    move(paper, "withdraw", State.WITHDRAWN)
    paper.withdrawn_why, paper.closed_at = why, at
    paper.save(update_fields=["state", "withdrawn_why", "closed_at"])
    record("withdrawn", paper, by=by.person, at=at, words={"why": why})
    return paper


@transaction.atomic
def publish_answers(*, paper: Paper, we_did: str, by: Membership, at: datetime) -> Paper:
    """You said, we did: when every comment has its answer."""
    paper = locked(paper)
    rules.check_is_author(by, paper)
    if queries.unanswered(paper).exists():
        raise Refused(_("Some comments have no answer yet. Answer each of them first."))
    move(paper, "publish_answers", State.ANSWERED)
    paper.we_did, paper.answered_at = we_did, at
    paper.save(update_fields=["state", "we_did", "answered_at"])
    record("answers_published", paper, by=by.person, at=at, words={"we_did": we_did})
    return paper


def follow_days(*, at: datetime) -> int:
    """Every few minutes: open and close what is due where it is. Returns how many."""
    # A day later than the server's is today somewhere; each is asked by its own day below.
    due = Q(state=State.ANNOUNCED, opens_on__lte=at.date() + A_DAY)
    due |= Q(state=State.OPEN, closes_on__lt=at.date() + A_DAY)
    found = Paper.objects.filter(due, organisation__sealed_at=None).order_by("pk")
    return sum(_follow(paper, at=at) for paper in found)


@transaction.atomic
def _follow(paper: Paper, *, at: datetime) -> bool:
    paper = locked(paper)
    today = paper.organisation.day(at)
    if paper.state == State.ANNOUNCED and paper.opens_on and paper.opens_on <= today:
        move(paper, "begin", State.OPEN)
        record("begun", paper, by=None, at=at)
    if paper.state == State.OPEN and paper.closes_on and paper.closes_on < today:
        move(paper, "close", State.CLOSED)
        paper.closed_at = at
        record("closed", paper, by=None, at=at)
    before = Paper.objects.values_list("state", flat=True).get(pk=paper.pk)
    if before == paper.state:
        return False
    paper.save(update_fields=["state", "closed_at"])
    return True
