"""One database's part of the benchmark, in a process of its own."""

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

URL = os.environ["BENCH_URL"]
NAME = f"mercat_bench_{os.getpid()}"
ROUNDS = 3
AT = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


def prepare() -> Callable[[], None]:
    """Settings, a database of this process alone, its tables. Returns what takes it away again."""
    import django

    if URL:
        import psycopg

        with psycopg.connect(URL, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{NAME}"')
        os.environ["DATABASE_URL"] = URL.rpartition("/")[0] + f"/{NAME}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "mercat.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return remove if URL else lambda: None


def remove() -> None:
    import psycopg
    from django.db import connections

    connections.close_all()
    # On PostgreSQL alone: the type of a connection of any kind does not have it.
    connections["default"].close_pool()  # type: ignore[attr-defined]
    with psycopg.connect(URL, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def content_of(made: list[list[str]]) -> bytes:
    from bench.imports import lists

    file = io.StringIO()
    lists.write(file, made)
    return file.getvalue().encode()


class Contestants:
    """Each writes the same rows into an organisation of its own."""

    def __init__(self, made: list[list[str]]) -> None:
        self.content = content_of(made)
        self.rows = made
        self.recognised = [self._recognised(row) for row in made]

    def organisation(self) -> Any:
        from mercat.organisations.models import Organisation

        number = Organisation.objects.count()
        return Organisation.objects.create(slug=f"o{number}", name="O", nation="scotland")

    def _recognised(self, row: list[str]) -> Any:
        from mercat.platforms import recognise

        return recognise(row[2])

    def mercat(self) -> None:
        from mercat.register import imports

        imports.apply(self.content, organisation=self.organisation(), by=None, at=AT)

    def bulk_create(self) -> None:
        from mercat.register.models import Account

        organisation = self.organisation()
        accounts = [
            Account(
                organisation=organisation,
                name=row[0],
                purpose=row[4],
                status="active",
                since=date(2026, 11, 18),
                created_at=AT,
                platform=found.platform,
                key=found.key,
                handle=found.handle,
                url=found.url,
                kind=found.kind,
            )
            for row, found in zip(self.rows, self.recognised, strict=True)
        ]
        Account.objects.bulk_create(accounts, batch_size=1000)

    def import_export(self) -> None:
        import tablib
        from import_export import resources

        from mercat.register.models import Account

        organisation = self.organisation()

        class AccountResource(resources.ModelResource):
            class Meta:
                model = Account
                use_bulk = True
                batch_size = 1000
                import_id_fields = ("platform", "key")
                skip_diff = True
                skip_html_diff = True
                fields = ("platform", "key", "handle", "url", "kind", "name", "status", "since")

            def get_queryset(self) -> Any:
                return Account.objects.filter(organisation=organisation)

            def before_save_instance(self, instance: Any, row: Any, **_: Any) -> None:
                instance.organisation, instance.created_at = organisation, AT

        table = tablib.Dataset(headers=AccountResource.Meta.fields)
        for row, found in zip(self.rows, self.recognised, strict=True):
            place = (found.platform, found.key, found.handle, found.url, found.kind)
            table.append((*place, row[0], "active", "2026-11-18"))
        AccountResource().import_data(table, raise_errors=True)


def race(many: int) -> bool:
    from bench.imports import lists
    from bench.imports.__main__ import BARE, PEER

    contestants = Contestants(lists.rows(many, faults=0))
    works = {
        "mercat": contestants.mercat,
        "bulk_create": contestants.bulk_create,
        "django-import-export": contestants.import_export,
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    median = {name: statistics.median(some) for name, some in times.items()}
    for name, took in median.items():
        print(f"  {name:22}{took:8.2f} s {many / took:10.0f} rows/s")
    bare = median["bulk_create"] / median["mercat"]
    peer = median["django-import-export"] / median["mercat"]
    print(f"  {bare:.2f} × bulk_create (floor {BARE}), {peer:.1f} × import-export (floor {PEER})")
    return bare >= BARE and peer >= PEER


class Neighbour:
    """Somebody else who writes all the time, beside what is done inside `with`."""

    longest = 0.0

    def __enter__(self) -> "Neighbour":
        command = [sys.executable, "-m", "bench.imports.neighbour"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()  # it is ready
        return self

    def __exit__(self, *_: object) -> None:
        said, _error = self.process.communicate()
        self.longest = float(said or "inf")  # it died: nothing is known


class LongList:
    """A long list with faults and changes: entered, again, undone, and what is left then."""

    def __init__(self, many: int) -> None:
        from bench.imports import lists
        from mercat.organisations.models import Organisation

        self.many, self.content = many, content_of(lists.rows(many))
        self.organisation = Organisation.objects.create(slug="long", name="Long", nation="scotland")
        earlier = [["Old name", *lists.good(number)[1:]] for number in range(0, many, 100)]
        self.apply(content_of(earlier))

    def apply(self, content: bytes) -> Any:
        from mercat.register import imports

        return imports.apply(content, organisation=self.organisation, by=None, at=AT)

    def undo(self) -> None:
        from mercat.register import imports
        from mercat.register.imports import actions

        actions.undo(source=self.source(), by=None, at=AT)
        imports.advance(at=AT, seconds=3600)

    def source(self) -> Any:
        from mercat.register.models import Import

        return Import.objects.filter(organisation=self.organisation).latest("pk")

    def export(self) -> bytes:
        from mercat.register.imports import exporting

        lines = exporting.register_lines(self.organisation)
        return "\n".join("\t".join(line) for line in lines).encode()


def long_list(many: int) -> bool:
    from bench.imports.__main__ import WAIT

    work = LongList(many)
    before = work.export()
    with Neighbour() as neighbour:
        took = [seconds(lambda: work.apply(work.content))]
        source = work.source()
        took.append(seconds(lambda: work.apply(work.content)))
        again, after = work.source() == source, work.export()
        took.append(seconds(work.undo))
    same = work.export() == before != after
    rows = sum(source.counts.values())
    print(f"  {many} rows, 2 in 100 at fault: {source.counts}")
    print("  entered {:.1f} s, again {:.1f} s, undone {:.1f} s".format(*took))
    print(f"  {rows} rows accounted for; again {'nothing' if again else 'SOMETHING'} changed")
    print(f"  after undoing, the export is {'as before' if same else 'ANOTHER'}, to the byte")
    print(f"  another writer waited {neighbour.longest:.2f} s at most (floor {WAIT})")
    return rows == many and again and same and neighbour.longest < WAIT


def main() -> int:
    take_away = prepare()
    print("PostgreSQL" if URL else "SQLite", flush=True)
    try:
        good = [race(int(sys.argv[1])), long_list(int(sys.argv[2]))]
    finally:
        take_away()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
