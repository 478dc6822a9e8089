"""A policy from its paper: the text as it stands now, and how it came to read so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.practice import actions as practice
from mercat.practice.lifecycle import Kind
from mercat.practice.models import Page, Revision, Writer
from mercat.practice.papers import queries, rules
from mercat.practice.papers.actions.recording import locked, move, record
from mercat.practice.papers.lifecycle import State
from mercat.practice.papers.models import Paper, PartRevision


@transaction.atomic
def adopt(*, paper: Paper, visibility: str, licence: str, by: Membership, at: datetime) -> Page:
    """Its authors write the page, which begins with the paper's revisions."""
    paper = locked(paper)
    rules.check_can_open(by, paper, visibility)
    move(paper, "adopt", State.ADOPTED)
    page = practice.begin(
        kind=Kind.POLICY,
        title=paper.title,
        summary=paper.summary,
        body="",
        licence=licence,
        by=by,
        at=at,
    )
    _keep_history(page, paper, by=by.person, at=at)
    for author in queries.authors_of(paper):
        Writer.objects.get_or_create(
            page=page,
            person=author.person,
            defaults={"organisation": paper.organisation, "since": at},
        )
    practice.publish(page=page, visibility=visibility, by=by, at=at)
    paper.page, paper.adopted_at = page, at
    paper.save(update_fields=["state", "page", "adopted_at"])
    record("adopted", paper, by=by.person, at=at, page=page.public_id)
    return page


def _keep_history(page: Page, paper: Paper, *, by: Person, at: datetime) -> None:
    """One revision for how it was put up for comments, one for each change after that."""
    steps = _steps(paper)
    last = steps[-1][1] if steps else ""
    steps.append((_("Adopted from the paper, after its discussion."), last, by, at))
    page.revisions.all().delete()
    Revision.objects.bulk_create(
        Revision(
            page=page,
            number=number,
            title=page.title,
            summary=page.summary,
            body=body,
            why=why,
            by=who,
            at=when,
        )
        for number, (why, body, who, when) in enumerate(steps, start=1)
    )
    page.number, page.body = len(steps), last
    page.save(update_fields=["number", "body"])


def _steps(paper: Paper) -> list[tuple[str, str, Person, datetime]]:
    """Why, the whole text, who and when; what was written before it was open is one step."""
    parts = [each.pk for each in queries.parts_of(paper)]
    found = PartRevision.objects.filter(part__in=parts).select_related("made_by")
    now: dict[int, PartRevision] = {}
    steps: list[tuple[str, str, Person, datetime]] = []
    for each in found.order_by("made_at", "pk"):
        now[each.part_id] = each
        body = _whole(parts, now)
        is_open = bool(paper.announced_at and each.made_at > paper.announced_at)
        if not is_open:
            steps = []
        why = each.why if is_open else _("As it was put up for comments.")
        steps.append((why[:300], body, each.made_by, each.made_at))
    return steps


def _whole(parts: list[int], now: dict[int, PartRevision]) -> str:
    written = [now[each] for each in parts if each in now]
    return "\n\n".join(f"## {each.title}\n\n{each.text.strip()}" for each in written)
