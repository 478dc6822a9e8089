"""Who came from whom, through one version or several, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.learning.frameworks import built, mapping

OPPOSITE = {
    "same": "same",
    "reworded": "reworded",
    "split": "merged",
    "merged": "split",
    "new": "dropped",
    "dropped": "new",
}


def framework(version, texts, mappings=()):
    """`texts`: by key; `mappings`: by earlier version, a list of (change, old, new)."""
    return built(
        {
            "urn": "urn:test:one",
            "version": version,
            "licence": "CC0",
            "source": "us",
            "stages": [{"key": "begun", "name": "Begun", "order": 1, "meaning": "Begun."}],
            "capabilities": [
                {
                    "key": "all",
                    "name": "All",
                    "about": "All.",
                    "indicators": [
                        {
                            "key": key,
                            "stage": "begun",
                            "audience": "organisation",
                            "text": text,
                            "answer": "coverage",
                        }
                        for key, text in texts.items()
                    ],
                }
            ],
            "mappings": [
                {
                    "from": earlier,
                    "changes": [{"change": c, "old": list(o), "new": list(n)} for c, o, n in told],
                }
                for earlier, told in dict(mappings).items()
            ],
        }
    )


def olds(became, key):
    return [each.key for each in became.olds(key)]


ONE = {"a": "A.", "b": "B.", "c": "C.", "d": "D.", "e": "E."}
TOLD = [
    ("reworded", ["a"], ["a"]),
    ("split", ["b"], ["b1", "b2"]),
    ("merged", ["c", "d"], ["cd"]),
    ("dropped", ["e"], []),
    ("new", [], ["f"]),
]
TWO = {"a": "A, said anew.", "b1": "B.", "b2": "B too.", "cd": "C and D.", "f": "F."}


def test_each_kind_of_change_is_known():
    became = mapping.between(framework("1", ONE), framework("2", TWO, {"1": TOLD}))

    assert {key: (became.change(key), olds(became, key)) for key in TWO} == {
        "a": ("reworded", ["a"]),
        "b1": ("split", ["b"]),
        "b2": ("split", ["b"]),
        "cd": ("merged", ["c", "d"]),
        "f": ("new", []),
    }
    assert [each.key for each in became.dropped()] == ["e"]


def test_within_one_version_all_is_the_same():
    one = framework("1", ONE)
    became = mapping.between(one, one)

    assert {became.change(key) for key in ONE} == {"same"}
    assert became.dropped() == []


def test_without_a_word_equal_keys_and_texts_are_the_same_and_nothing_else():
    became = mapping.between(framework("1", ONE), framework("2", {**TWO, "c": "C."}))

    assert [key for key in became.new.indicators() if olds(became, key)] == ["c"]


def test_way_leads_through_the_versions_between():
    one, two = framework("1", ONE), framework("2", TWO, {"1": TOLD})
    told = [("merged", ["b1", "b2"], ["b"]), ("reworded", ["cd"], ["x"]), ("dropped", ["f"], [])]
    three = framework("3", {"a": TWO["a"], "b": "B again.", "x": "X."}, {"2": told})

    became = mapping.between(one, three, [two])

    assert {key: (became.change(key), olds(became, key)) for key in "abx"} == {
        "a": ("reworded", ["a"]),
        "b": ("reworded", ["b"]),
        "x": ("merged", ["c", "d"]),
    }
    assert [each.key for each in became.dropped()] == ["e"]


def test_versions_that_map_each_other_in_a_ring_end():
    one = framework("1", ONE, {"2": []})
    two = framework("2", ONE, {"1": []})

    assert mapping.between(framework("0", ONE), two, [one]).dropped() == []


@st.composite
def mapped(draw):
    """A version, what became of each of its indicators, and the version after."""
    told, one, two = [], {}, {}
    for number in range(draw(st.integers(1, 8))):
        change = draw(st.sampled_from(sorted(OPPOSITE)))
        many = draw(st.integers(2, 4))
        olds = {"merged": many, "new": 0}.get(change, 1)
        news = {"split": many, "dropped": 0}.get(change, 1)
        old = [f"k{number}_{each}" for each in range(olds)]
        letter = "k" if change == "same" else "n"
        new = [f"{letter}{number}_{each}" for each in range(news)]
        one |= {key: f"Text of {key}" for key in old}
        two |= {key: f"Text of {key}" for key in new}
        told.append((change, old, new))
    return framework("1", one), framework("2", two, {"1": told}), told


@given(mapped())
def test_mapping_says_of_each_indicator_what_was_told(given_):
    one, two, told = given_
    became = mapping.between(one, two)

    for change, old, new in told:
        for key in new:
            assert (became.change(key), olds(became, key)) == (change, old)
    gone = [key for change, old, _new in told for key in old if change == "dropped"]
    assert [each.key for each in became.dropped()] == gone


@given(mapped())
def test_there_and_back_everything_that_was_kept_finds_itself(given_):
    one, two, told = given_
    back = {"2": [(OPPOSITE[change], new, old) for change, old, new in told]}
    texts = {key: each.text for key, each in one.indicators().items()}
    again = framework("3", texts, back)

    became = mapping.between(one, again, [two])

    for change, old, _new in told:
        for key in old:
            came_from = olds(became, key)
            if change == "dropped":
                assert came_from == []
            elif change == "merged":
                assert came_from == old  # what was merged cannot be told apart again
            else:
                assert (came_from, became.change(key)) == ([key], "same")


@pytest.mark.parametrize("key", ["all", "nothing"])
def test_capability_before_is_the_same_or_the_one_most_came_from(key):
    one = framework("1", ONE)
    assert mapping.between(one, one).capability_before(key) == ("all" if key == "all" else "")
