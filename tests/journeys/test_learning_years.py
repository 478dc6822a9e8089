"""A council with four teams looks at itself; next year by a framework that changed."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mercat.learning import actions
from mercat.learning.models import FrameworkVersion, LearningAssessment, Pulse
from tests.factories.models import PASSWORD
from tests.journeys.test_learning import Clicks
from tests.journeys.test_pulse import opened
from tests.learning.addresses import asked, shown
from tests.learning.frameworks.test_checking import GOOD

pytestmark = pytest.mark.journey
OURS = GOOD.replace(
    "      - {key: b,",
    "      - {key: a2, stage: begun, audience: organisation, text: We ask., answer: coverage}\n"
    "      - {key: a3, stage: begun, audience: organisation, text: We count., answer: coverage}\n"
    "      - {key: b,",
).replace("licence: CC0", "name: How we learn\nlicence: CC0")
TEAMS = {
    "Archives": "colleague",
    "Libraries": "manager",
    "Museums": "applicant",
    "Schools": "member",
}
MOST, FEW = "In most places, or everywhere", "In a few places"


def email(name):
    return f"{name}@strathbeg.example"


def soon():
    return timezone.localdate() + timedelta(days=20)


def day(walker, legend, when):
    Clicks(walker).day(legend, when)


def choose(walker, verb, of):
    """A link whose name says what it is of to those who only hear it."""
    name = re.compile(f"^{verb}.*{re.escape(of)}")
    walker.page.locator("main").get_by_role("link", name=name).first.click()
    walker.look()


def at_desk(walk, name, *, width=1280):
    walker = walk(javascript=False, width=width)
    walker.sign_in(email(name), PASSWORD)
    walker.go("/learning/")
    return walker


def answer(walker, team, *, others=MOST):
    """Every question of the one capability, then sent."""
    walker.follow(team)
    walker.follow("Culture")
    Clicks(walker).answer(others)
    walker.press("Save and continue")
    walker.press("Send the answers")
    walker.sees("Sent")


def begin(lead):
    lead.go("/learning/frameworks/")
    lead.follow("How we learn")
    lead.press("Begin an assessment")
    lead.type("What do you call it?", "How we learn, 2026")
    day(lead, "From which day?", date(2026, 1, 1))
    day(lead, "Until which day?", date(2026, 12, 31))
    lead.press("Begin")
    for team, name in TEAMS.items():
        lead.press("Ask a team")
        lead.type("Which team?", team)
        lead.type("Who answers for it? Their work e-mail", email(name))
        day(lead, "By when?", soon())
        lead.press("Ask this team")
    return LearningAssessment.objects.get()


def workers_answer(walk, address):
    for _number in range(5):
        worker = walk(javascript=False, width=320)
        worker.go(address)
        for field in worker.page.get_by_role("radio", name="Mostly or always").all():
            field.check()
        worker.press("Send my answers")
        assert worker.heading() == "Thank you"


def add_evidence(lead, here):
    lead.go(f"{here}capabilities/culture/")
    lead.press("Add evidence")
    lead.type("What is it?", "Minutes of the learning group")
    lead.tick("What we do")
    lead.tick("We began.")
    lead.type("In words (optional)", "Each month, in every service.")
    day(lead, "Of which day is it?", date(2026, 3, 2))
    lead.press("Keep it")


def make_final(lead, here, stage, why):
    lead.go(f"{here}capabilities/culture/")
    lead.page.get_by_role("radio", name=stage, exact=True).check()
    lead.type("Why?", why)
    lead.press("Keep this")
    lead.press("Make the report final")
    lead.press("Make it final")
    lead.sees("Fingerprint (SHA-256)")


def test_a_whole_council_with_four_teams_from_the_first_question_to_the_plan(walk, council):
    given = {"organisation": council.organisation, "by": council.learning_lead.person}
    actions.load(text=OURS, **given, at=timezone.now())
    lead = walk(width=1280)
    lead.sign_in(email("learning_lead"), PASSWORD)
    assessment = begin(lead)
    here = f"/learning/{assessment.public_id}/"
    for team, name in TEAMS.items():
        answer(at_desk(walk, name, width=320), team, others=FEW if team == "Schools" else MOST)
    for team in TEAMS:
        lead.go(here)
        lead.follow(team)
        lead.press("Close: the answers are as they should be")
    opened(lead, assessment)
    pulse = Pulse.objects.get()
    workers_answer(walk, f"/pulse/{pulse.public_id}/")
    lead.go(f"/learning/pulses/{pulse.public_id}/")
    lead.press("Close the pulse")
    lead.press("Close it")
    lead.sees("What 5 people said")
    add_evidence(lead, here)
    lead.sees("Not yet the first stage")  # Schools is least far on, and nothing is averaged
    make_final(lead, here, "Begun", "Schools began in November; the others are there.")
    lead.sees("Schools began in November; the others are there.")
    sha256 = LearningAssessment.objects.get().sha256

    lead.go(f"{here}plan/")
    choose(lead, "Plan an action", "Culture")
    lead.type("What will be done?", "Give Schools an hour a week")
    lead.type("Who does it? Their work e-mail", email("colleague"))
    lead.press("Put it into the plan")
    doer = at_desk(walk, "colleague", width=320)
    doer.follow("Give Schools an hour a week")
    doer.press("It is done")
    doer.type("What came of it?", "Eleven of twelve schools use it.")
    doer.press("It is done")
    doer.press("Begin a practice note from it")
    doer.follow("Give Schools an hour a week")
    doer.sees("Eleven of twelve schools use it.")
    lead.go(f"{here}plan/")
    lead.sees("1 action of 1 is done.")
    lead.follow("Give Schools an hour a week")
    lead.press("Keep it as evidence")
    lead.sees("What came of it is kept as evidence.")
    lead.go(f"{here}report/")
    lead.sees(sha256)
    assert actions.hash_of(LearningAssessment.objects.get().report) == sha256


def last_year(council):
    """Archives answered, one piece of evidence, final."""
    lead, at = council.learning_lead, timezone.now()
    version = actions.load(text=OURS, organisation=council.organisation, by=lead.person, at=at)
    assessment = actions.start(
        version=version,
        title="How we learn, 2026",
        department=None,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        capabilities=["culture"],
        target="ready",
        by=lead,
        at=at,
    )
    share = asked(assessment, council.colleague, by=lead, team="Archives")
    said = {"coverage": "most", "note": "", "row_version": 0}
    answers = dict.fromkeys(("a", "a2", "a3", "b"), said)
    actions.answer(share=share, answers=answers, by=council.colleague, at=at)
    shown(assessment, by=lead, indicators=["a"], title="Minutes of the learning group")
    judged = {"capability": "culture", "stage": "begun", "reason": "Workers told us."}
    actions.judge(assessment=assessment, **judged, by=lead, at=at)
    return actions.finish(assessment=assessment, by=lead, at=at)


def write_next_version(walk, version):
    """Reworded, split and dropped with forms, without script."""
    writer = walk(javascript=False)
    writer.sign_in(email("administrator"), PASSWORD)
    writer.go(f"/learning/frameworks/{version.public_id}/")
    writer.press("Write the next version")
    writer.follow("Culture")
    choose(writer, "Change", "We began.")
    writer.type("What is said?", "")
    writer.press("Save")
    writer.sees("Write the sentence that is answered")
    writer.type("What is said?", "We began in every service.")
    writer.press("Save")
    choose(writer, "Change", "We ask.")
    writer.type("What is said?", "We ask workers.")
    writer.press("Save")
    choose(writer, "Change", "We ask workers.")
    writer.follow("Split it: add a second question from the same earlier one")
    writer.type("What is said?", "We ask people who use services.")
    writer.press("Save")
    choose(writer, "Remove", "We count.")
    writer.press("Remove it")
    writer.follow("See it as others will")
    writer.sees("We ask people who use services.")
    writer.page.go_back()
    writer.press("Put it into use")
    writer.sees("How we learn")


def start_again(lead, before):
    lead.go(f"/learning/{before.public_id}/")
    lead.press("Begin the next one from this")
    lead.type("What do you call it?", "How we learn, 2027")
    day(lead, "From which day?", date(2027, 1, 1))
    day(lead, "Until which day?", date(2027, 12, 31))
    lead.tick("Archives")
    day(lead, "By when do they answer?", soon())
    lead.press("Begin")
    return LearningAssessment.objects.get(came_from=before)


def confirm(person):
    """One answer is confirmed by a press; the others are said anew."""
    person.follow("Archives")
    person.sees("answers of last time wait")
    person.follow("Culture")
    for words in ("Last time. Is it still so?", "We began.", "We ask."):
        person.sees(words)
    still = re.compile("^Still so: .*We began in every service")
    person.page.get_by_role("button", name=still).first.click()
    person.look()
    person.page.get_by_role("link", name="Archives").click()
    answer_the_rest(person)


def answer_the_rest(person):
    person.follow("What you said last time, and what is not asked any more")
    for words in ("Asked in other words", "Now several questions", "Not asked any more"):
        person.sees(words)
    person.page.go_back()
    person.follow("Culture")
    assert person.page.get_by_role("radio", name=MOST).first.is_checked()
    Clicks(person).answer(MOST)
    person.press("Save and continue")
    person.press("Send the answers")


def test_next_year_goes_by_a_framework_that_was_split_reworded_and_dropped(walk, council):
    before = last_year(council)
    kept, sha256 = before.report, before.sha256

    write_next_version(walk, before.version)
    changes = FrameworkVersion.objects.get(number="2").content["mappings"][0]["changes"]
    assert [(each["change"], each.get("old")) for each in changes] == [
        ("reworded", ["a"]),
        ("split", ["a2"]),
        ("dropped", ["a3"]),
    ]
    lead = walk(width=1280)
    lead.sign_in(email("learning_lead"), PASSWORD)
    now = start_again(lead, before)
    here = f"/learning/{now.public_id}/"
    assert now.version.number == "2"
    confirm(at_desk(walk, "colleague", width=320))
    lead.go(here)
    lead.follow("Archives")
    lead.press("Close: the answers are as they should be")
    lead.go(f"{here}capabilities/culture/")
    lead.page.get_by_role("button", name=re.compile("^Use it again")).click()
    make_final(lead, here, "Begun", "No pulse yet this year.")
    lead.sees("Last time was “How we learn, 2026”")

    before.refresh_from_db()
    assert (before.report, before.sha256) == (kept, sha256)
    assert actions.hash_of(before.report) == sha256
    lead.go(f"/learning/{before.public_id}/report/")
    lead.sees("We count.")
    lead.sees(sha256)
