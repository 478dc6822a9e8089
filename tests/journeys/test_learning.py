"""One team in twenty minutes, counted in clicks."""

from datetime import date

import pytest

from mercat.learning.models import LearningAssessment
from tests.factories.models import PASSWORD
from tests.learning.addresses import small

pytestmark = pytest.mark.journey
MOST_CLICKS = 60


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
