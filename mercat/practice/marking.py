"""Marked words: [[organisation]] or [[records manager]] stand for what each body puts there."""

import re
from collections.abc import Mapping

MARK = re.compile(r"\[\[([^\[\]\n]{1,60})\]\]")
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&])")


def names_in(*texts: str) -> list[str]:
    """The marked words of these texts, each once, in their order."""
    found = [_key(each) for text in texts for each in MARK.findall(text)]
    return list(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str], *, is_markdown: bool = True) -> str:
    """What has no value yet stays in brackets, so that a reader sees what is missing."""

    def put(match: re.Match[str]) -> str:
        said = " ".join(str(values.get(_key(match[1]), "")).split()) or f"[{match[1].strip()}]"
        return SPECIAL.sub(r"\\\1", said) if is_markdown else said

    return MARK.sub(put, text)


def marked(text: str, name: str) -> str:
    """An organisation's own name becomes the mark that stands for it."""
    return text.replace(name, "[[organisation]]") if name.strip() else text


def _key(name: str) -> str:
    return " ".join(name.split()).lower()
