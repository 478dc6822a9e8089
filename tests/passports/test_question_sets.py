import copy
from typing import Any

import pytest
import yaml
from django.utils import translation

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

    texts = [q.label for q in loaded.questions()]
    texts += [q.missing for q in loaded.questions() if q.required]
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
        ({"key": "purpose"}, "a question's key stands twice: purpose"),
        ({"type": "essay"}, "another has no known type: essay"),
        ({"differs_from": "nobody"}, "another differs from nothing in its section"),
        ({"later_than": "never"}, "another is later than nothing in its section"),
        ({"missing": " "}, "another is required and does not say what is missing"),
        ({"label": ""}, "another has an empty text"),
        ({"key": "find_it"}, "find_it uses a name that the form needs"),
        ({"type": "choice"}, "another wants options"),
        ({"options": [{"value": "a", "label": "A"}]}, "another takes no options"),
        (
            {"type": "choice", "options": [{"value": "a", "label": "A"}] * 2},
            "another has an option twice",
        ),
        ({"all_of": True}, "another can only be all_of with the type choices"),
        ({"type": "line", "example": True}, "another can only be an example with the type text"),
        ({"colour": "red"}, "“colour” is nothing that a question has"),
        ({"required": "no"}, "“required” has to be true or false"),
        ({"max_length": "long"}, "“max_length” has to be a number"),
        ({"hint": 5}, "“hint” has to be text"),
        ({"show_if": {"purpose": "yes"}}, "show_if: “purpose” wants a list of values"),
        (
            {"show_if": {"purpose": ["yes"]}},
            "another is shown by “purpose”, in no earlier section",
        ),
    ],
)
def test_parse_of_faulty_question_is_refused_with_a_reason(question, reason):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 (the sentence is compared below)
        parse(**question)

    assert str(refusal.value) == f"question set: {reason}"


def test_parse_of_section_that_stands_twice_is_refused():
    raw = copy.deepcopy(RAW)
    raw["sections"].append({**raw["sections"][0], "questions": [{**QUESTION, "key": "other"}]})

    with pytest.raises(ValueError, match=r"^question set: a section.s key stands twice: case$"):
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


FILE = """\
key: speak
version: 7
sections:
  - key: use
    step: Use
    heading: How?
    looks_for: A level.
    questions:
      - {key: level, short: Level, type: choice, label: "How?", missing: Choose, options: [
          {value: tell, label: To tell}, {value: talk, label: To talk}]}
  - key: talk
    step: Talk
    heading: How do you talk?
    looks_for: A plan.
    show_if: {level: [talk]}
    questions:
      - {key: tone, short: Tone, type: choice, label: "How?", missing: Choose, options: [
          {value: kind, label: Kindly}, {value: dry, label: Dryly}]}
  - key: more
    step: More
    heading: What more?
    looks_for: More.
    questions:
      - {key: why, short: Why, type: text, label: "Why so?", missing: Say why,
         show_if: {tone: [dry]}}
      - {key: end, short: End, type: text, label: "And then?", missing: Say what then}
declarations: []
"""


def from_file(tmp_path: Any, monkeypatch: Any, text: str) -> question_sets.QuestionSet:
    (tmp_path / "speak-7.yaml").write_text(text)
    monkeypatch.setattr(question_sets, "FOLDER", tmp_path)
    question_sets._load.cache_clear()
    return question_sets.load("speak-7")


@pytest.fixture
def small(tmp_path, monkeypatch):
    return from_file(tmp_path, monkeypatch, FILE)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("step: Talk", "step: Talk\n    step: Walk", "line 13: “step” stands twice"),
        ("key: tone", "key: level", "line 17: a question's key stands twice: level"),
        ("{level: [talk]}", "{level: [sing]}", "line 17: tone is shown by “sing”, "),
        ("{tone: [dry]}", "{mood: [dry]}", "line 24: why is shown by “mood”, in no earlier"),
        ("step: More", "stop: More", "line 19: “stop” is nothing that a section has"),
        ("heading: How?", "heading: 7", "line 4: “heading” has to be text"),
        ("declarations: []", "declarations: [", "line 28: "),
        ("version: 7", "version: seven", "line 1: “version” has to be a number"),
        ("    looks_for: More.\n", "", "line 19: a section wants “looks_for”"),
        ("{level: [talk]}", "talk", "line 11: show_if has to be a mapping"),
    ],
)
def test_load_of_faulty_file_names_the_line_and_the_reason(old, new, fault, tmp_path, monkeypatch):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 (the sentence is compared below)
        from_file(tmp_path, monkeypatch, FILE.replace(old, new))

    # A fault in a flow of YAML is placed where its mapping begins.
    assert str(refusal.value).startswith(f"speak-7.yaml, {fault.split(':')[0]}"), refusal.value
    assert fault.partition(": ")[2] in str(refusal.value)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["level", "end"]),
        ({"level": "tell"}, ["level", "end"]),
        ({"level": "talk"}, ["level", "tone", "end"]),
        ({"level": "talk", "tone": "dry"}, ["level", "tone", "why", "end"]),
        # What was said of the tone counts no more once nobody talks.
        ({"level": "tell", "tone": "dry", "why": "It suits"}, ["level", "end"]),
    ],
)
def test_shown_asks_what_the_answers_call_for(small, answers, asked):
    assert [question.key for question in small.shown(answers).questions()] == asked


