"""The colours of the pages, read from the one file that sets them, against WCAG 2.2 AA."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "scss"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (ASSETS / "_tokens.scss").read_text()))
ALIASES = set(re.findall(r"--[\w-]+: var\(--([\w-]+)\);", (ASSETS / "_tokens.scss").read_text()))

TEXT = [
    *[("ink", paper) for paper in ("paper", "linen", "linen-deep", "sun", "rule")],
    *[("ink", f"{tone}-pale") for tone in ("heather", "moss", "amber", "rowan")],
    *[("ink-soft", paper) for paper in ("paper", "linen", "linen-deep")],
    *[("heather", paper) for paper in ("paper", "linen", "linen-deep")],
    *[(tone, f"{tone}-pale") for tone in ("heather", "moss", "amber", "rowan")],
    *[(tone, paper) for tone in ("moss", "amber", "rowan") for paper in ("paper", "linen")],
    *[("heather", f"{tone}-pale") for tone in ("moss", "amber", "rowan")],
    *[(link, paper) for link in ("heather-mid", "heather-deep") for paper in ("paper", "linen")],
    *[("heather-mid", f"{tone}-pale") for tone in ("heather", "moss", "amber", "rowan")],
    *[("heather-mid", "linen-deep"), ("heather-deep", "linen-deep")],
    *[("paper", button) for button in ("heather", "heather-deep", "rowan", "rowan-deep", "moss")],
    ("on-organisation", "organisation"),
]
SHAPES = [
    ("ink", "paper"),  # the border of a field, and the line under what has the focus
    ("ink", "linen"),
    ("rowan", "paper"),  # the border of a field in error
    ("heather", "paper"),  # the mark, a tile's line, the current step
    ("moss", "paper"),  # a step that is done
    ("organisation", "linen"),  # the line under the page one is on
    ("sun", "organisation"),  # the focus in the band
]


@pytest.mark.parametrize(("words", "paper"), TEXT, ids="-on-".join)
def test_text_can_be_read(words, paper):
    assert contrast(TOKENS[words], TOKENS[paper]) >= 4.5


@pytest.mark.parametrize(("shape", "paper"), SHAPES, ids="-on-".join)
def test_shapes_that_matter_can_be_seen(shape, paper):
    assert contrast(TOKENS[shape], TOKENS[paper]) >= 3


def test_every_colour_of_ours_is_checked_or_decorates_only():
    checked = {name for pair in TEXT + SHAPES for name in pair}
    assert set(TOKENS) - checked == set()
    assert set(TOKENS) >= ALIASES


def test_nothing_else_sets_a_colour():
    """Black for print, shadows and the one brand colour that Sass wants are the exceptions."""
    allowed = {"#000", "#4a2a5e"}
    for sheet in ASSETS.glob("*.scss"):
        if sheet.name != "_tokens.scss":
            found = set(re.findall(r"#[0-9a-f]{3,8}\b(?!\{)", sheet.read_text()))
            assert found <= allowed, sheet.name


def test_the_contrast_of_black_on_white_is_known():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
