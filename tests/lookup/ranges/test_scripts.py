from mercat.lookup.ranges.scripts import scripts


def test_badge_is_small_and_needs_nothing():
    badge = scripts()["badge.js"].decode()

    assert len(badge.encode()) < 5000
    assert [word for word in ("import", "require(", "innerHTML", "eval(") if word in badge] == []


def test_look_up_script_shows_nothing_as_html():
    said = scripts()["lookup.js"].decode()

    assert [word for word in ("innerHTML", "outerHTML", "insertAdjacent") if word in said] == []
