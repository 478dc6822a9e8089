"""A small council with one person for each part, and cases as far along as a test needs."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from mercat.organisations.models import Department, Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions, queries, question_sets
from mercat.passports.forms import SectionForm
from mercat.passports.models import Application
from mercat.people.models import Person
from tests.factories.models import (
    LONG_AGO,
    DepartmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
ROLES = {
    "clerk": [Role.CLERK],
    "chair": [Role.CHAIR],
    "panel_member": [Role.PANEL_MEMBER],
    "adviser": [Role.ADVISER],
    "keeper": [Role.KEEPER],
    "administrator": [Role.ADMINISTRATOR],
    "auditor": [Role.AUDITOR],
    "learning_lead": [Role.LEARNING_LEAD],
    "member": [],
    "manager": [],
    "applicant": [],
    "colleague": [],
}
# What the full set asks beyond the ten questions of the first.
FULL: dict[str, Any] = {
    **{
        question.key: f"About {question.key}"
        for question in question_sets.load("speak-2").questions()
        if question.type in {"line", "text"}
    },
    "risks_0_hazard": "Somebody is named who should not be",
    "risks_0_who": "The family",
    "risks_0_likelihood": "low",
    "risks_0_impact": "high",
    "risks_0_control": "The 100-year rule",
    "request": "new",
    "position": "staff",
    "level": "broadcast",
    "touches": ["none"],
    "official_page": "strathbeg.example/archives",
    "branding": "agreed",
    "mailbox": "archives.desk@strathbeg.example",
    "hours": "3",
    "dpia": "done",
    "security": ["two_steps", "password", "tool", "communications"],
    "accessibility": ["pictures", "films", "words"],
    "review": "6",
}
# The states of an application, in the order of its life.
LIFE = ["draft", "submitted", "in_panel", "decided", "released"]


@dataclass
class Council:
    organisation: Organisation
    department: Department
    members: dict[str, Membership] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Membership:
        try:
            return self.members[name]
        except KeyError:
            raise AttributeError(name) from None

    def sign_in(self, client: Client, name: str) -> Membership:
        client.force_login(self.members[name].person)
        return self.members[name]

    def answers(self, **changed: Any) -> dict[str, Any]:
        """As typed, for either question set: what a set does not ask is left alone."""
        return {
            **FULL,
            "owner": self.manager.person.email,
            "department": self.department.public_id,
            "account_name": "Strathbeg Archives",
            "account": "instagram.com/strathbeg.archives",
            "purpose": "Answer family historians in public",
            "audience": "4,000 people who ask by e-mail now",
            "existing": "No, the museums account plans a year ahead",
            "administrator": self.applicant.person.email,
            "backup": self.colleague.person.email,
            "replies": "Weekdays 9 to 5, in one working day",
            "risks": "Records of living people: the 100-year rule",
            **changed,
        }

    def case(self, status: str = "submitted", *, at: datetime = NOW, **answers: Any) -> Application:
        """An application that has come to this state by the same actions as any other."""
        application = actions.start(by=self.applicant, at=at)
        fill(application, self.answers(**answers), by=self.applicant, at=at)
        for step in LIFE[1 : LIFE.index(status) + 1]:
            getattr(self, f"_to_{step}")(application, at)
        application.refresh_from_db()
        return application

    def _to_submitted(self, application: Application, at: datetime) -> None:
        actions.submit(
            application=application,
            declarations=["policy", "belongs", "manager"],
            shows_name=False,
            by=self.applicant,
            at=at,
        )

    def _to_in_panel(self, application: Application, at: datetime) -> None:
        actions.open_case(application=application, by=self.clerk, at=at)

    def _to_decided(self, application: Application, at: datetime) -> None:
        decide(application, by=self.chair, at=at)

    def _to_released(self, application: Application, at: datetime) -> None:
        actions.release(application=application, text="Yes.", by=self.clerk, at=at)


def decide(application: Application, *, by: Membership, at: datetime, **changed: Any) -> Any:
    given = {
        "outcome": "approved",
        "reasons": "A clear purpose.",
        "conditions": (),
        "panel_note": "",
        "expires_on": None,
        **changed,
    }
    return actions.decide(application=application, **given, by=by, at=at)


def fill(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> None:
    question_set = queries.question_set_of(application)
    given: dict[str, Any] = {}
    for key in [section.key for section in question_set.sections]:
        section = question_set.shown(given).section(key)
        if section is None:
            continue
        form = SectionForm(answers, section=section, organisation=application.organisation)
        assert form.is_valid(), form.errors
        given.update(form.answers())
        saved = application.sections.filter(section=section.key).first()
        actions.save_section(
            application=application,
            section=section.key,
            answers=form.answers(),
            row_version=saved.row_version if saved else 0,
            by=by,
            at=at,
        )


def make_council(slug: str = "strathbeg", name: str = "Strathbeg Council") -> Council:
    organisation = OrganisationFactory(slug=slug, name=name, verified=True)
    _adopt_small_panel(organisation)
    council = Council(organisation, DepartmentFactory(organisation=organisation, name="Archives"))
    people = Person.objects.bulk_create(
        PersonFactory.build(name=part.replace("_", " ").title(), email=f"{part}@{slug}.example")
        for part in ROLES
    )
    members = Membership.objects.bulk_create(
        MembershipFactory.build(
            organisation=organisation, person=person, department=council.department
        )
        for person in people
    )
    council.members.update(zip(ROLES, members, strict=True))
    council.applicant.manager = council.manager.person
    council.applicant.save()
    MembershipRole.objects.bulk_create(
        MembershipRole(membership=council.members[part], role=role)
        for part, roles in ROLES.items()
        for role in roles
    )
    return council


def _adopt_small_panel(organisation: Organisation) -> None:
    """With the ten questions of the first set, so that a case is quickly made."""
    policy = actions.adopt_policy(
        organisation=organisation, key="small_panel", by=None, at=LONG_AGO
    )
    policy.content["question_set"] = "speak-1"
    policy.save()
