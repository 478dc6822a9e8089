import copy
from typing import Any

import pytest
import yaml

from mercat.passports import policy_files, question_sets

QUESTION = {
    "key": "purpose",
    "short": "Purpose",
    "type": "text",
    "label": "What for?",
    "missing": "Tell us what for",
}
RAW = {
    "key": "speak",
    "version": 1,
    "sections": [
        {
            "key": "case",
            "step": "Why",
            "heading": "Why?",
            "looks_for": "A purpose.",
            "questions": [QUESTION],
        }
    ],
    "declarations": [{"key": "policy", "text": "I have read it.", "missing": "Read it"}],
}


def parse(**question: Any) -> question_sets.QuestionSet:
    """The small set above with one more question."""
    raw = copy.deepcopy(RAW)
    raw["sections"][0]["questions"].append({**QUESTION, "key": "another", **question})
    return question_sets.parse(raw)


def without(*path: Any) -> dict[str, Any]:
    raw: Any = copy.deepcopy(RAW)
    inner = raw
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return raw


@pytest.mark.parametrize("path", sorted(question_sets.FOLDER.glob("*.yaml")), ids=lambda p: p.stem)
def test_load_of_shipped_file_finds_it_complete(path):
    loaded = question_sets.load(path.stem)

    texts = [q.label for q in loaded.questions()] + [q.missing for q in loaded.questions()]
    texts += [s.heading for s in loaded.sections] + [d.text for d in loaded.declarations]
    assert loaded.name == path.stem
    assert [text for text in texts if not text.strip()] == []
    assert loaded.declarations


def test_load_of_speak_1_asks_what_the_actions_need():
    asked = {question.key: question.type for question in question_sets.load("speak-1").questions()}

    assert asked == {
        "department": "department",
        "account_name": "line",
        "account": "account",
        "purpose": "text",
        "audience": "text",
        "existing": "text",
        "administrator": "colleague",
        "backup": "colleague",
        "replies": "text",
        "risks": "text",
    }


def test_load_of_unknown_set_says_that_there_is_no_file():
    with pytest.raises(FileNotFoundError):
        question_sets.load("speak-99")


def test_load_of_misnamed_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "speak-7.yaml").write_text(yaml.safe_dump(RAW))
    monkeypatch.setattr(question_sets, "FOLDER", tmp_path)

    with pytest.raises(ValueError, match=r"^speak-7\.yaml says that it is speak-1$"):
        question_sets.load("speak-7")


def test_parse_of_sound_set_keeps_every_part():
    parsed = parse(hint="Two sentences", max_length=50)

    assert parsed.name == "speak-1"
    assert [question.key for question in parsed.questions()] == ["purpose", "another"]
    assert (parsed.questions()[1].hint, parsed.questions()[1].max_length) == ("Two sentences", 50)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"key": "purpose"}, "question set: a question's key stands twice"),
        ({"type": "essay"}, "question set: another has no known type"),
        ({"differs_from": "nobody"}, "question set: another differs from nothing known"),
    ],
)
def test_parse_of_faulty_question_is_refused_with_a_reason(question, reason):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 (the sentence is compared below)
        parse(**question)

    assert str(refusal.value) == reason


def test_parse_of_section_that_stands_twice_is_refused():
    raw = copy.deepcopy(RAW)
    raw["sections"].append({**raw["sections"][0], "questions": [{**QUESTION, "key": "other"}]})

    with pytest.raises(ValueError, match=r"^question set: a section.s key stands twice$"):
        question_sets.parse(raw)


@pytest.mark.parametrize(
    "raw",
    [
        without("key"),
        without("version"),
        without("sections"),
        without("declarations"),
        without("sections", 0, "questions"),
        without("sections", 0, "heading"),
        without("sections", 0, "questions", 0, "missing"),
        without("declarations", 0, "missing"),
        {**RAW, "sections": None},
        {**RAW, "sections": ["case"]},
        {**RAW, "declarations": ["policy"]},
        {**RAW, "declarations": [{**RAW["declarations"][0], "colour": "red"}]},
        None,
        [],
    ],
)
def test_parse_of_incomplete_set_is_refused(raw):
    with pytest.raises(ValueError, match=r"^question set: "):
        question_sets.parse(copy.deepcopy(raw))


def test_section_is_found_by_its_key():
    loaded = question_sets.load("speak-1")

    assert loaded.section("people") == loaded.sections[2]
    assert loaded.section("nothing") is None


def test_after_gives_the_following_section_and_nothing_after_the_last():
    first, second = question_sets.load("speak-1").sections[:2]

    assert question_sets.load("speak-1").after(first) == second
    assert question_sets.load("speak-1").after(question_sets.load("speak-1").sections[-1]) is None


def test_policy_names_a_question_set_that_is_there():
    names = [policy_files.ready(path.stem)["question_set"] for path in POLICIES]

    assert [question_sets.load(name).name for name in names] == names


POLICIES = sorted(policy_files.FOLDER.glob("*.yaml"))
