"""One team in twenty minutes; a council, its plan, and its next year by a changed framework."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mercat.learning import actions, queries
from mercat.learning.models import LearningAssessment, PlannedAction
from tests.factories.models import PASSWORD
from tests.learning.addresses import small
from tests.learning.test_next_time import CHANGED, changed_text

pytestmark = pytest.mark.journey
MOST_CLICKS = 60
TEAMS = {"Archives": "colleague", "Libraries": "member", "Roads": "manager", "Parks": "applicant"}


class Clicks:
    """Each click of a mouse: on a button, a link, a choice, or into a field."""

    def __init__(self, walker):
        self.walker, self.count = walker, 0

    def press(self, name):
        self.count += 1
        self.walker.press(name)

    def follow(self, name):
        self.count += 1
        self.walker.follow(name)

    def type(self, label, text):
        self.count += 1
        self.walker.type(label, text)

    def day(self, legend, day):
        """One click, then the tabulator."""
        self.count += 1
        group = self.walker.page.get_by_role("group", name=legend)
        for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(name, exact=True).fill(str(value))

    def answer(self, words):
        """Every question of the page, one click each."""
        for choice in self.walker.page.get_by_label(words, exact=True).all():
            self.count += 1
            choice.check()


def test_one_team_from_beginning_to_final_report_in_sixty_clicks(walk, council):
    small()
    lead = walk(javascript=True)
    lead.sign_in("learning_lead@strathbeg.example", PASSWORD)
    lead.go("/learning/")
    clicks = Clicks(lead)
    clicks.follow("Choose a framework and begin an assessment")
    clicks.follow("Social media readiness")
    clicks.press("Begin an assessment")
    clicks.type("What do you call it?", "Ours")
    clicks.day("From which day?", date(2026, 1, 1))
    clicks.day("Until which day?", date(2026, 12, 31))
    clicks.press("Begin")
    clicks.press("Ask a team")
    clicks.type("Which team?", "All of us")
    clicks.type("Who answers for it? Their work e-mail", "learning_lead@strathbeg.example")
    clicks.press("Ask this team")
    clicks.follow("All of us")
    clicks.follow("Purpose and policy")
    for _capability in range(5):
        clicks.answer("In most places, or everywhere")
        clicks.press("Save and continue")
    clicks.press("Send the answers")
    clicks.press("Close: the answers are as they should be")
    for name in ("Purpose and policy", "People and keys", "Conversations", "Care and the law"):
        clicks.follow(name)
        clicks.press("Keep this")
    clicks.follow("Learning and tools")
    clicks.press("Keep this")
    clicks.press("Make the report final")
    clicks.press("Make it final")

    assert lead.heading() == "Ours"
    lead.sees("Fingerprint (SHA-256)")
    assert LearningAssessment.objects.get().is_final
    assert clicks.count <= MOST_CLICKS, clicks.count


def answered_by_all(council, assessment, *, at):
    """Four teams answer, each as it is there."""
    for share in assessment.shares.all():
        by = council.members[TEAMS[share.team]]
        given = {
            each.key: {"coverage": "few", "note": "", "row_version": 0}
            for some in queries.asked_of(share).values()
            for each in some
        }
        actions.answer(share=share, answers=given, by=by, at=at)
        actions.submit(share=share, by=by, at=at)
        actions.close(share=share, by=council.learning_lead, at=at)


def test_council_of_four_teams_plans_and_begins_the_next_year(walk, council):
    at, lead = timezone.now(), council.learning_lead
    version = small()
    assessment = actions.start(
        version=version,
        title="Ready in 2026",
        department=None,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        capabilities=["purpose", "learning"],
        target="ready",
        by=lead,
        at=at,
    )
    due_on = at.date() + timedelta(days=21)
    for team, who in TEAMS.items():
        given = {"team": team, "lead": council.members[who], "due_on": due_on}
        actions.assign(assessment=assessment, **given, by=lead, at=at)
    answered_by_all(council, assessment, at=at)

    walker = walk(javascript=False)
    walker.sign_in("learning_lead@strathbeg.example", PASSWORD)
    walker.go(f"/learning/{assessment.public_id}/")
    evidence_and_judgement(walker)
    walker.press("Make the report final")
    walker.press("Make it final")
    walker.sees("Fingerprint (SHA-256)")
    before = LearningAssessment.objects.get().sha256
    plan_and_finish_an_action(walker, assessment)
    next_year(walker, council, assessment)

    assessment.refresh_from_db()
    assert actions.hash_of(assessment.report) == assessment.sha256 == before


def evidence_and_judgement(walker):
    walker.follow("Purpose and policy")
    walker.press("Add evidence")
    walker.type("What is it?", "Our policy")
    walker.page.get_by_label("What we do", exact=True).check()
    walker.page.locator("input[name=indicators]").first.check()
    walker.type("In words (optional)", "It says who may do what.")
    group = walker.page.get_by_role("group", name="Of which day is it?")
    for name, value in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        group.get_by_label(name, exact=True).fill(value)
    walker.press("Keep it")
    walker.press("Keep this")
    walker.follow("Learning and tools")
    walker.press("Keep this")


def plan_and_finish_an_action(walker, assessment):
    walker.go(f"/learning/{assessment.public_id}/")
    walker.follow("What will we do?")
    walker.follow("Plan an action: Purpose and policy")
    walker.type("What will be done?", "Write the policy with workers")
    walker.type("Who does it? Their work e-mail", "colleague@strathbeg.example")
    walker.press("Put it into the plan")
    walker.follow("Say why nothing is done: Learning and tools")
    walker.type("Why is nothing done for now?", "The network changes in May.")
    walker.press("Save")
    walker.follow("Write the policy with workers")
    walker.press("It is done")
    walker.type("What came of it?", "Forty workers took part.")
    walker.press("It is done")
    walker.press("Keep it as evidence")
    walker.sees("What came of it is kept as evidence.")
    assert PlannedAction.objects.get().evidence


def next_year(walker, council, assessment):
    """By a version in which indicators were split, reworded, merged and dropped."""
    text = changed_text(assessment.version.text) + CHANGED
    actions.load(text=text, organisation=None, by=None, at=timezone.now())
    walker.go(f"/learning/{assessment.public_id}/")
    walker.press("Begin the next one from this")
    walker.sees("Last time was version 2")
    walker.press("Begin")
    again = LearningAssessment.objects.get(came_from=assessment)
    share = again.shares.get(team="Archives")
    colleague = walker
    colleague.sign_in("colleague@strathbeg.example", PASSWORD)
    colleague.go(f"/learning/teams/{share.public_id}/")
    colleague.sees("7 answers of last time wait")
    colleague.follow("Purpose and policy")
    button = colleague.page.locator("button[name=still]")
    left = 5  # of a merged question each old answer is a press
    assert button.count() == left
    button.first.click()
    colleague.look()
    assert button.count() == left - 1
    assert share.responses.count() == 1
    colleague.go(f"/learning/teams/{share.public_id}/last/")
    colleague.sees("Not asked any more")
    colleague.sees("We know which tools are blocked, for whom, and why.")
