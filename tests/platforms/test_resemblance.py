import pytest

from mercat.platforms import resemblance
from mercat.platforms.resemblance import Likeness

NAME = "StrathbegCouncil"


@pytest.mark.parametrize(
    "other",
    ["strathbegcouncil", "Strathbeg.Council", "strathbeg_council", "5trathbegC0uncil",
     "StrathbegCounci1", "StrathbegCounciI", "Strаthbeg Council", "ＳtrathbegCouncil",
     "StrathbegCоuncil", "@strathbegcouncil"],
)  # fmt: skip
def test_name_that_reads_the_same(other):
    assert resemblance.likeness(other, NAME) == Likeness.LETTERS


@pytest.mark.parametrize(
    "other",
    ["StrathbegCouncilSupport", "official_strathbegcouncil", "StrathbegCouncilHelpdesk",
     "the.strathbeg.council.official", "StrathbegCouncil1", "strathbegcouncil_2024",
     "StrathbegCounci1Help", "StrathbegCouncilUK"],
)  # fmt: skip
def test_name_with_a_word_or_a_number_more(other):
    assert resemblance.likeness(other, NAME) == Likeness.WORDS
    assert resemblance.likeness(NAME, other) == Likeness.WORDS


@pytest.mark.parametrize(
    "other",
    ["StrathbegCouncl", "StrathbegCounncil", "StrathbegCouncik", "StrathbegCuoncil",
     "trathbegCouncil", "StrathbegCouncils"],
)  # fmt: skip
def test_name_that_is_one_letter_away(other):
    assert resemblance.likeness(other, NAME) == Likeness.SLIP
    assert resemblance.likeness(NAME, other) == Likeness.SLIP


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NAME, "StrathbegLibraries"),
        (NAME, "StrathdonCouncil"),
        ("scouts12", "scouts13"),
        ("service000000123", "service000000124"),
        ("ferry", "berry"),  # too short for a slip
        ("123456789", "123456780"),
        ("support", "help"),
    ],
)
def test_honest_other_name_resembles_nothing(one, other):
    assert resemblance.likeness(one, other) is None


@pytest.mark.parametrize(
    ("handle", "name"),
    [("@ferries@social.strathbeg.scot", "ferries"), ("Ferries.bsky.social", "Ferries"),
     ("strathbeg.scot", "strathbeg.scot"), ("company/strathbeg", "strathbeg")],
)  # fmt: skip
def test_name_leaves_out_what_everybody_there_has(handle, name):
    assert resemblance.name_of(handle) == name


@pytest.mark.parametrize(
    "other",
    ["strathbegcouncil", "StrathbegCounci1", "StrathbegCouncilSupport", "StrathbegCouncl",
     "StrathbegCouncik", "StrathbegCuoncil", "officialStrathbegCouncil"],
)  # fmt: skip
@pytest.mark.parametrize("swap", [False, True])
def test_shapes_of_one_are_asked_for_by_the_other(other, swap):
    asked, kept = (NAME, other) if swap else (other, NAME)

    assert resemblance.shapes(kept) & resemblance.asked(asked).keys()


@pytest.mark.parametrize("handle", ["", "@", "1", "ab", "12345678", "x" * 65, "\0", "😀😀😀😀"])
def test_what_is_no_name_has_no_shape(handle):
    assert (resemblance.shapes(handle), resemblance.asked(handle)) == (set(), {})


def test_shapes_are_few_and_asked_shapes_are_bounded():
    longest = "strathbeg" * 3

    assert len(resemblance.shapes("official.strathbeg.support.help.2024")) <= 20
    assert len(resemblance.asked(longest)) < 1600
