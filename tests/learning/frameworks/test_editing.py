"""A framework changed part by part is what the reader reads again, and the checker passes."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mercat.learning import frameworks
from mercat.learning.frameworks import check, copying, editing, mapping, reading, writing
from tests.learning.frameworks.test_checking import GOOD

READINESS = next(each for each in frameworks.shipped() if "social-media-readiness" in each)


def opened(text=GOOD):
    draft = editing.opened(text)
    assert draft
    return draft


def keys(draft, kind):
    return [each["key"] for each in draft.parts(kind)]


@pytest.mark.parametrize("text", [GOOD, *frameworks.shipped()])
def test_what_is_written_is_read_again(text):
    data = reading.read(text).data

    again = reading.read(opened(text).text())

    assert again.faults == []
    assert again.data == data
    assert check(opened(text).text()).faults == []


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=60,
).filter(lambda words: words.strip())


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        WORDS, st.sampled_from(["true", "null", "~", "1", "1.0", "yes", "- a", "a: b", "#", "'"])
    ),
    st.integers(0, 20),
)
def test_any_words_are_read_again_as_they_were(words, number):
    data = {"urn": words, "about": f"{words}\n\n{words}", "rules": {"evidence": number}}

    document = reading.read(writing.write(data))

    assert (document.faults, document.data) == ([], data)


def test_nothing_is_written_twice_by_reference():
    some = ["social_media"]

    assert "&" not in writing.write({"a": some, "b": some})


def test_both_loaders_read_the_same():
    for text in frameworks.shipped():
        fast, slow = reading.Fast, reading.Loader
        assert yaml.load(text, fast) == yaml.load(text, slow)  # noqa: S506 - both are safe


@pytest.mark.parametrize(
    "text",
    [
        "urn: [",
        "- 1",
        GOOD.replace("order: 1", "order: first"),
        GOOD.replace("version: 1", "version: 1\nauthor: me"),
        GOOD.replace("key: ready", "key: begun"),
        GOOD.replace("{key: a, ", "{"),
        f"{GOOD}mappings: [{{from: 0, changes: [{{change: turned}}]}}]\n",
    ],
)
def test_what_forms_cannot_show_is_for_the_text(text):
    assert check(text).faults
    assert editing.opened(text) is None


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("licence: CC0-1.0\n", ""),
        GOOD.replace("name: Culture", f"name: {'long ' * 50}"),
        GOOD[: GOOD.index("rules:")].replace("stage: ready", "stage: gone"),
    ],
)
def test_what_forms_can_mend_is_opened(text):
    assert check(text).faults
    assert editing.opened(text)


def test_add_makes_keys_that_stay():
    draft = opened()

    stage = draft.add("stages", {"name": "Émigré stage!", "meaning": "Far."})
    capability = draft.add("capabilities", {"name": "Culture", "about": "Again."})
    given_ = {"text": "We go.", "stage": stage, "audience": "worker", "facts": None}
    indicator = draft.add("indicators", given_, within=capability)
    draft.change("stages", stage, {"name": "Another name"})

    assert (stage, capability) == ("emigre_stage", "culture_1")
    assert indicator == "culture_1_emigre_stage_worker_1"
    assert draft.part("stages", stage) == {
        "key": stage,
        "order": 3,
        "name": "Another name",
        "meaning": "Far.",
    }
    assert draft.part("indicators", indicator) == {
        "key": indicator,
        "answer": "coverage",
        "text": "We go.",
        "stage": stage,
        "audience": "worker",
    }


def test_name_without_a_letter_has_a_key_all_the_same():
    draft = opened()

    assert draft.add("stages", {"name": "学习", "meaning": "!"}) == "stage"
    assert draft.add("stages", {"name": "2027", "meaning": "!"}) == "stage_1"


def test_change_leaves_out_what_is_empty_and_moves_to_another_capability():
    draft = opened(READINESS)
    values = {"text": "New words.", "evidence_hint": "", "facts": None}

    draft.change("indicators", "purpose_begun_1", values, within="keys")

    home = draft.capability_of("purpose_begun_1")
    assert home["key"] == "keys"
    assert home["indicators"][-1] == {
        "key": "purpose_begun_1",
        "stage": "begun",
        "audience": "organisation",
        "text": "New words.",
        "answer": "coverage",
    }


def test_remove_takes_along_what_hangs_on_it():
    draft = opened()
    assert draft.goes_along("stages", "ready") == 1

    draft.remove("stages", "begun")
    assert (keys(draft, "indicators"), draft.stages()[0]["order"]) == (["b"], 1)
    assert draft.goes_along("capabilities", "culture") == 1
    draft.remove("capabilities", "culture")

    assert keys(draft, "indicators") == []


def test_move_up_passes_by_what_the_page_shows_elsewhere():
    draft = opened(READINESS)
    draft.move_up("indicators", "purpose_ready_2")
    draft.move_up("stages", "ready")
    draft.move_up("stages", "ready")  # it is first already
    draft.move_up("capabilities", "keys")

    own = [each["key"] for each in draft.shown_with("indicators", "purpose_ready_1")]
    assert own == ["purpose_ready_2", "purpose_ready_1"]
    assert [(each["key"], each["order"]) for each in draft.stages()] == [("ready", 1), ("begun", 2)]
    assert keys(draft, "capabilities")[:2] == ["keys", "purpose"]
    assert check(draft.text()).faults == []


def remapped(draft, earlier, edit, came_from=None):
    before = draft.pairs(earlier)
    edit()
    draft.keep_mapped(earlier, before, came_from or {})
    return draft.data["mappings"][0]["changes"]


def test_what_became_of_each_is_kept_while_one_writes():
    earlier = check(GOOD).framework
    draft = editing.Draft(copying.next_version(check(GOOD).content, {"1"}))
    values = {"text": "I dare to learn.", "stage": "begun", "audience": "worker"}

    def split():
        draft.change("indicators", "c", {"text": "I may learn at work."}, within="culture")
        draft.add("indicators", values, within="culture")

    assert remapped(draft, earlier, split, {"culture_begun_worker_1": ["c"]}) == [
        {"change": "split", "old": ["c"], "new": ["c", "culture_begun_worker_1"]}
    ]
    changed = remapped(
        draft,
        earlier,
        lambda: draft.change("indicators", "a", {"text": "We go."}, within="culture"),
    )
    assert changed[0] == {"change": "reworded", "old": ["a"], "new": ["a"]}
    removed = remapped(draft, earlier, lambda: draft.remove("indicators", "b"))
    assert removed[-1] == {"change": "dropped", "old": ["b"]}
    draft.add(
        "indicators", {**values, "stage": "ready", "audience": "organisation"}, within="culture"
    )
    told = remapped(draft, earlier, lambda: None)
    assert told[-1] == {"change": "new", "new": ["culture_ready_1"]}
    assert check(draft.text(), {"1": earlier}).faults == []
    assert draft.data["version"] == "2"


RELATIONS = st.dictionaries(
    st.sampled_from("vwxyz"), st.lists(st.sampled_from("abcd"), unique=True, max_size=3)
)


@given(RELATIONS, st.dictionaries(st.sampled_from("abcdvwxyz"), st.sampled_from(["One.", "Two."])))
def test_a_relation_that_is_told_is_read_again(came_from, texts):
    was = {key: texts.get(key, "One.") for key in "abcd"}
    here = {key: texts.get(key, "One.") for key in came_from}
    pairs = frozenset((old, new) for new, olds in came_from.items() for old in olds)
    if not mapping.is_tellable(pairs):
        return
    changes = mapping.changes(pairs, was, here)

    links = [(each.get("old", []), each.get("new", [])) for each in changes]
    assert mapping.related(links, was, here) == pairs
    told = [key for each in changes for key in each.get("old", [])]
    assert len(told) == len(set(told))


def test_is_tellable_unless_split_and_merged_at_once():
    assert mapping.is_tellable(frozenset({("a", "x"), ("a", "y"), ("b", "z")}))
    assert mapping.is_tellable(frozenset({("a", "x"), ("b", "x")}))
    assert not mapping.is_tellable(frozenset({("a", "x"), ("b", "x"), ("b", "y")}))


def test_a_copy_of_ours_has_its_own_name_and_says_where_it_came_from():
    data = copying.of_our_own(check(GOOD).content, "Strathbeg", "strathbeg", [])
    again = copying.of_our_own(check(GOOD).content, "Strathbeg", "strathbeg", [data["urn"]])

    assert data["urn"] == "urn:mercat:strathbeg:ours"
    assert again["urn"] == "urn:mercat:strathbeg:ours-2"
    assert (data["version"], data["source"]) == ("1", "Strathbeg")
    assert data["notice"] == (
        "Adapted from “urn:example:ours”, version 1 (https://strathbeg.example/, CC0-1.0)."
    )
    assert check(writing.write(data)).faults == []


def test_the_next_version_takes_a_number_that_is_free():
    content = check(GOOD).content

    assert copying.next_version(content, {"1", "2"})["version"] == "3"
    assert copying.next_version({**content, "version": "2027a"}, {"1"})["version"] == "2"
