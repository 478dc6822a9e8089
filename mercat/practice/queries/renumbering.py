"""Pictures of an original among those of a copy: the same number may be another picture there."""

import re

from mercat.practice.models import Page
from mercat.practice.queries.reading import attachments_of


def numbers_in(copy: Page, original: Page) -> dict[int, int]:
    """What each picture of the original is called in a copy, which has pictures of its own."""
    own = [each for each in attachments_of(copy) if each.is_picture]
    ours = {each.stored.sha256: each.number for each in reversed(own)}
    taken = {each.number for each in copy.attachments.all()}
    found: dict[int, int] = {}
    for each in attachments_of(original):
        if each.is_picture and each.words:
            free = max([*taken, *found.values(), each.number]) + 1
            wanted = free if each.number in {*taken, *found.values()} else each.number
            found[each.number] = ours.get(each.stored.sha256, wanted)
    return found


def renumbered(text: str, numbers: dict[int, int]) -> str:
    """Its pictures by what they are called elsewhere."""

    def called(found: re.Match[str]) -> str:
        return f"(picture:{numbers.get(int(found[1]), int(found[1]))}"

    return re.sub(r"\(picture:(\d{1,9})", called, text)
