"""The next assessment begins at nought: last time's is shown, and confirmed press by press."""

from datetime import date

import pytest
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.learning import actions, queries
from mercat.learning.models import LearningAssessment, Response, Share
from tests.factories.council import NOW
from tests.learning.addresses import asked, assessed, shown, small
from tests.learning.test_assessments import ALL, answers, judged
from tests.passports.views.reading import said_on

CHANGED = """
  - from: 3
    changes:
      - {change: reworded, old: [purpose_begun_1], new: [purpose_begun_1]}
      - {change: split, old: [purpose_begun_2], new: [policy_work, policy_own]}
      - {change: merged, old: [purpose_ready_1, purpose_ready_2], new: [purpose_ready]}
      - {change: dropped, old: [learning_begun_2], new: []}
      - {change: new, old: [], new: [learning_tools]}
"""


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def previous(council, lead):
    """Final: the purpose answered “most”, and one note."""
    assessment = assessed(council)
    share = asked(assessment, council.colleague, by=lead, team="Archives")
    given = answers("most")
    given["purpose_begun_1"]["note"] = "Since March."
    given["purpose_ready_2"]["coverage"] = "few"
    actions.answer(share=share, answers=given, by=council.colleague, at=NOW)
    shown(assessment, by=lead, indicators=["purpose_begun_2"])
    judged(assessment, lead)
    return actions.finish(assessment=assessment, by=lead, at=NOW)


def indicator(text, key):
    """From its first line to the one before the next."""
    start = text.index(f"      - key: {key}\n")
    return text[start : text.index("      - key: ", start + 10)]


def changed_text(text):
    """As version 4, without its mapping: split, merged, reworded, dropped and new."""
    text = text.replace("\nversion: 3", "\nversion: 4")
    text = text.replace("Each account has a purpose that", "Every account has a purpose which")
    policy = indicator(text, "purpose_begun_2")
    both = policy.replace("purpose_begun_2", "policy_work")
    both += policy.replace("purpose_begun_2", "policy_own").replace("at work and in", "in")
    text = text.replace(policy, both)
    ready = indicator(text, "purpose_ready_1")
    text = text.replace(ready, ready.replace("purpose_ready_1", "purpose_ready"))
    text = text.replace(indicator(text, "purpose_ready_2"), "")
    gone = indicator(text, "learning_begun_2")
    new = gone.replace("learning_begun_2", "learning_tools").replace("We know", "We publish")
    return text.replace(gone, new).rstrip()


@pytest.fixture
def third(previous):
    text = changed_text(previous.version.text) + CHANGED
    return actions.load(text=text, organisation=None, by=None, at=NOW)


def again(previous, lead, **changed):
    given = {
        "title": "Ready for 2028",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        "capabilities": ["purpose", "learning"],
        "teams": [(share, who) for share, who in queries.teams_again(previous) if who],
        "due_on": date(2027, 3, 1),
        **changed,
    }
    return actions.start_again(previous=previous, **given, by=lead, at=NOW)


def answer_page(share, capability="purpose"):
    return reverse("learning:answer", args=[share.public_id, capability])


def test_next_one_goes_by_the_newest_version_and_counts_nothing(previous, third, lead):
    assessment = again(previous, lead)
    share = assessment.shares.get()

    assert assessment.version == third
    assert not Response.objects.filter(share__assessment=assessment).exists()
    assert not assessment.evidence_uses.exists()
    assert [each["done"] for each in queries.progress(share)] == [0, 0]
    assert queries.suggestion(assessment, "purpose").stage == ""
    assert assessment.targets == {"purpose": "ready", "learning": "ready"}
    # purpose: reworded, two of a split, one merged; learning: three kept, one dropped, one new
    assert queries.waits_to_be_confirmed(share) == 7


def test_answers_of_last_time_stand_beside_the_questions_they_became(
    previous, third, council, lead, client
):
    share = again(previous, lead).shares.get()
    last = queries.LastTime(share)

    def before(key):
        return [(each.indicator.key, each.response.coverage) for each in last.of(key)]

    assert before("purpose_begun_1") == [("purpose_begun_1", "most")]
    assert before("policy_work") == before("policy_own") == [("purpose_begun_2", "most")]
    assert before("purpose_ready") == [("purpose_ready_1", "most"), ("purpose_ready_2", "few")]
    assert before("learning_tools") == []
    council.sign_in(client, "colleague")
    page = client.get(answer_page(share)).content.decode()
    assert "Each account has a purpose that serves" in page  # the words of last time
    assert page.count("Last time. Is it still so?") == 4


def test_one_press_confirms_one_answer_and_keeps_what_was_typed(
    previous, third, council, lead, client
):
    share = again(previous, lead).shares.get()
    council.sign_in(client, "colleague")

    told = client.post(
        answer_page(share),
        {
            "still": "purpose_begun_1 purpose_begun_1",
            "policy_work": "half",
            "note_policy_work": "x",
        },
    )

    assert told.url == f"{answer_page(share)}#of-purpose_begun_1"
    said = {each.indicator: (each.coverage, each.note) for each in share.responses.all()}
    assert said == {"purpose_begun_1": ("most", "Since March."), "policy_work": ("half", "x")}
    page = client.get(answer_page(share)).content.decode()
    assert page.count("Last time. Is it still so?") == 2


