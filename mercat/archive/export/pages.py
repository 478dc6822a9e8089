"""Each address becomes a file, and the pages that a list goes on over become files beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mercat.archive.export.addresses import BY_NAME, Kind, all_addresses
from mercat.archive.export.folder import Target
from mercat.archive.export.paths import file_of
from mercat.archive.export.rendering import Site, View
from mercat.archive.export.rewriting import Rewriter
from mercat.archive.export.state import PORTION, File, State, Todo

Told = Callable[[int], None]  # how far down the list it is


@dataclass
class Made:
    files: list[File] = field(default_factory=list)
    assets: set[str] = field(default_factory=set)


class Pages:
    def __init__(self, target: Target, state: State, rewriter: Rewriter) -> None:
        self.target, self.state, self.rewriter = target, state, rewriter
        self.site = Site()

    def plan(self) -> int:
        """How many addresses there are."""
        return self.state.plan(
            (path, kind.name, arguments, kind.is_long) for path, kind, arguments in all_addresses()
        )

    def write(self, *, told: Told = lambda number: None) -> None:
        """Portion after portion, until this process and its helpers have taken them all."""
        while portion := self.state.take():
            told(portion[0].number)
            self._portion(portion, BY_NAME[portion[0].kind])

    def _portion(self, portion: list[Todo], kind: Kind) -> None:
        made = Made()
        ready = kind.ready([each.arguments for each in portion]) if kind.ready else {}
        for each in portion:
            self._one(each.address, kind, made, ready.get(tuple(each.arguments)))
        self.state.done([each.address for each in portion], made.files, made.assets)

    def _one(self, path: str, kind: Kind, made: Made, ready: View | None) -> None:
        query = before = ""
        if kind.pages:
            self.state.forget(path)
        while True:
            file, following = self._page(path, query, before, kind, made, ready)
            made.files.append(file)
            if not kind.pages or not following or following == query:
                return
            before, query = file.name, following
            if len(made.files) == PORTION:  # a list may be long
                self.state.add(made.files, made.assets)
                made.files.clear()

    def _page(
        self, path: str, query: str, before: str, kind: Kind, made: Made, ready: View | None
    ) -> tuple[File, str]:
        """Its file, and the query of the page that follows."""
        name = file_of(path, query)
        with self.site.asked(path, query, ready) as (pieces, media):
            if not (media.startswith("text/html") and path.endswith("/")):
                return self._as_it_is(name, pieces, path, kind), ""
            content = b"".join(pieces)
        page = self.rewriter.page(content, path=path, query=query, before=before)
        made.assets |= page.assets
        digest = self.target.put(name, page.content)
        return File(name, digest, kind.counted, path, page.title, page.text), page.next_query

    def _as_it_is(self, name: str, pieces: Iterable[bytes], path: str, kind: Kind) -> File:
        return File(name, self.target.put_pieces(name, pieces), kind.counted, path)
