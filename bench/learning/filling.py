"""Organisations with five years of assessments: one by actions, the others as copies of its rows.

The copies are written in bulk, so that a thousand organisations take a minute instead of an hour;
each has its own rows of everything that a page of Learning reads.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse

from mercat.common.ids import new_public_id
from mercat.learning import actions, queries
from mercat.learning.models import (
    Evidence,
    EvidenceUse,
    Fact,
    FrameworkVersion,
    Judgement,
    LearningAssessment,
    PlannedAction,
    Response,
    Share,
)
from mercat.organisations.models import Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person

YEARS, TEAMS = 5, ("Libraries", "Roads")
SOON = datetime(2026, 11, 18, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    lead: Membership
    latest: LearningAssessment
    final: LearningAssessment

    def pages(self) -> dict[str, str]:
        latest, final = self.latest.public_id, self.final.public_id
        return {
            "dashboard": reverse("learning:index"),
            "assessment": reverse("learning:assessment", args=[latest]),
            "judging": reverse("learning:judge", args=[latest, "purpose"]),
            "plan": reverse("learning:plan", args=[latest]),
            "report": reverse("learning:report", args=[latest]),
            "final report": reverse("learning:report", args=[final]),
            "workbook": reverse("learning:workbook", args=[final]),
            "answers": reverse("learning:share", args=[self.latest.shares.first().public_id]),
            "frameworks": reverse("learning:frameworks"),
        }


def begin() -> Scene:
    """The first organisation, year by year, by the actions that pages use."""
    actions.load_shipped(at=SOON - timedelta(days=3000))
    lead = _lead(0)
    made: list[LearningAssessment] = []
    for year in range(2026 - YEARS + 1, 2027):
        made.append(_year(lead, year, made[-1] if made else None))
    return Scene(lead, made[-1], made[-2])


def _lead(number: int) -> Membership:
    organisation = Organisation.objects.create(
        name={"en": f"Council {number}"}, slug=f"council-{number}", nation="scotland"
    )
    person = Person.objects.create(email=f"lead@council-{number}.example", name=f"Lead {number}")
    membership = Membership.objects.create(
        organisation=organisation, person=person, started_at=SOON - timedelta(days=3000)
    )
    MembershipRole.objects.create(membership=membership, role=Role.LEARNING_LEAD)
    return membership


def _year(lead: Membership, year: int, previous: LearningAssessment | None) -> LearningAssessment:
    at = SOON.replace(year=year)
    version = FrameworkVersion.objects.get(framework__urn__endswith=":social-media-readiness")
    assessment = actions.start(
        version=version,
        title=f"Learning {year}",
        department=None,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        capabilities=["purpose", "keys", "learning"],
        target="ready",
        came_from=previous,
        by=lead,
        at=at,
    )
    for team in TEAMS:
        _team(assessment, team, lead, at)
    for key in assessment.capabilities:
        first = f"{key}_begun_1"
        given = {"url": "", "stored": [], "dated_on": at.date(), "review_on": None}
        shown = {"title": f"Of {key}", "shows": "practice", "text": "It says so.", **given}
        actions.add_evidence(assessment=assessment, indicators=[first], **shown, by=lead, at=at)
        judged = {"capability": key, "stage": "", "reason": ""}
        actions.judge(assessment=assessment, **judged, by=lead, at=at)
        planned = {"capability": key, "text": f"Better {key}", "stage": "ready", "owner": lead}
        due_on = at.date() + timedelta(days=90)
        actions.plan(assessment=assessment, **planned, due_on=due_on, by=lead, at=at)
    return assessment if year == 2026 else actions.finish(assessment=assessment, by=lead, at=at)


def _team(assessment: LearningAssessment, team: str, lead: Membership, at: datetime) -> None:
    given = {"team": team, "lead": lead, "due_on": at.date()}
    share = actions.assign(assessment=assessment, **given, by=lead, at=at)
    answers = {
        each.key: {"coverage": "half", "note": "", "row_version": 0}
        for some in queries.asked_of(share).values()
        for each in some
    }
    actions.answer(share=share, answers=answers, by=lead, at=at)


def fill(scene: Scene, *, first: int, last: int) -> None:
    """Organisations of these numbers, each with copies of all that the first one has."""
    for number in range(first, last + 1):
        _copy(scene, _lead(number))


def _copy(scene: Scene, lead: Membership) -> None:
    theirs = scene.lead.organisation
    twins: dict[int, LearningAssessment] = {}
    for each in LearningAssessment.objects.filter(organisation=theirs).order_by("pk"):
        old, before = each.pk, twins.get(each.came_from_id or 0)
        each.pk, each.public_id, each.organisation = None, new_public_id(), lead.organisation
        each.started_by, each.came_from = lead.person, before
        each.save(force_insert=True)
        twins[old] = each
    shares = _copied(Share, {"assessment": twins}, lead="lead", of=lead)
    _copied(Response, {"share": shares}, lead="saved_by", of=lead)
    _copied(Judgement, {"assessment": twins}, lead="judged_by", of=lead)
    _copied(PlannedAction, {"assessment": twins}, lead="owner", of=lead)
    organisations = {theirs.pk: lead.organisation}
    evidence = _copied(Evidence, {"organisation": organisations}, lead="added_by", of=lead)
    _copied(EvidenceUse, {"assessment": twins, "evidence": evidence}, lead="", of=lead)
    _copied(Fact, {"organisation": organisations}, lead="", of=lead)


def _copied(model, owners, *, lead, of):  # any model, any of its rows
    """New rows under new owners; the old key leads to each. Its person is the new lead."""
    field, first = next(iter(owners.items()))
    olds = list(model.objects.filter(**{f"{field}__in": list(first)}).order_by("pk"))
    keys = [each.pk for each in olds]
    for each in olds:
        each.pk = None
        for name, twins in owners.items():
            setattr(each, name, twins[getattr(each, f"{name}_id")])
        if hasattr(each, "public_id"):
            each.public_id = new_public_id()
        if hasattr(each, "came_from_id"):
            each.came_from_id = None
        if lead:
            setattr(each, lead, of.person)
    made = model.objects.bulk_create(olds)
    return dict(zip(keys, made, strict=True))
