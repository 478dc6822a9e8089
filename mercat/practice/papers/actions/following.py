"""Who wants to know, who is invited, and the one reminder before a paper closes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.practice.lifecycle import Visibility
from mercat.practice.papers import emails, queries, rules
from mercat.practice.papers.actions.recording import locked, record
from mercat.practice.papers.lifecycle import State
from mercat.practice.papers.models import Follower, Paper

REMINDED_BEFORE = timedelta(days=3)
MOST_INVITED = 50  # at once
BATCH = 500


@transaction.atomic
def follow(*, paper: Paper, by: Membership, at: datetime) -> Follower:
    """One mail, three days before it closes."""
    paper = locked(paper)
    if paper.is_over:
        raise Refused(_("This paper is closed. You can read it, and what was said."))
    follower, made = Follower.objects.get_or_create(
        paper=paper, person=by.person, defaults={"since": at}
    )
    if made:
        record("followed", paper, by=by.person, at=at)
    return follower


@transaction.atomic
def follow_no_longer(*, paper: Paper, by: Membership, at: datetime) -> None:
    paper = locked(paper)
    gone, _rows = Follower.objects.filter(paper=paper, person=by.person).delete()
    if gone:
        record("followed_no_longer", paper, by=by.person, at=at)


@transaction.atomic
def stop_by_link(*, follower: Follower, link: ActLink, at: datetime) -> None:
    """From the mail: no further one comes, and the address is forgotten."""
    links.spend(link, at=at)
    record("followed_no_longer", follower.paper, by=follower.person, at=at)
    follower.delete()


@transaction.atomic
def invite(*, paper: Paper, addresses: Iterable[str], by: Membership, at: datetime) -> int:
    """A mail to each who may read it. Returns how many went; those asked before get no second."""
    paper = locked(paper)
    rules.check_is_author(by, paper)
    if paper.state not in {State.ANNOUNCED, State.OPEN}:
        raise Refused(_("Open the paper first: then there is something to invite people to."))
    found = {each.strip().lower() for each in addresses}
    if len(found) > MOST_INVITED:
        raise Refused(_("Fifty addresses at once are the most."))
    people = {each.email: each for each in Person.objects.filter(email__in=found, is_active=True)}
    _check_can_read(paper, found, people)
    invited = [_invite(paper, email, people.get(email), at=at) for email in sorted(found)]
    record("invited", paper, by=by.person, at=at, mails=sum(invited))
    return sum(invited)


def _check_can_read(paper: Paper, found: set[str], people: dict[str, Person]) -> None:
    """Names only addresses that were typed: what it answers is no list of who is here."""
    if paper.visibility == Visibility.PUBLIC:
        return
    reading = set(people)
    if paper.visibility == Visibility.ORGANISATION:
        reading = organisations.emails_of_members(paper.organisation, sorted(found))
    if missing := sorted(found - reading):
        raise Refused(
            _("{addresses} cannot read this paper: it is not open to the public.").format(
                addresses=", ".join(missing)
            )
        )


def _invite(paper: Paper, email: str, person: Person | None, *, at: datetime) -> bool:
    whom = {"person": person} if person else {"email": email}
    follower, made = Follower.objects.get_or_create(
        paper=paper, **whom, defaults={"since": at, "is_invited": True}
    )
    if made:
        emails.queue_invited(follower, paper, at=at)
    return made


def remind_before_closing(*, at: datetime) -> int:
    """Every hour: those who follow or were invited and have not commented. Returns the mails."""
    found = queries.to_remind(
        today=at.date() - timedelta(days=1), until=(at + REMINDED_BEFORE).date()
    )
    return sum(_remind(paper, at=at) for paper in found.filter(organisation__sealed_at=None))


def _remind(paper: Paper, *, at: datetime) -> int:
    today = paper.organisation.day(at)
    if not paper.takes_comments(today) or not paper.closes_on or not paper.opens_on:
        return 0
    if today < max(paper.closes_on - REMINDED_BEFORE, paper.opens_on + timedelta(days=1)):
        return 0
    due = list(queries.followers_to_remind(paper)[:BATCH])
    return sum(_remind_one(paper, each, at=at) for each in due)


@transaction.atomic
def _remind_one(paper: Paper, follower: Follower, *, at: datetime) -> bool:
    """Whoever marks it first sends the mail; nobody who may not read it any more gets one."""
    if not Follower.objects.filter(pk=follower.pk, reminded_at=None).update(reminded_at=at):
        return False
    if follower.person and not _may_read(paper, follower.person):
        return False
    emails.queue_closing(follower, paper, at=at)
    return True


def _may_read(paper: Paper, person: Person) -> bool:
    memberships = organisations.active_memberships(person)
    return any(queries.papers_for(each).filter(pk=paper.pk).exists() for each in memberships)
