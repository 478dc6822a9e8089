"""A policy is drafted, previewed and put into force; cases keep what they were sent under."""

import pytest

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions, policy_terms, queries
from mercat.passports.models import Policy, PolicyDraft
from mercat.passports.question_sets import MOST_ADDED
from tests.factories.council import NOW, fill
from tests.passports.policies import QUESTION, adopt, ask_too


def in_force(council):
    return queries.policies(council.organisation).first()


def test_a_draft_changes_nothing_until_it_is_put_into_force(council):
    actions.draft_policy(terms={"working_days": 7}, by=council.administrator, at=NOW)

    assert in_force(council).content["working_days"] == 10
    policy = adopt(council)
    assert (policy.version, policy.content["working_days"]) == (2, 7)
    assert not PolicyDraft.objects.exists()
    event = Event.objects.filter(verb="passports.policy.adopted").latest("pk")
    assert event.facts == {"policy": "small_panel", "version": 2}


def test_a_case_keeps_the_version_that_it_was_sent_under(council):
    before = council.case("submitted")
    actions.draft_policy(terms={"working_days": 3}, by=council.administrator, at=NOW)
    adopt(council)
    after = council.case("submitted")

    assert (before.policy.version, after.policy.version) == (1, 2)
    assert before.due_on > after.due_on
    assert queries.open_cases_by_version(council.organisation) == {1: 1, 2: 1}


def test_a_draft_of_an_older_version_is_refused(council):
    actions.draft_policy(terms={"working_days": 7}, by=council.administrator, at=NOW)
    actions.adopt_policy(organisation=council.organisation, key="one_adviser", by=None, at=NOW)

    with pytest.raises(Refused, match="Another version came into force"):
        adopt(council)


def test_two_who_put_it_into_force_make_one_version(council):
    actions.draft_policy(terms={"working_days": 7}, by=council.administrator, at=NOW)
    adopt(council)

    with pytest.raises(Refused, match="There is no draft"):
        adopt(council)
    assert Policy.objects.filter(organisation=council.organisation).count() == 2


def test_beginning_anew_keeps_the_questions_of_our_own(council):
    key = ask_too(council)

    draft = actions.begin_policy(key="one_adviser", by=council.administrator, at=NOW)

    assert (draft.key, draft.content["working_days"]) == ("one_adviser", 5)
    assert [each["key"] for each in draft.content["questions"]] == [key]


@pytest.mark.parametrize("name", ["clerk", "chair", "auditor", "member"])
def test_only_administrators_draft(council, name):
    by = council.members[name]

    for do in (
        lambda: actions.draft_policy(terms={"working_days": 7}, by=by, at=NOW),
        lambda: actions.add_question(question=QUESTION, by=by, at=NOW),
        lambda: actions.begin_policy(key="one_adviser", by=by, at=NOW),
        lambda: actions.adopt_draft(by=by, at=NOW),
        lambda: actions.discard_draft(by=by),
    ):
        with pytest.raises(NotAllowed):
            do()
    assert not PolicyDraft.objects.exists()


def test_no_more_questions_than_there_is_room_for(council):
    for _number in range(MOST_ADDED):
        ask_too(council)

    with pytest.raises(Refused, match="There is room for no more questions"):
        ask_too(council)


def test_a_question_of_our_own_is_asked_in_its_part_and_frozen_with_the_case(council):
    key = ask_too(council)
    adopt(council)
    application = council.case("draft", **{key: "Yes, on Monday"})
    section = queries.question_set_of(application).section("case")
    assert section.questions[-1].label == "Have you talked to the archivist?"

    council._to_submitted(application, NOW)

    revision = application.revisions.get()
    assert revision.content["answers"][key] == "Yes, on Monday"
    assert revision.content["policy"]["questions"] == [{"key": key, **QUESTION}]


def test_a_case_is_not_sent_before_it_is_answered(council):
    application = council.case("draft")
    key = ask_too(council)
    adopt(council)

    with pytest.raises(Refused, match="Some parts are not filled in yet"):
        council._to_submitted(application, NOW)

    fill(application, council.answers(**{key: "Yes"}), by=council.applicant, at=NOW)
    council._to_submitted(application, NOW)
    assert application.revisions.count() == 1


def test_a_removed_question_stays_readable_in_old_cases(council):
    key = ask_too(council)
    adopt(council)
    old = council.case("submitted", **{key: "Yes, on Monday"})
    actions.remove_question(key=key, by=council.administrator, at=NOW)
    adopt(council)
    new = council.case("submitted")

    asked = [
        {question.key for question in queries.question_set_of(case).questions()}
        for case in (old, new)
    ]
    assert [key in each for each in asked] == [True, False]


def test_a_changed_question_keeps_its_key(council):
    key = ask_too(council)

    draft = actions.change_question(
        key=key,
        question={**QUESTION, "label": "Does the archivist agree?"},
        by=council.administrator,
        at=NOW,
    )

    assert [(each["key"], each["label"]) for each in draft.content["questions"]] == [
        (key, "Does the archivist agree?")
    ]
    with pytest.raises(Refused, match="Somebody removed this question"):
        actions.remove_question(key="own_nothing", by=council.administrator, at=NOW)


def test_declarations_of_our_own_have_to_be_ticked(council):
    own = {"key": "own_1", "text": "I have read the archive’s rules."}
    actions.draft_policy(terms={"declarations": [own]}, by=council.administrator, at=NOW)
    adopt(council)

    application = actions.start(by=council.applicant, at=NOW)

    declarations = queries.question_set_of(application).declarations
    assert (declarations[-1].text, declarations[-1].required) == (own["text"], True)


def test_learning_and_councillors_are_asked_as_before(council):
    ask_too(council)
    adopt(council)

    advice = actions.start(by=council.applicant, at=NOW, kind="councillor")

    assert all(
        not question.key.startswith("own_")
        for question in queries.question_set_of(advice).questions()
    )


def test_differences_name_what_changed_and_nothing_else():
    older = {"name": "A", "about": "B", "working_days": 10}
    newer = {
        **older,
        "working_days": 1,
        "ask_manager": False,
        "questions": [{"key": "own_1", **QUESTION}],
    }

    assert policy_terms.differences(older, newer) == [
        ("Time to decide", "10 working days", "1 working day"),
        ("Line manager asked", "Yes", "No"),
        ("Question of our own", "", "Have you talked to the archivist?"),
    ]
    assert policy_terms.differences(newer, newer) == []


def test_a_question_that_kept_its_words_is_a_difference_too():
    one = {"name": "A", "about": "B", "questions": [{"key": "own_1", **QUESTION}]}
    other = {**one, "questions": [{"key": "own_1", **QUESTION, "required": False}]}

    assert policy_terms.differences(one, other) == [
        (QUESTION["label"], "", "Something about the question was changed")
    ]
