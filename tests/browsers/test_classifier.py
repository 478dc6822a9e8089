"""Versions, days, engines, hints, and whatever somebody may send."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.browsers import Reason, Releases, classify
from mercat.browsers.releases import Line, Release, number

ON = date(2026, 11, 29)
CHROME = "Mozilla/5.0 ({0}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{1}.0.0.0 Safari/537.36"
WINDOWS = CHROME.format("Windows NT 10.0; Win64; x64", 157)


def line(*releases):
    listed = [Release(number(version), day, status) for version, day, status in releases]
    return Line("Harbour", listed)


HARBOUR = line(
    ("7", date(2024, 1, 10), "retired"),
    ("8", date(2025, 1, 10), "retired"),
    ("8.5", date(2025, 3, 10), "retired"),
    ("9", date(2026, 6, 2), "retired"),
    ("10", date(2026, 9, 1), "esr"),
    ("11", date(2026, 11, 3), "current"),
    ("12", None, "beta"),
)


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("11", Reason.CURRENT),
        ("11.0.3", Reason.CURRENT),
        ("10.2", Reason.EXTENDED),
        ("9", Reason.RECENT),
        ("8.5.1", Reason.RETIRED),
        ("7", Reason.RETIRED),
        ("12", Reason.NEWER),
        ("99", Reason.NEWER),
        ("8.7", Reason.UNKNOWN_VERSION),  # a mend of an old line, which no table lists
        ("3", Reason.RETIRED),  # older than all, and followed long ago
    ],
)
def test_a_version_belongs_to_its_release(version, reason):
    assert HARBOUR.find(number(version), ON).reason == reason


def test_a_release_counts_for_180_days_and_not_for_181():
    released = date(2026, 6, 2)

    assert HARBOUR.find((9,), released + timedelta(days=180)).reason == Reason.RECENT
    assert HARBOUR.find((9,), released + timedelta(days=181)).reason == Reason.RETIRED


def test_it_says_when_it_came_out_and_when_a_newer_one_did():
    found = HARBOUR.find((8, 5, 1), ON)

    assert (found.released, found.followed) == (date(2025, 3, 10), date(2026, 6, 2))


def test_a_line_without_a_current_release_has_nothing_newer():
    ended = line(("6", date(2001, 8, 27), "retired"), ("11", date(2013, 10, 17), "retired"))

    assert ended.find((12,), ON).reason == Reason.UNKNOWN_VERSION


def test_nothing_said_is_nothing_known():
    for text in ("", "   ", "\t"):
        assert classify(text, on=ON).reason == Reason.NOTHING


def test_on_an_iphone_every_browser_is_as_old_as_the_system():
    told = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/157.0 Mobile/15E148 Safari/604.1"  # noqa: E501
    answer = classify(told, on=ON)

    assert (answer.browser, answer.supported) == ("Chrome", False)
    assert answer.engine == "WebKit of iOS 17.1"


def test_hints_name_a_browser_that_hides_behind_another():
    brave = {"sec-ch-ua": '"Chromium";v="157", "Brave";v="157", "Not?A_Brand";v="24"'}
    edge = {"sec-ch-ua": '"Chromium";v="157", "Microsoft Edge";v="157", "Not?A_Brand";v="24"'}

    answer = classify(WINDOWS, on=ON, headers=brave)
    assert (answer.browser, answer.engine, answer.supported) == ("Brave", "Chromium 157", True)
    assert classify(WINDOWS, on=ON, headers=edge).browser == "Edge"


def test_hints_tell_windows_11_from_windows_10():
    told = {"sec-ch-ua-platform": '"Windows"', "sec-ch-ua-platform-version": '"15.0.0"'}
    older = {**told, "sec-ch-ua-platform-version": '"10.0.0"'}

    assert classify(WINDOWS, on=ON).os == "Windows 10 or later"
    assert classify(WINDOWS, on=ON, headers=told).os == "Windows 11"
    assert classify(WINDOWS, on=ON, headers=older).os == "Windows 10"


def test_hints_make_no_browser_of_a_program():
    bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    told = {"sec-ch-ua": '"Chromium";v="157", "Google Chrome";v="157"'}

    assert classify(bot, on=ON, headers=told).reason == Reason.BOT


def test_the_name_is_the_one_that_people_speak():
    assert classify(WINDOWS, on=ON).name == "Chrome 157"
    safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Safari/605.1.15"  # noqa: E501
    assert classify(safari, on=ON).name == "Safari 26.6"


@given(st.text(max_size=300), st.dictionaries(st.sampled_from(["sec-ch-ua"]), st.text()))
def test_whatever_is_sent_gets_an_answer(text, headers):
    answer = classify(text, on=ON, headers=headers)

    assert answer.supported in (True, False, None)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_any_version_of_a_known_browser_gets_an_answer(major, minor):
    text = (
        f"Mozilla/5.0 (Windows NT 10.0; rv:{major}.{minor}) Gecko/20100101 Firefox/{major}.{minor}"
    )

    assert classify(text, on=ON).browser in ("Firefox", None)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "(" * 100_000, "Chrome/1" * 20_000, "\0", "\udcff"]
)
def test_long_and_strange_texts_are_read_to_an_end(text):
    assert classify(text, on=ON).supported in (False, None)


def test_a_newer_file_changes_the_answer():
    import json

    from mercat.browsers.building import FILE

    content = json.loads(FILE.read_text("utf-8"))
    content["as_of"] = "2027-06-01"
    for release in content["browsers"]["chrome"]["releases"]:
        release[2] = "retired" if release[2] == "current" else release[2]
    content["browsers"]["chrome"]["releases"].append(["170", "2027-05-30", "current"])
    newer = Releases.read(json.dumps(content))

    on = date(2027, 6, 1)
    assert classify(WINDOWS, on=on).supported is True  # still current, as far as we knew
    assert classify(WINDOWS, on=on, releases=newer).reason == Reason.RETIRED
