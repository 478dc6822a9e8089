"""A small council with one person for each part, and cases as far along as a test needs."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from mercat.organisations.models import Department, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions, question_sets
from mercat.passports.forms import SectionForm
from mercat.passports.models import Application
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
    "member": [],
    "manager": [],
    "applicant": [],
    "colleague": [],
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
        return {
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
        "conditions": "",
        "panel_note": "",
        "expires_on": None,
        **changed,
    }
    return actions.decide(application=application, **given, by=by, at=at)


def fill(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> None:
    for section in question_sets.load(application.question_set).sections:
        form = SectionForm(answers, section=section, organisation=application.organisation)
        assert form.is_valid(), form.errors
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
    actions.adopt_policy(organisation=organisation, key="small_panel", by=None, at=LONG_AGO)
    council = Council(organisation, DepartmentFactory(organisation=organisation, name="Archives"))
    for part, roles in ROLES.items():
        person = PersonFactory(name=part.replace("_", " ").title(), email=f"{part}@{slug}.example")
        council.members[part] = MembershipFactory(
            organisation=organisation,
            person=person,
            department=council.department,
            roles=roles,
            manager=council.members["manager"].person if part == "applicant" else None,
        )
    return council
