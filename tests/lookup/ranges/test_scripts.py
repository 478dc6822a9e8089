import pytest

from mercat.lookup.ranges.scripts import scripts
from mercat.lookup.ranges.scripts.words import BADGE, LANGUAGES, LOOK_UP, refusals, spoken
from mercat.platforms.account import SENTENCES
from mercat.register.lifecycle import Answer

SAID = {*map(str, Answer), "disputed"}


@pytest.mark.parametrize("words", [BADGE, LOOK_UP])
def test_each_answer_is_said_in_each_language(words):
    assert words.keys() >= SAID
    assert {language: said.keys() for language, said in spoken(words).items()} == {
        language: words.keys() for language in LANGUAGES
    }


def test_each_refusal_is_said_in_each_language():
    said = refusals()

    assert list(said) == ["cy", "gd"]
    assert [
        language for language in said if not said[language].keys() >= {*SENTENCES.values()}
    ] == []


def test_words_do_not_depend_on_who_publishes(settings):
    settings.LANGUAGE_CODE = "cy"

    assert spoken(BADGE)["en"]["own_account"] == "A person’s own account"


def test_badge_is_small_and_needs_nothing():
    badge = scripts()["badge.js"].decode()

    assert len(badge.encode()) < 5000
    assert [word for word in ("import", "require(", "innerHTML", "eval(") if word in badge] == []


def test_look_up_script_shows_nothing_as_html():
    said = scripts()["lookup.js"].decode()

    assert [word for word in ("innerHTML", "outerHTML", "insertAdjacent") if word in said] == []
