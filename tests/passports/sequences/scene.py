"""A council at work: its people, the day that it is, and what there is to act on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import Kind
from mercat.passports.models import Application, Passport
from tests.factories.council import NOW, Council, decide, fill
from tests.passports.full_panel import join, votes_now
from tests.passports.states import give_roles
from tests.passports.test_councillor import ANSWERS as COUNCILLORS_ANSWERS
from tests.passports.test_emergency import grant

DECLARED = {"declarations": ["policy", "belongs", "manager"], "shows_name": False}
ALMOST_A_YEAR = timedelta(days=320)  # a passport is valid for one, and renewed before its end


@dataclass
class Scene:
    council: Council
    at: datetime = NOW
    said: int = 0
    left: dict[str, datetime] = field(default_factory=dict)  # when, by e-mail
    done: list[str] = field(default_factory=list)  # what was done, for whoever reads a failure

    def people(self) -> list[Membership]:
        return list(self.council.members.values())

    def member(self, person_id: int) -> Membership:
        return next(each for each in self.people() if each.person_id == person_id)

    def applications(self) -> list[Application]:
        return list(Application.objects.order_by("pk").select_related("policy", "organisation"))

    def passports(self) -> list[Passport]:
        return list(Passport.objects.order_by("pk"))

    def words(self, about: str) -> str:
        """Said once, so that it can be found again."""
        self.said += 1
        return f"{about} {self.said}."

    def go_on(self, days: int = 0) -> None:
        self.at += timedelta(days=days, minutes=1)


def begin(council: Council) -> Scene:
    """A panel that votes, with two clerks and a deputy; cases of each kind, and two passports.

    One of those who apply sits on the panel.
    """
    votes_now(council, quorum=2)
    join(council, "other_clerk", Role.CLERK)
    join(council, "deputy", Role.CHAIR)
    give_roles(council.adviser, Role.PANEL_MEMBER)
    scene = Scene(council, at=NOW - ALMOST_A_YEAR)
    released(scene, draft(scene, council.colleague, 1))
    released(scene, draft(scene, council.applicant, 2))
    scene.at = NOW
    draft(scene, council.applicant, 3)
    opened(scene, draft(scene, council.panel_member, 4))
    opened(scene, draft(scene, council.colleague, 5))
    councillors(scene)
    grant(council, at=scene.at)
    return scene


def draft(scene: Scene, by: Membership, number: int) -> Application:
    application = actions.start(by=by, at=scene.at)
    answers = scene.council.answers(account=f"instagram.com/strathbeg.{number}")
    fill(application, answers, by=by, at=scene.at)
    return application


def councillors(scene: Scene) -> None:
    by = scene.council.member
    application = actions.start(by=by, at=scene.at, kind=Kind.COUNCILLOR)
    fill(application, COUNCILLORS_ANSWERS, by=by, at=scene.at)


def opened(scene: Scene, application: Application) -> None:
    by = scene.member(application.applicant_id)
    actions.submit(application=application, **DECLARED, by=by, at=scene.at)
    actions.open_case(application=application, by=scene.council.clerk, at=scene.at)


def released(scene: Scene, application: Application) -> None:
    council = scene.council
    opened(scene, application)
    application.seats.update(interest_said=True)
    for part in ("chair", "third"):
        cast = {"choice": "support", "words": "", "revision": 1}
        actions.vote(application=application, **cast, by=council.members[part], at=scene.at)
    reasons = scene.words("Reasons")
    decide(application, by=council.chair, at=scene.at, reasons=reasons)
    text = scene.words("Letter")
    actions.release(application=application, text=text, by=council.clerk, at=scene.at)