def test_press_on_a_merged_question_takes_the_answer_that_was_pressed(
    previous, third, council, lead, client
):
    share = again(previous, lead).shares.get()
    council.sign_in(client, "colleague")

    client.post(answer_page(share), {"still": "purpose_ready purpose_ready_2"})

    assert share.responses.get().coverage == "few"


@pytest.mark.parametrize(
    "still", ["nothing", "policy_work learning_begun_1", "\0", "a b c", "../x"]
)
def test_press_on_what_is_not_there_saves_nothing(previous, third, council, lead, client, still):
    share = again(previous, lead).shares.get()
    council.sign_in(client, "colleague")

    assert client.post(answer_page(share), {"still": still}).status_code == 302
    assert not share.responses.exists()


def test_what_was_dropped_stays_readable(previous, third, council, lead, client):
    share = again(previous, lead).shares.get()
    council.sign_in(client, "colleague")

    page = client.get(reverse("learning:last_time", args=[share.public_id]))

    cells = " ".join(page.content.decode().split())
    assert "We know which tools are blocked, for whom, and why." in said_on(page, "th")
    assert "Not asked any more" in cells
    assert "Now several questions" in cells
    assert "One question with others" in cells


def test_team_without_a_last_time_has_no_such_page(council, lead, client):
    share = asked(assessed(council), council.colleague, by=lead, team="Roads")
    council.sign_in(client, "colleague")

    assert client.get(reverse("learning:last_time", args=[share.public_id])).status_code == 404


def test_evidence_is_offered_with_its_own_day_and_used_by_one_press(
    previous, third, council, lead, client
):
    assessment = again(previous, lead)
    capability = assessment.version.data.capability("purpose")
    ((evidence, keys),) = queries.evidence_again(assessment, capability)
    council.sign_in(client, "learning_lead")
    assert keys == ["policy_work", "policy_own"]
    assert queries.suggestion(assessment, "purpose").stage == ""

    client.post(
        reverse("learning:use_again", args=[assessment.public_id, "purpose", evidence.public_id])
    )

    used = queries.evidence_of(assessment)
    assert sorted(used) == ["policy_own", "policy_work"]
    assert used["policy_own"][0].dated_on == date(2026, 11, 17)
    assert queries.evidence_again(assessment, capability) == []


def test_page_of_beginning_again_asks_teams_whose_people_are_here(previous, council, lead, client):
    council.sign_in(client, "learning_lead")
    address = reverse("learning:start_again", args=[previous.public_id])
    day = {"due_on_day": 1, "due_on_month": 3, "due_on_year": 2099}
    start = {"starts_on_day": 1, "starts_on_month": 1, "starts_on_year": 2027}
    end = {"ends_on_day": 31, "ends_on_month": 12, "ends_on_year": 2027}
    page = client.get(address).content.decode()
    assert "Archives: Colleague" in page

    given = {
        "title": "Next",
        "capabilities": ["purpose"],
        "teams": [previous.shares.get().public_id],
    }
    told = client.post(address, {**given, **start, **end, **day})

    assert told.status_code == 302
    assessment = LearningAssessment.objects.get(came_from=previous)
    assert assessment.shares.get().came_from == previous.shares.get()


def test_team_whose_lead_has_left_is_named_and_not_asked(previous, council, lead, client):
    council.colleague.ended_at = NOW
    council.colleague.save()
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:start_again", args=[previous.public_id]))

    said = " ".join(page.content.decode().split())
    assert "Ask somebody else when it is begun: Archives." in said
    assert again(previous, lead).shares.count() == 0


def test_next_one_waits_for_the_end_of_this_one(council, lead, client):
    assessment = assessed(council)

    with pytest.raises(Refused):
        again(assessment, lead)
    council.sign_in(client, "learning_lead")
    assert (
        client.get(reverse("learning:start_again", args=[assessment.public_id])).status_code == 200
    )


def test_final_report_of_last_time_is_the_same_by_hash(previous, third, lead):
    before = previous.sha256
    again(previous, lead)

    previous.refresh_from_db()
    assert actions.hash_of(previous.report) == previous.sha256 == before


def test_answers_again_takes_few_queries(
    previous, third, council, lead, client, django_assert_num_queries
):
    share = again(previous, lead).shares.get()
    council.sign_in(client, "colleague")
    client.get(answer_page(share))
    with django_assert_num_queries(10):
        client.get(answer_page(share))


def test_when_last_time_is_destroyed_this_one_goes_on(previous, third, council, lead, client):
    assessment = again(previous, lead)
    previous.delete()
    share = Share.objects.get(assessment=assessment)
    council.sign_in(client, "colleague")

    assert client.get(answer_page(share)).status_code == 200
    assert set(queries.asked_of(share)) == {"purpose", "learning"}
    assert len(ALL) == 8
    assert small().number == "3"
