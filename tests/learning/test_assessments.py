"""From teams' answers to a report that never changes."""

import json
from hashlib import sha256

import pytest
from django.urls import reverse

from mercat.common import outbox
from mercat.common.refusals import NotAllowed, Refused
from mercat.learning import actions, queries
from mercat.learning.lifecycle import ANSWERABLE, SHARE_MOVES
from mercat.learning.models import LearningAssessment, Response, Share
from tests.factories.council import NOW
from tests.learning.addresses import asked, assessed, shown, small
from tests.passports.views.reading import errors_of, said_on

ALL = ["purpose_begun_1", "purpose_begun_2", "purpose_ready_1", "purpose_ready_2"]
ALL += [key.replace("purpose", "learning") for key in ALL]


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def assessment(council):
    return assessed(council)


@pytest.fixture
def share(assessment, council, lead):
    return asked(assessment, council.colleague, by=lead, team="Archives")


def answers(coverage="most", keys=ALL, **changed):
    return {
        key: {"coverage": changed.get(key, coverage), "note": "", "row_version": 0} for key in keys
    }


def answered(share, by, **changed):
    actions.answer(share=share, answers=answers(**changed), by=by, at=NOW)
    return share


def views(assessment, lead, capability="purpose"):
    for shows in ("practice", "worker"):
        shown(assessment, by=lead, shows=shows, indicators=[f"{capability}_begun_1"])


def test_whoever_answers_gets_one_mail_with_the_day(share, letter_box):
    outbox.send_due(at=NOW)

    (mail,) = letter_box.to("colleague@strathbeg.example")
    assert mail["Subject"] == "By 9 December 2026: what Archives says about learning"


def test_answer_moves_the_share_and_keeps_what_was_given(share, council):
    answered(share, council.colleague, purpose_ready_1="few")

    share.refresh_from_db()
    assert share.status == "in_progress"
    assert Response.objects.get(indicator="purpose_ready_1").coverage == "few"


def test_two_people_on_different_answers_lose_nothing(share, council, lead):
    actions.answer(share=share, answers=answers(keys=ALL[:1]), by=council.colleague, at=NOW)
    actions.answer(share=share, answers=answers(keys=ALL[1:2]), by=lead, at=NOW)

    assert sorted(share.responses.values_list("indicator", flat=True)) == sorted(ALL[:2])


def test_two_people_on_one_answer_see_both(share, council, lead, client):
    answered(share, council.colleague, coverage="few", keys=ALL[:1])
    council.sign_in(client, "learning_lead")
    address = reverse("learning:answer", args=[share.public_id, "purpose"])
    typed = {ALL[0]: "most", f"version_{ALL[0]}": "0"}

    page = client.post(address, typed).content.decode()

    assert "Colleague saved meanwhile: In a few places." in page
    assert Response.objects.get().coverage == "few"
    again = client.post(address, {**typed, f"version_{ALL[0]}": "1"})
    assert again.status_code == 302
    assert Response.objects.get().coverage == "most"


def test_submit_wants_every_answer(share, council):
    answered(share, council.colleague, keys=ALL[:-1])

    with pytest.raises(Refused) as refusal:
        actions.submit(share=share, by=council.colleague, at=NOW)

    assert refusal.value.sentence == ("One answer is missing. “We can’t say” is an answer too.")


def in_state(share, state, council, lead):
    if state != "draft":
        answered(share, council.colleague)
    if state in ("submitted", "changes_requested", "closed"):
        actions.submit(share=share, by=council.colleague, at=NOW)
    if state == "changes_requested":
        actions.request_changes(share=share, asked="Why?", by=lead, at=NOW)
    if state == "closed":
        actions.close(share=share, by=lead, at=NOW)
    return Share.objects.get(pk=share.pk)


STATES = ["draft", "in_progress", "submitted", "changes_requested", "closed"]
DO = {
    "answer": lambda share, by: actions.answer(
        share=share, answers=answers("half", ALL[:1]) | _as_read(share), by=by, at=NOW
    ),
    "submit": lambda share, by: actions.submit(share=share, by=by, at=NOW),
    "request_changes": lambda share, by: actions.request_changes(
        share=share, asked="Why?", by=by, at=NOW
    ),
    "close": lambda share, by: actions.close(share=share, by=by, at=NOW),
    "remove": lambda share, by: actions.remove(share=share, by=by, at=NOW),
}
ROLES = {"colleague": "the team", "learning_lead": "learning lead"}