def test_shown_leaves_out_a_section_without_questions(small):
    assert [each.key for each in small.shown({"level": "tell"}).sections] == ["use", "more"]


def test_asked_are_the_answers_that_are_sent(small):
    answers = {"level": "tell", "tone": "dry", "why": "It suits", "end": "Nothing"}

    assert small.asked(answers) == {"level": "tell", "end": "Nothing"}
    assert small.asked({**answers, "level": "talk"}) == {**answers, "level": "talk"}


def test_is_complete_wants_every_question_that_is_asked(small):
    answers = {"level": "tell", "end": "Nothing"}

    assert small.is_complete(answers)
    assert not small.is_complete({**answers, "level": "talk"})
    assert small.is_complete({**answers, "level": "talk", "tone": "kind"})


def test_why_names_the_answer_that_called_for_a_question(small):
    tone = small.section("talk").questions[0]
    level = small.section("use").questions[0]

    assert small.why(tone, {"level": "talk"}) == "Level: “To talk”"
    assert small.why(level, {"level": "talk"}) == ""


SPEAK_2 = question_sets.load("speak-2")


def keys(**answers: Any) -> set[str]:
    return {question.key for question in SPEAK_2.shown(answers).questions()}


CORE = {question.key for question in SPEAK_2.questions() if not question.is_deep}


@pytest.mark.parametrize(
    ("answers", "deeper"),
    [
        ({"level": "broadcast"}, {"silence"}),
        ({"level": "respond"}, {"replies", "cover", "moderation", "escalation", "enquiries"}),
        ({"touches": ["children"]}, {"safeguarding", "consent", "dpia"}),
        ({"touches": ["adults"]}, {"safeguarding", "consent", "dpia"}),
        ({"touches": ["pictures"]}, {"consent"}),
        ({"touches": ["personal_data"]}, {"dpia", "data"}),
        ({"touches": ["partners", "elections"]}, {"partners", "elections"}),
        ({"touches": ["none"]}, set()),
        ({"request": "campaign"}, {"branding", "starts_on", "ends_on", "existing"}),
        ({"request": "record"}, set()),
        ({"request": "new", "level": "engage"}, {"alternatives", "records"}),
    ],
)
def test_speak_2_goes_deeper_only_where_level_and_risks_call_for_it(answers, deeper):
    found = keys(**answers)

    assert found >= CORE
    if len(answers) == 1:
        assert found - CORE == deeper
    assert deeper <= found


def test_speak_2_asks_the_most_of_what_is_made_together():
    everything = {
        "request": "campaign",
        "level": "co_produce",
        "touches": ["children", "adults", "pictures", "personal_data", "partners", "elections"],
    }

    left_out = {question.key for question in SPEAK_2.questions()} - keys(**everything)

    assert left_out == {"silence"}


def test_speak_1_stays_as_it_was_answered():
    asked = [question.key for question in question_sets.load("speak-1").shown({}).questions()]

    assert len(asked) == 10


@pytest.mark.parametrize(
    ("looks_for", "heading", "language"),
    [("Name", "Enw", "cy"), ("What nobody has said in Welsh", "Name", "en")],
)
def test_section_is_in_welsh_whole_or_not_at_all(looks_for, heading, language):
    raw = copy.deepcopy(RAW)
    words = dict.fromkeys(["step", "heading"], "Name")
    asked = {**QUESTION, **dict.fromkeys(["short", "label", "missing"], "Name")}
    raw["sections"][0] |= {**words, "looks_for": looks_for, "questions": [asked]}
    with translation.override("cy"):
        section = question_sets.translated(question_sets.parse(raw)).sections[0]

    assert (section.heading, section.language) == (heading, language)
