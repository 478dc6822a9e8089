"""Who sits on a case, how they voted, and what the panel has still to do."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from mercat.comments.models import Comment
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import Choice, Status, Tally, decides_by_votes, tally_votes
from mercat.passports.models import Application, Interest, PanelSeat, Revision, Vote
from mercat.passports.queries.cases import waiting
from mercat.people.models import Person
from mercat.register.models import Custodian


def rules_of(application: Application) -> dict[str, Any]:
    """The policy that it was submitted under; empty before that."""
    content: dict[str, Any] = application.policy.content if application.policy else {}
    return content


def is_voted_on(application: Application) -> bool:
    """No query when the policy was selected with it."""
    return decides_by_votes(rules_of(application))


def eligible_seats(application: Application) -> QuerySet[PanelSeat]:
    """Who may vote: on the roll, not stepping out, and still a member of the panel."""
    members = organisations.members_with_role(
        application.organisation, Role.CHAIR, Role.PANEL_MEMBER
    )
    return application.seats.filter(steps_out=False, person__in=members.values("person"))


def standing_votes(revision: Revision) -> QuerySet[Vote]:
    return revision.votes.filter(replaced_at=None).select_related("person").order_by("pk")


def tally_of(application: Application, revision: Revision) -> Tally:
    """Two queries."""
    return tally_votes(
        standing_votes(revision).values_list("choice", flat=True),
        revision=revision.number,
        eligible=eligible_seats(application).count(),
        rules=rules_of(application),
    )


def latest_vote(application: Application, person: Person) -> Vote | None:
    """On whichever version."""
    mine = application.votes.filter(person=person, replaced_at=None)
    return mine.select_related("revision").order_by("-revision__number").first()


def questions_of_members(revision: Revision) -> list[str]:
    """What members would like to know first: for whoever may ask the applicant."""
    asked = revision.votes.filter(replaced_at=None, choice=Choice.ASK)
    return list(asked.order_by("pk").values_list("words", flat=True))


def interests_of(application: Application) -> QuerySet[Interest]:
    return application.interests.select_related("person").order_by("person__name", "pk")


def panel_lacks(application: Application) -> tuple[bool, bool]:
    """Whether no chair takes part, and whether too few may vote. One query."""
    chairs = list(eligible_seats(application).values_list("is_chair", flat=True))
    too_few = is_voted_on(application) and len(chairs) < rules_of(application).get("quorum", 1)
    return not any(chairs), too_few


def panel_work(membership: Membership) -> QuerySet[Application]:
    """Cases before the panel that this member may see, with what they have done there. One query.

    `interest_said`: whether they said if they have an interest, None without a seat; `voted`: the
    version that they voted on, or 0; `version`: the latest, and `sent_at` when it came; `cast`:
    votes on it; `spoke`: something that they have said since it came.
    """
    here = OuterRef("pk")
    mine = {"application": here, "person": membership.person_id}
    versions = Revision.objects.filter(application=here).order_by("-number")
    voted = Vote.objects.filter(**mine, replaced_at=None).order_by("-revision__number")
    cast = (
        Vote.objects.filter(
            application=here, replaced_at=None, revision__number=OuterRef("version")
        )
        .exclude(choice=Choice.ASK)
        .order_by()
        .values("application")
        .annotate(number=Count("pk"))
    )
    said = Comment.objects.filter(
        thread=OuterRef("discussion"),
        author=membership.person_id,
        written_at__gte=OuterRef("sent_at"),
    )
    found = waiting(membership, status=Status.IN_PANEL).select_related("policy")
    return found.annotate(
        # Not by Exists: PostgreSQL would gather all seats that they ever had, for a page of cases.
        interest_said=Subquery(PanelSeat.objects.filter(**mine).values("interest_said")),
        version=Subquery(versions.values("number")[:1]),
        voted=Coalesce(Subquery(voted.values("revision__number")[:1]), 0),
        cast=Coalesce(Subquery(cast.values("number")), 0),
        sent_at=Subquery(versions.values("submitted_at")[:1]),
    ).annotate(spoke=Subquery(said.values("pk")[:1]))


def wanted_of(application: Any, *, chairs: bool, today: date) -> str:
    """What a row of `panel_work` wants of its reader; empty if nothing."""
    if not is_voted_on(application):
        joins = "" if application.spoke else _("Join the discussion")
        return _("Record what the panel agreed") if chairs else joins
    if application.interest_said is False:
        return _("Say whether you have an interest, and vote")
    if application.interest_said and application.voted < application.version:
        return _("Vote again: a new version came") if application.voted else _("Read it and vote")
    enough = application.cast >= rules_of(application).get("quorum", 1)
    late = application.due_on is not None and application.due_on < today
    return _("Record the decision") if chairs and (enough or late) else ""


def people_of_account(application: Application) -> set[int]:
    """Who looks after the account of the case, or is to look after it. Three queries."""
    revision = application.revisions.order_by("-number").first()
    answers = revision.content["answers"] if revision else {}
    given = answers.get("account") or {"platform": "", "key": ""}
    custodians = Custodian.objects.filter(
        account__organisation=application.organisation_id,
        account__platform=given["platform"],
        account__key=given["key"],
        until=None,
    )
    named = [answers.get(key) or "" for key in ("administrator", "backup")]
    members = organisations.members_by_emails(
        application.organisation, [each.lower() for each in named]
    )
    return {
        *custodians.values_list("person", flat=True),
        *members.values_list("person", flat=True),
    }
