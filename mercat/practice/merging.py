"""Two texts that began as one, brought together: what either changed is taken, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

OURS, THEIRS = "««« ", "»»» "  # before lines that both sides changed


@dataclass(frozen=True, slots=True)
class Merged:
    text: str
    conflicts: int


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Lines that both changed in two ways stand there twice, marked, for a person to choose."""
    old, mine, other = base.split("\n"), ours.split("\n"), theirs.split("\n")
    kept_mine, kept_other = _kept(old, mine), _kept(old, other)
    lines: list[str] = []
    conflicts = at = at_mine = at_other = 0
    anchors = [n for n in range(len(old)) if n in kept_mine and n in kept_other]
    for anchor in [*anchors, len(old)]:
        to_mine = kept_mine.get(anchor, len(mine))
        to_other = kept_other.get(anchor, len(other))
        chunk, is_conflict = _chosen(
            old[at:anchor], mine[at_mine:to_mine], other[at_other:to_other]
        )
        lines += chunk
        conflicts += is_conflict
        lines += old[anchor : anchor + 1]
        at, at_mine, at_other = anchor + 1, to_mine + 1, to_other + 1
    return Merged("\n".join(lines), conflicts)


def _kept(old: list[str], new: list[str]) -> dict[int, int]:
    """Of each line that stayed, where it stands now."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _chosen(old: list[str], mine: list[str], other: list[str]) -> tuple[list[str], bool]:
    if other in (old, mine):
        return mine, False
    if mine == old:
        return other, False
    marked = [*(OURS + line for line in mine), *(THEIRS + line for line in other)]
    return marked, True
