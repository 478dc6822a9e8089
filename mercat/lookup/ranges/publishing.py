"""Write the range files: all of them, or those in which something changed since the last time."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from mercat.lookup.models import RangeFolder
from mercat.lookup.ranges import layout
from mercat.lookup.ranges.places import Place
from mercat.lookup.ranges.scripts import scripts as made_scripts
from mercat.lookup.ranges.spooling import Spooled, together
from mercat.organisations.queries import publishing_organisations
from mercat.register import actions as register
from mercat.register import queries
from mercat.register.queries import touched_since

MOST_CHANGES = 20_000  # with more everything is written: the changed shards are kept in memory


@dataclass
class Published:
    n: int
    whole: bool
    written: int = 0  # shards
    size: int = 0


@dataclass
class Run:
    place: Place
    at: datetime
    gathering: int
    scripts: bool
    organisations: list[int]
    before: RangeFolder | None = None
    written: int = 0
    last: dict[str, object] = field(default_factory=dict)

    def put(self, name: str, content: bytes, *, known: bytes | None) -> None:
        """A file whose content is there already stays as it is, for the caches on the way."""
        if content != known:
            self.place.write(f"{name}.json", content)
            self.written += 1
        script = layout.script(name.rpartition("/")[2], content)
        if self.scripts and (content != known or self._lacks(f"{name}.js", script)):
            self.place.write(f"{name}.js", script)

    def _lacks(self, name: str, script: bytes) -> bool:
        if self.before and self.before.scripts:
            return False
        return self.place.read(name) != script


def publish(
    place: Place,
    *,
    at: datetime,
    whole: bool = False,
    scripts: bool = False,
    remembers: bool = True,
) -> Published:
    """index.json is written last, so that it never names a file that is not there yet.

    Without `remembers` nothing is written to the database, as for a site that is closed.
    """
    gathering = register.gather(at=at) if remembers else 0
    seen = list(publishing_organisations().order_by("pk").values_list("pk", flat=True))
    before = _before(place, at=at, seen=seen, scripts=scripts) if remembers else None
    run = Run(place, at, gathering, scripts, seen, before, last=_index(place))
    done = None if whole or before is None else _changes(run, before)
    done = done or _everything(run)
    _finish(run, done)
    if remembers:
        _remember(run, done)
    _forget(run, done)
    return done


def _before(place: Place, *, at: datetime, seen: list[int], scripts: bool) -> RangeFolder | None:
    """The last run, if its files are there as it left them and it can be followed from."""
    last = RangeFolder.objects.filter(place=place.name).first()
    if last is None or last.as_of < at - register.KEPT_FOR or last.organisations != seen:
        return None
    expected = _said(last.n, last.as_of)
    return last if _index(place) == expected and (last.scripts or not scripts) else None


def _index(place: Place) -> dict[str, object]:
    found = place.read("index.json")
    return json.loads(found) if found else {}


def _said(n: int, as_of: datetime) -> dict[str, object]:
    moment = as_of.isoformat(timespec="seconds")
    return {"n": n, "generation": layout.generation(n), "as_of": moment}


def _everything(run: Run) -> Published:
    with Spooled(queries.all_told()) as spool:
        size = spool.size()
        n = layout.depth(size)
        there = run.last.get("generation") == layout.generation(n)
        for prefix, shard in spool.shards(n):
            name = layout.shard_name(n, prefix)
            known = run.place.read(f"{name}.json") if there else None
            run.put(name, layout.encoded(shard), known=known)
    return Published(n, whole=True, written=run.written, size=size)


def _changes(run: Run, before: RangeFolder) -> Published | None:
    """None where everything has to be written."""
    touched = list(touched_since(before.gathering, to=run.gathering)[: MOST_CHANGES + 1])
    if len(touched) > MOST_CHANGES:
        return None
    told = together((layout.digest(key), said) for key, said in queries.told_of(touched))
    by_shard: dict[str, list[str]] = defaultdict(list)
    for _, key in touched:
        name = layout.digest(key)
        by_shard[name[: before.n]].append(name)
    size, fresh = before.size, []
    for prefix, names in by_shard.items():
        change = _changed(run, before.n, prefix, {each: told.get(each) for each in names})
        if change is None:
            return None
        size += change.grown
        fresh.append(change)
    if layout.depth(size) != before.n:
        return None
    for change in fresh:
        run.put(change.name, change.content, known=change.known)
    return Published(before.n, whole=False, written=run.written, size=size)


@dataclass
class Change:
    name: str
    content: bytes
    known: bytes
    grown: int


def _changed(run: Run, n: int, prefix: str, told: dict[str, str | None]) -> Change | None:
    """What a shard becomes, and by how much it grows. None where its file is gone."""
    name = layout.shard_name(n, prefix)
    known = run.place.read(f"{name}.json")
    if known is None:
        return None
    shard: layout.Shard = json.loads(known)
    grown = 0
    for whole, answer in told.items():
        grown -= _size(shard.pop(whole[n:], None))
        grown += _size(answer)
        if answer:
            shard[whole[n:]] = answer
    return Change(name, layout.encoded(shard), known, grown)


def _size(answer: str | None) -> int:
    return layout.entry_size(answer) if answer else 0


def _finish(run: Run, done: Published) -> None:
    for name, content in made_scripts().items():
        if run.place.read(name) != content:
            run.place.write(name, content)
    run.place.settle()
    index = layout.encoded(_said(done.n, run.at))
    named = {"index.js": layout.script("index", index)} if run.scripts else {}
    for name, content in {**named, "index.json": index}.items():
        if run.place.read(name) != content:
            run.place.write(name, content)
    run.place.settle()


def _remember(run: Run, done: Published) -> None:
    RangeFolder.objects.update_or_create(
        place=run.place.name,
        defaults={
            "n": done.n,
            "size": done.size,
            "as_of": run.at,
            "gathering": run.gathering,
            "organisations": run.organisations,
            "scripts": run.scripts,
        },
    )


def _forget(run: Run, done: Published) -> None:
    """Old generations go a run later: somebody may hold the old index still."""
    kept = {layout.generation(done.n), run.last.get("generation")}
    for each in run.place.generations():
        if each not in kept and layout.is_generation(each):
            run.place.remove(each)
