"""A cover, in the product's look and letters: what other sites show beside a link to a page."""

import io
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

from mercat import common

SIZE = WIDTH, HEIGHT = 1200, 630
INK, SOFT, LINEN, DEEP, HEATHER, PAPER = (
    "#1c1a22",
    "#55505f",
    "#f8f5f0",
    "#efe9df",
    "#4a2a5e",
    "#ffffff",
)
BAND, EDGE = 104, 72
FONTS = Path(common.__file__).parent / "static/mercat/fonts"
SCRIPTS = ("latin", "latin-ext")
NO_LETTER = "\uffff"
LONGEST_WORD = 20  # a longer one is cut inside
# The first size at which the title has no more lines than this; the last is cut.
TITLES = ((84, 2), (70, 3), (58, 4))
# The mark, as in mercat/mark.svg.
STEPS = [(9, 24.8, 19, 28), (5, 28.9, 23, 32), (1, 32.9, 27, 36)]
CROSS = [(12.6, 6.2), (15.4, 6.2), (15.4, 9.8), (19.8, 9.8), (19.8, 8.4), (22.4, 8.4), (22.4, 14)]
CROSS += [(19.8, 14), (19.8, 12.6), (15.4, 12.6), (15.4, 26), (12.6, 26), (12.6, 12.6)]
CROSS += [(8.2, 12.6), (8.2, 14), (5.6, 14), (5.6, 8.4), (8.2, 8.4), (8.2, 9.8), (12.6, 9.8)]
STONE = [(14, 0), (16.8, 3.2), (14, 6.4), (11.2, 3.2)]


def of_words(title: str, *, over: str, below: str) -> bytes:
    """A title that is too long ends in an ellipsis."""
    title, over, below = (_writable(each) for each in (title, over, below))
    cover = Image.new("RGB", SIZE, LINEN)
    draw = ImageDraw.Draw(cover)
    for radius in range(90, 400, 50):
        centre = (WIDTH - 90, HEIGHT - 30)
        draw.circle(centre, radius, outline=DEEP, width=4)
    draw.rectangle((0, 0, WIDTH, BAND), fill=HEATHER)
    _mark(cover, (EDGE, 20), height=64)
    Letters(40, 700).write(draw, (EDGE + 68, 70), "Mercat", PAPER)
    Letters(34, 400).write(draw, (EDGE, 174), _line(over, Letters(34, 400)), SOFT)
    letters, lines = _set(title)
    for number, line in enumerate(lines):
        letters.write(draw, (EDGE, 200 + int(letters.size * (0.9 + 1.14 * number))), line, INK)
    Letters(36, 700).write(draw, (EDGE, HEIGHT - 44), _line(below, Letters(36, 700)), HEATHER)
    return _kept(cover)


def of_picture(opened: IO[bytes]) -> bytes:
    """The whole of it, however wide or high, and no larger than it is."""
    cover = Image.new("RGB", SIZE, LINEN)
    with Image.open(opened) as picture:
        picture.thumbnail(SIZE)  # a JPEG is unpacked no larger than it has to be
        small = picture.convert("RGBA")
    cover.paste(small, ((WIDTH - small.width) // 2, (HEIGHT - small.height) // 2), small)
    return _kept(cover.quantize())  # 256 colours: some sites show none of half a megabyte


def _kept(cover: Image.Image) -> bytes:
    kept = io.BytesIO()
    cover.save(kept, "PNG")
    return kept.getvalue()


def _mark(cover: Image.Image, at: tuple[int, int], *, height: int) -> None:
    large = height * 4 / 36
    mask = Image.new("L", (round(28 * large), height * 4))
    draw = ImageDraw.Draw(mask)
    for shape in (STONE, CROSS):
        draw.polygon([(x * large, y * large) for x, y in shape], fill=255)
    for step in STEPS:
        draw.rectangle([each * large for each in step], fill=255)
    cover.paste(PAPER, at, mask.resize((round(28 * height / 36), height)))


class Letters:
    """Our typeface, which lies in two files."""

    def __init__(self, size: int, weight: int) -> None:
        self.size = size
        self.fonts = [_font(script, size, weight) for script in SCRIPTS]

    def runs(self, text: str) -> list[tuple[Any, str]]:
        runs: list[tuple[Any, str]] = []
        for letter in text:
            font = next(each for each in self.fonts if _has(each, letter))
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + letter)
            else:
                runs.append((font, letter))
        return runs

    def width(self, text: str) -> float:
        return sum((float(font.getlength(run)) for font, run in self.runs(text)), 0.0)

    def write(self, draw: Any, at: tuple[float, int], text: str, colour: str) -> None:
        x, y = at
        for font, run in self.runs(text):
            draw.text((x, y), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)


@lru_cache
def _font(script: str, size: int, weight: int) -> Any:
    name = f"atkinson-hyperlegible-next-{script}-{weight}-normal.woff2"
    return ImageFont.truetype(FONTS / name, size)


@lru_cache(maxsize=5000)
def _has(font: Any, letter: str) -> bool:
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))


def _writable(text: str) -> str:
    """Without what our typeface has no letter for."""
    fonts = Letters(36, 700).fonts
    letters = [each for each in normalize("NFC", text) if any(_has(font, each) for font in fonts)]
    return " ".join("".join(letters).split())


def _set(title: str) -> tuple[Letters, list[str]]:
    for size, most in TITLES:
        letters = Letters(size, 700)
        lines = wrapped(title, letters)
        if len(lines) <= most:
            return letters, lines
    rest = " ".join(lines[most - 1 :])
    return letters, [*lines[: most - 1], _line(rest, letters)]


def wrapped(text: str, letters: Letters) -> list[str]:
    """A word that is wider than a line goes on in the next."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.width(longer) <= WIDTH - 2 * EDGE:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if letters.width(lines[-1] + letter) > WIDTH - 2 * EDGE:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _line(text: str, letters: Letters) -> str:
    """As much of it as a line holds."""
    if letters.width(text) <= WIDTH - 2 * EDGE:
        return text
    while letters.width(text + "…") > WIDTH - 2 * EDGE:
        shorter = text.rpartition(" ")[0]
        text = shorter if len(shorter) > len(text) - LONGEST_WORD else text[:-1]
    return text.rstrip(" ,.;:–") + "…"