def _as_read(share):
    saved = share.responses.filter(indicator=ALL[0]).first()
    version = saved.row_version if saved else 0
    return {ALL[0]: {"coverage": "half", "note": "", "row_version": version}}


@pytest.mark.parametrize("who", [*ROLES, "member"])
@pytest.mark.parametrize("action", DO)
@pytest.mark.parametrize("state", STATES)
def test_share_moves_as_the_table_says(state, action, who, share, council, lead):
    share = in_state(share, state, council, lead)
    by = council.members[who]
    of_team = {move.action for move in SHARE_MOVES if move.who == "the team"}
    may = who == "learning_lead" or (who == "colleague" and action in of_team)
    move = next((m for m in SHARE_MOVES if (m.action, m.old) == (action, state)), None)

    try:
        DO[action](share, by)
        now = Share.objects.filter(pk=share.pk).values_list("status", flat=True).first()
    except (Refused, NotAllowed):
        now = None

    assert now == (move.new if move and may and move.new != "[*]" else None)


def test_every_state_in_which_a_team_answers_can_be_left():
    for state in ANSWERABLE:
        assert any(move.old == state and move.new != state for move in SHARE_MOVES)


def test_suggestion_says_what_lacks_for_the_first_stage(assessment, share, council):
    answered(share, council.colleague)

    found = queries.suggestion(assessment, "purpose")

    assert found.stage == ""
    assert found.working == [
        "Not yet “Begun”: we have not recorded what workers say; 1 piece of evidence is missing."
    ]


def test_suggestion_is_as_far_as_the_team_that_is_least_far_on(assessment, share, council, lead):
    answered(share, council.colleague)
    roads = asked(assessment, council.member, by=lead, team="Roads")
    answered(roads, council.member, purpose_ready_2="half")
    views(assessment, lead)

    found = queries.suggestion(assessment, "purpose")

    assert found.stage == "begun"
    assert found.working == [
        "“Begun” is reached: all of it is so.",
        (
            "Not yet “Ready”: “The policy was written with workers, and is looked at every year.” "
            "is so in about half (Roads); nothing is on record that we shared with others."
        ),
    ]


def test_suggestion_of_the_last_stage_wants_sharing_on_record(assessment, share, council, lead):
    answered(share, council.colleague)
    views(assessment, lead)
    before = queries.suggestion(assessment, "purpose").stage
    shown(assessment, by=lead, shows="shared", indicators=["purpose_ready_1"])

    assert (before, queries.suggestion(assessment, "purpose").stage) == ("begun", "ready")


def test_judge_differs_with_a_reason_alone(assessment, council, client):
    council.sign_in(client, "learning_lead")
    address = reverse("learning:judge", args=[assessment.public_id, "purpose"])

    page = client.post(address, {"stage": "begun", "reason": ""})
    told = client.post(address, {"stage": "begun", "reason": "The survey comes in May."})

    assert errors_of(page) == {"reason": "Say why you differ from the suggestion"}
    assert told.status_code == 302
    judgement = assessment.judgements.get()
    assert (judgement.suggested, judgement.stage) == ("", "begun")


def judged(assessment, lead):
    for key in assessment.capabilities:
        suggested = queries.suggestion(assessment, key).stage
        actions.judge(
            assessment=assessment, capability=key, stage=suggested, reason="", by=lead, at=NOW
        )


def test_finish_wants_every_capability_judged(assessment, lead):
    with pytest.raises(Refused) as refusal:
        actions.finish(assessment=assessment, by=lead, at=NOW)

    assert refusal.value.sentence == "Say first where you stand in “Purpose and policy”."


def test_final_report_never_changes_whatever_is_loaded_later(
    assessment, share, council, lead, client
):
    answered(share, council.colleague)
    views(assessment, lead)
    judged(assessment, lead)
    actions.finish(assessment=assessment, by=lead, at=NOW)
    council.sign_in(client, "member")
    address = reverse("learning:report_file", args=[assessment.public_id])
    before = client.get(address).content
    text = small().text.replace("\nversion: 3", "\nversion: 4").replace("Why we use", "What for")
    text += "  - {from: 3, changes: []}\n"
    actions.load(text=text, organisation=None, by=None, at=NOW)
    share.lead.name = "Another"
    share.lead.save()

    after = client.get(address).content

    assert after == before
    assert sha256(after).hexdigest() == LearningAssessment.objects.get().sha256
    assert json.loads(after)["capabilities"][0]["stage"] == "begun"
    page = client.get(reverse("learning:report", args=[assessment.public_id]))
    assert said_on(page, "h1") == ["Ready for 2027"]


