"""What a framework's file may not be: each fault with its line, all of them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.learning import frameworks
from mercat.learning.frameworks import AUDIENCES, Fault, check

GOOD = """urn: urn:example:ours
version: 1
licence: CC0-1.0
source: https://strathbeg.example/
stages:
  - {key: begun, name: Begun, order: 1, meaning: It has begun.}
  - {key: ready, name: Ready, order: 2, meaning: It is there.}
capabilities:
  - key: culture
    name: Culture
    about: How we learn.
    indicators:
      - {key: a, stage: begun, audience: organisation, text: We began., answer: coverage}
      - {key: b, stage: ready, audience: organisation, text: It works., answer: coverage}
      - {key: c, stage: begun, audience: worker, text: I may learn., answer: coverage}
rules:
  first_stage: {views_of: [worker], evidence: 1}
"""


def without(line: str) -> str:
    return "\n".join(each for each in GOOD.split("\n") if not each.strip().startswith(line))


def with_line(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


MISSING = "“{}” is missing here."
MALFORMED = {
    "nothing": ("", [(1, "The file is empty.")]),
    "a list": ("- 1\n", [(1, "“the file” is of the wrong kind. Wanted: a mapping.")]),
    "no yaml": (
        "urn: [\n",
        [(2, "This is not YAML: expected the node content, but found '<stream end>'.")],
    ),
    "a tab": (
        "a:\n\tb: 1\n",
        [(2, "This is not YAML: found character '\\t' that cannot start any token.")],
    ),
    "a control character": (
        "urn: a\nname: \x07\n",
        [(2, "There is a character here that no text may hold.")],
    ),
    "a key twice": (
        with_line("licence: CC0-1.0", "licence: CC0-1.0\nlicence: MIT"),
        [(4, "“licence” stands twice. The first is on line 3.")],
    ),
    "an anchor": (
        with_line("name: Culture", "name: &it Culture"),
        [(10, "Anchors and aliases (& and *) are not allowed. Write the text out.")],
    ),
    "a tag": (
        with_line("version: 1", "version: !!python/name:os.system"),
        [(2, "Tags (!) are not allowed.")],
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        [(2, "A second document begins here. A file holds one framework.")],
    ),
    "too deep": ("[" * 20, [(1, "This is nested deeper than any framework.")]),
    "a name that is none": (
        with_line("licence: CC0-1.0", "licence: CC0-1.0\n? [x]\n: y"),
        [(4, "A name is wanted before the colon.")],
    ),
    "no urn": (without("urn:"), [(1, MISSING.format("urn"))]),
    "no licence": (without("licence:"), [(1, MISSING.format("licence"))]),
    "no version and no source": (
        GOOD.replace("version: 1\n", "").replace("source: https://strathbeg.example/\n", ""),
        [(1, MISSING.format("source")), (1, MISSING.format("version"))],
    ),
    "a urn with spaces": (
        with_line("urn:example:ours", "ours and yours"),
        [
            (
                1,
                (
                    "“urn” is not written as it has to be: "
                    "urn: and a name without spaces; the same for all versions."
                ),
            )
        ],
    ),
    "an unknown part": (
        with_line("version: 1", "version: 1\nauthor: me"),
        [(3, "“author” is nothing that a framework has here.")],
    ),
    "an unknown part of an indicator": (
        with_line("text: We began.", "weight: 3, text: We began."),
        [(13, "“weight” is nothing that a framework has here.")],
    ),
    "stages that are no list": (
        with_line("version: 1", "version: 1").replace(
            GOOD[GOOD.index("stages:") : GOOD.index("capabilities:")], "stages: many\n"
        ),
        [
            (5, "“stages” is of the wrong kind. Wanted: a list."),
            (11, "There is no stage “begun”."),
            (12, "There is no stage “ready”."),
            (13, "There is no stage “begun”."),
        ],
    ),
    "an order in words": (
        with_line("order: 1", "order: first"),
        [(6, "“order” is of the wrong kind. Wanted: a whole number.")],
    ),
    "an order twice": (with_line("order: 2", "order: 1"), [(7, "“order: 1” stands twice.")]),
    "a stage twice": (
        with_line("key: ready", "key: begun"),
        [
            (7, "“key: begun” stands twice."),
            (14, "There is no stage “ready”."),
        ],
    ),
    "an indicator twice": (with_line("{key: b,", "{key: a,"), [(14, "“key: a” stands twice.")]),
    "an unknown stage": (
        with_line("key: c, stage: begun", "key: c, stage: done"),
        [(15, "There is no stage “done”.")],
    ),
    "an unknown audience": (
        with_line("audience: worker", "audience: manager"),
        [
            (
                15,
                "“audience” has to be one of these: organisation, worker, service_user, carer.",
            ),
            (17, "Views of “worker” are wanted, but no indicator asks them."),
        ],
    ),
    "an unknown answer": (
        with_line("text: I may learn., answer: coverage", "text: I may learn., answer: stars"),
        [(15, "“answer” has to be one of these: coverage.")],
    ),
    "an empty text": (
        with_line("text: We began.", "text: ' '"),
        [(13, "“text” is not written as it has to be: words, not spaces alone.")],
    ),
    "a text too long": (
        with_line("text: We began.", f"text: {'long ' * 200}"),
        [(13, "“text” is longer than 500 letters.")],
    ),
    "a key with capitals": (
        with_line("key: culture", "key: Culture"),
        [
            (
                9,
                (
                    "“key” is not written as it has to be: "
                    "small letters, digits and underlines, a letter first."
                ),
            )
        ],
    ),
    "nobody to say whether a stage is reached": (
        without("- {key: b,"),
        [(9, "“culture” has no indicator for the organisation at “ready”.")],
    ),
    "views that nobody is asked for": (
        with_line("views_of: [worker]", "views_of: [worker, carer]"),
        [(17, "Views of “carer” are wanted, but no indicator asks them.")],
    ),
    "evidence below nothing": (
        with_line("evidence: 1", "evidence: -1"),
        [(17, "“evidence” has to be 0 or more.")],
    ),
    "a mapping to itself": (
        GOOD + 'mappings:\n  - {from: "1", changes: []}\n',
        [(19, "A version is mapped once, and never to itself.")],
    ),
    "a split into one": (
        GOOD + "mappings:\n  - {from: 0, changes: [{change: split, old: [x], new: [a]}]}\n",
        [(19, "“split” takes another number of “new” indicators.")],
    ),
    "a mapping to nothing": (
        GOOD + "mappings:\n  - {from: 0, changes: [{change: new, new: [zz]}]}\n",
        [(19, "There is no indicator “zz”.")],
    ),
}


def test_good_framework_has_no_fault():
    checked = check(GOOD)

    assert checked.faults == []
    assert checked.framework.version == "1"
    assert [each.name for each in checked.framework.stages] == ["Begun", "Ready"]


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_framework_says_line_and_reason(kind):
    text, expected = MALFORMED[kind]

    checked = check(text)

    assert [(each.line, each.sentence) for each in checked.faults] == expected
    assert checked.framework is None


def test_check_tells_all_faults_together():
    text = with_line("order: 1", "order: first").replace("answer: coverage}\n", "answer: no}\n")

    assert [each.line for each in check(text).faults] == [6, 13, 14, 15]


def test_yes_a_version_and_a_date_are_text():
    text = with_line("version: 1", "version: 2026-01-01").replace("We began.", "yes")

    framework = check(text).framework

    assert framework.version == "2026-01-01"
    assert framework.capabilities[0].indicators[0].text == "yes"


@given(st.text(max_size=200) | st.text(alphabet="abc:- []{}\n&*!?#'\"\t", max_size=80))
def test_check_of_any_text_tells_faults_and_never_fails(text):
    checked = check(text)

    assert checked.framework is None
    assert all(isinstance(each, Fault) and each.line >= 1 for each in checked.faults)
    assert checked.faults


@pytest.mark.parametrize("text", frameworks.shipped(), ids=lambda text: text.split("urn: ")[1][:60])
def test_shipped_frameworks_have_no_fault(text):
    assert check(text).faults == []


def test_shipped_clf_has_what_was_promised_at_each_stage():
    clf = check(frameworks.shipped()[0]).framework

    assert [each.name for each in clf.capabilities] == [
        "Creating a learning and performance culture",
        "Planning for learning, development and improved practice",
        "Promoting access to learning and development opportunities",
        "Promoting access to feedback",
        "Treating people with dignity and respect",
        "Focusing on health and wellbeing",
    ]
    assert [bool(each.relevant_to) for each in clf.capabilities] == [True] * 4 + [False] * 2
    assert [each.key for each in clf.stages] == [
        "engaged",
        "established",
        "accomplished",
        "exemplary",
    ]
    counts = {
        (stage.key, audience, len(capability.of(audience, stage.key)))
        for capability in clf.capabilities
        for stage in clf.stages
        for audience in AUDIENCES
    }
    assert {(audience, count) for _, audience, count in counts} == {
        ("organisation", 2),
        ("worker", 1),
        ("service_user", 1),
        ("carer", 1),
    }


def test_shipped_clf_says_each_sentence_for_others_in_easy_read():
    clf = check(frameworks.shipped()[0]).framework
    asked = [each for each in clf.indicators().values() if each.audience != "organisation"]

    assert {each.key for each in asked if not each.easy_read} == set()
    sentences = [one for each in asked for one in each.easy_read.split(". ")]
    assert [one for one in sentences if len(one.split()) > 12] == []


def test_mapping_is_held_against_the_earlier_version():
    earlier = {"1": check(GOOD).framework}
    second = GOOD.replace("version: 1", "version: 2").replace("We began.", "We have begun.")
    untold = check(f"{second}mappings:\n  - {{from: 1, changes: []}}\n", earlier)
    told = second + (
        "mappings:\n  - {from: 1, changes: [{change: reworded, old: [a], new: [a]}]}\n"
    )

    assert [(each.line, each.sentence) for each in untold.faults] == [
        (19, "What became of “a” of the earlier version?")
    ]
    assert check(told, earlier).faults == []
