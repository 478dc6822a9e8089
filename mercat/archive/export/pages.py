"""Each address becomes a file, and the pages that a list goes on over become files beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from mercat.archive.export.addresses import Kind
from mercat.archive.export.folder import Target
from mercat.archive.export.members import BY_NAME
from mercat.archive.export.paths import is_file
from mercat.archive.export.presses import Press
from mercat.archive.export.rendering import View
from mercat.archive.export.state import PORTION, File, State, Todo
from mercat.common import languages

Told = Callable[[int], None]  # how far down the list it is


@dataclass
class Made:
    files: list[File] = field(default_factory=list)
    assets: set[str] = field(default_factory=set)


class Pages:
    def __init__(self, target: Target, state: State, presses: list[Press]) -> None:
        self.target, self.state = target, state
        self.presses = {each.edition.folder: each for each in presses}

    def plan(self) -> int:
        """How many addresses there are."""
        return self.state.plan(self._addresses())

    def _addresses(self) -> Iterator[tuple[str, str, list[Any], bool]]:
        """In each language; files, which are the same in all of them, once."""
        for folder, press in self.presses.items():
            for path, kind, arguments in press.addresses():
                if not folder or not is_file(path):
                    yield folder + path, kind.name, arguments, kind.is_long

    def write(self, *, told: Told = lambda number: None) -> None:
        """Portion after portion, until this process and its helpers have taken them all."""
        while portion := self.state.take():
            told(portion[0].number)
            self._portion(portion, BY_NAME[portion[0].kind])

    def _portion(self, portion: list[Todo], kind: Kind) -> None:
        made = Made()
        for press, some in groupby(portion, key=lambda each: self._press_of(each.address)):
            with languages.reading(press.edition.language):
                self._some(press, list(some), kind, made)
        self.state.done([each.address for each in portion], made.files, made.assets)

    def _press_of(self, address: str) -> Press:
        return self.presses[address[: address.index("/") + 1] if address[0] != "/" else ""]

    def _some(self, press: Press, some: list[Todo], kind: Kind, made: Made) -> None:
        ready = kind.ready([each.arguments for each in some]) if kind.ready else {}
        for each in some:
            self._one(press, each.address, kind, made, ready.get(tuple(each.arguments)))

    def _one(self, press: Press, address: str, kind: Kind, made: Made, ready: View | None) -> None:
        query = before = ""
        if kind.pages:
            self.state.forget(address)
        while True:
            file, following = self._page(press, address, (query, before), kind, made, ready)
            made.files.append(file)
            if not kind.pages or not following or following == query:
                return
            before, query = file.name, following
            if len(made.files) == PORTION:  # a list may be long
                self.state.add(made.files, made.assets)
                made.files.clear()

    def _page(
        self,
        press: Press,
        address: str,
        where: tuple[str, str],
        kind: Kind,
        made: Made,
        ready: View | None,
    ) -> tuple[File, str]:
        """Its file, and the query of the page that follows."""
        (query, before), path = where, address.removeprefix(press.edition.folder)
        name = press.rewriter.file_of(path, query)
        with press.site.asked(path, query, ready) as (pieces, media):
            if not media.startswith("text/html") or is_file(path):
                given = press.rewriter.pieces(pieces, media, path)
                return self._as_it_is(name, given, address, kind), ""
            content = b"".join(pieces)
        page = press.rewriter.page(content, path=path, query=query, before=before)
        made.assets |= page.assets
        digest = self.target.put(name, page.content)
        return File(name, digest, kind.counted, address, page.title, page.text), page.next_query

    def _as_it_is(self, name: str, pieces: Iterable[bytes], address: str, kind: Kind) -> File:
        return File(name, self.target.put_pieces(name, pieces), kind.counted, address)
