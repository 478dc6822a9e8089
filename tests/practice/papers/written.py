"""A paper of the council, in parts, as far along as a test needs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.practice.papers import actions
from mercat.practice.papers.models import Paper, PaperComment, Part
from tests.factories.council import Council

# Pages go by the clock, so the days of a paper do.
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
FIRST = NOW.astimezone(ZoneInfo("Europe/London")).date()
LAST = FIRST + 21 * DAY
PURPOSE = "We use social media to listen.\n\nWe answer within a day.\n\n- Be kind\n- Be brief"
CARE = "Passwords stand in a manager.\n\nTwo people can get in."


def make_paper(council: Council, *, at: datetime = NOW, **changed: Any) -> Paper:
    """A draft in two parts; the adviser writes it."""
    by = changed.pop("by", council.adviser)
    given = {"title": "A social media policy", "summary": "What should it say?", **changed}
    paper = actions.start(**given, by=by, at=at)
    for title, text in (("Purpose", PURPOSE), ("Care", CARE)):
        actions.add_part(paper=paper, title=title, text=text, by=by, at=at)
    return paper


def opened(
    council: Council, visibility: str = "organisation", *, at: datetime = NOW, **changed: Any
) -> Paper:
    by = changed.pop("by", council.adviser)
    days = {"opens_on": FIRST, "closes_on": LAST, **changed}
    paper = make_paper(council, by=by, at=at)
    return actions.open_paper(paper=paper, visibility=visibility, **days, by=by, at=at)


def after(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + DAY


def closed(council: Council, visibility: str = "organisation") -> Paper:
    paper = opened(council, visibility)
    actions.follow_days(at=after(LAST))
    paper.refresh_from_db()
    return paper


def part(paper: Paper, place: int = 0) -> Part:
    return paper.parts.order_by("position")[place]


def said(paper: Paper, *, by: Any = None, at: datetime = NOW, **changed: Any) -> PaperComment:
    given = {"part": part(paper), "subject": "A day is short", "text": "Say two.", **changed}
    if by is None:
        given = {"name": "Mairi Gunn", "email": "mairi@post.example", **given}
    return actions.comment(paper=paper, **given, by=by, at=at)


def revised(paper: Paper, text: str, *, by: Any, at: datetime = NOW, place: int = 0) -> Part:
    old = part(paper, place)
    given = {"title": old.title, "text": text, "why": "You asked for it.", "number": old.number}
    return actions.revise(paper=paper, part=old, **given, by=by, at=at)


def mails(purpose: str) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(purpose=purpose).order_by("pk"))


def link_of(mail: OutboxMail, *, at: datetime = NOW) -> str:
    """The address in the mail, as it is minted when it is sent."""
    address: str = outbox._secrets(mail, at=at)["link"]
    return "/" + address.split("/", 3)[3]
