"""Names in what members read: only of those who chose to be named before everybody.

Whatever template a name stands in, and whoever wrote it there, the archive says "a colleague".
"""

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from mercat.people.models import Person
from mercat.practice.models import Profile

WORD = re.compile(r"\w+")
SPOKEN = ("alt", "title", "aria-label", "value", "content", "placeholder")  # attributes


class Names:
    """Looked up word by word: ten people or ten thousand, a page costs the same."""

    def __init__(self) -> None:
        agreed = Profile.objects.filter(is_public=True).values("membership__person")
        found = Person.objects.filter(erased_at=None).exclude(pk__in=agreed)
        self.by_first_word: dict[str, list[str]] = defaultdict(list)
        self.count = 0
        for name, email in found.values_list("name", "email").iterator(chunk_size=2000):
            self.count += 1
            for said in (name.strip(), email.strip()):
                if first := WORD.search(said):
                    self.by_first_word[first.group()].append(said)
        for some in self.by_first_word.values():
            some.sort(key=len, reverse=True)

    def left_out_of(self, text: str) -> str:
        said, end = [], 0
        for word in WORD.finditer(text):
            if word.start() < end or word.group() not in self.by_first_word:
                continue
            if name := self._at(text, word):
                said += [text[end : word.start()], _("a colleague")]
                end = word.start() + len(name)
        return "".join([*said, text[end:]]) if said else text

    def _at(self, text: str, word: re.Match[str]) -> str:
        start = word.start()
        for name in self.by_first_word[word.group()]:
            after = text[start + len(name) : start + len(name) + 1]
            if text.startswith(name, start) and not (after.isalnum() or after == "_"):
                return name
        return ""

    def leave_out(self, tree: Any) -> None:
        """Of the page's words and of what is read aloud of it."""
        for element in tree.iter():
            if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
                continue
            if element.text:
                element.text = self.left_out_of(element.text)
            for name in SPOKEN:
                if said := element.get(name):
                    element.set(name, self.left_out_of(said))
        for element in tree.iter():
            if element.tail:
                element.tail = self.left_out_of(element.tail)
