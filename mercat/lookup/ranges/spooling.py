"""All answers, put in order on the disk, so that memory does not grow with the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mercat.lookup.queries import combined
from mercat.lookup.ranges.layout import Shard, digest, entry_size, prefixes
from mercat.register.queries import Told

HEADS = list(prefixes(2))


class Spool:
    """256 heaps of answers by the first two digits. One heap at a time is read into memory."""

    def __init__(self, folder: Path, told: Iterable[Told]) -> None:
        self.folder = folder
        with ExitStack() as stack:
            heaps = {
                head: stack.enter_context((folder / head).open("w", encoding="ascii"))
                for head in HEADS
            }
            for key, answer in told:
                name = digest(key)
                heaps[name[:2]].write(f"{name} {answer}\n")

    def size(self) -> int:
        return sum(entry_size(answer) for head in HEADS for answer in self._heap(head).values())

    def shards(self, n: int) -> Iterator[tuple[str, Shard]]:
        """Every shard by its name, the empty ones too."""
        for group in prefixes(min(n, 2)):
            made: dict[str, Shard] = {prefix: {} for prefix in prefixes(n, within=group)}
            for head in HEADS:
                if head.startswith(group):
                    for name, answer in self._heap(head).items():
                        made[name[:n]][name[n:]] = answer
            yield from made.items()

    def _heap(self, head: str) -> Shard:
        lines = (self.folder / head).read_text(encoding="ascii").splitlines()
        return together(tuple(line.split(" ")) for line in lines)


def together(told: Iterable[tuple[str, ...]]) -> Shard:
    """One answer of each, from all that was said of it."""
    said = defaultdict(set)
    for name, answer in told:
        said[name].add(answer)
    return {name: combined(answers) for name, answers in said.items()}


class Spooled:
    """A spool in a folder that goes when it is done with."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = told
        self.folder = TemporaryDirectory(prefix="mercat-publish-")

    def __enter__(self) -> Spool:
        return Spool(Path(self.folder.name), self.told)

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()