def test_final_assessment_takes_nothing_more(assessment, share, council, lead):
    judged(assessment, lead)
    actions.finish(assessment=assessment, by=lead, at=NOW)

    for action in (
        lambda: answered(share, council.colleague),
        lambda: shown(assessment, by=lead),
        lambda: asked(assessment, council.member, by=lead, team="Roads"),
        lambda: judged(assessment, lead),
    ):
        with pytest.raises(Refused):
            action()


def test_evidence_speaks_for_the_next_assessment_too(assessment, lead, council, client):
    evidence = shown(assessment, by=lead)
    later = assessed(council, version=assessment.version)
    council.sign_in(client, "learning_lead")
    address = reverse(
        "learning:use_evidence", args=[later.public_id, "purpose", evidence.public_id]
    )

    client.post(address, {"indicators": ["purpose_ready_1"]})

    assert [each.title for each in queries.evidence_of(later)["purpose_ready_1"]] == [
        "The policy of 2026"
    ]
    assert list(queries.evidence_of(assessment)) == ["purpose_begun_1"]


def test_evidence_wants_something_and_a_day_that_has_been(assessment, council, client):
    council.sign_in(client, "learning_lead")
    address = reverse("learning:add_evidence", args=[assessment.public_id, "purpose"])
    day = {"dated_on_day": "1", "dated_on_month": "1", "dated_on_year": "2999"}

    page = client.post(address, {"title": "A survey", "shows": "worker", **day})

    assert errors_of(page) == {
        "indicators": "Choose at least one",
        "text": "Write something, give a link, or add a file",
        "dated_on": "The day must not lie in the future",
    }


def test_pages_take_few_queries_however_much_there_is(
    assessment, share, council, lead, client, django_assert_num_queries
):
    answered(share, council.colleague)
    views(assessment, lead)
    council.sign_in(client, "learning_lead")
    page = reverse("learning:report", args=[assessment.public_id])
    client.get(page)
    with django_assert_num_queries(12):
        client.get(page)
    for number in range(5):
        another = asked(assessment, council.member, by=lead, team=f"Team {number}")
        answered(another, council.member)

    with django_assert_num_queries(12):
        client.get(page)


def test_whole_way_of_one_team_takes_few_presses(council, client):
    """With the small framework: at most 60 presses from beginning to the final report."""
    version = small()
    council.sign_in(client, "learning_lead")
    presses = 0

    def press(address, **typed):
        nonlocal presses
        presses += 1 + len(typed)
        answer = client.post(address, typed)
        assert answer.status_code == 302, errors_of(answer)
        return answer

    keys = [each.key for each in version.data.capabilities]
    day = {"starts_on_day": 1, "starts_on_month": 1, "starts_on_year": 2026}
    end = {"ends_on_day": 31, "ends_on_month": 12, "ends_on_year": 2026}
    client.post(
        reverse("learning:start", args=[version.public_id]),
        {"title": "Ours", "capabilities": keys, **day, **end},
    )
    presses += 3
    assessment = LearningAssessment.objects.get()
    due = {"due_on_day": 9, "due_on_month": 12, "due_on_year": 2099}
    client.post(
        reverse("learning:assign", args=[assessment.public_id]),
        {"team": "All of us", "lead": "learning_lead@strathbeg.example", **due},
    )
    presses += 3
    share = Share.objects.get()
    for key in keys:
        asked_here = [each.key for each in queries.asked_of(share)[key]]
        press(
            reverse("learning:answer", args=[share.public_id, key]),
            **dict.fromkeys(asked_here, "most"),
        )
    press(reverse("learning:submit", args=[share.public_id]))
    press(reverse("learning:close", args=[share.public_id]))
    for key in keys:
        press(reverse("learning:judge", args=[assessment.public_id, key]), stage="")
    press(reverse("learning:finish", args=[assessment.public_id]))

    assert presses <= 60
    assert LearningAssessment.objects.get().is_final
