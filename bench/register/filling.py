"""As many accounts as asked for, copied by the database from one that is like the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mercat.organisations import actions as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions as passports
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.models import Account, Custodian

DEPARTMENTS = 40
ASKED = "000000500"
SERIES = {
    "sqlite": (
        "WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last})"
    ),
    "postgresql": "WITH s AS (SELECT generate_series({first}, {last}) AS n)",
}
PADDED = {"sqlite": "printf('%09d', s.n)", "postgresql": "lpad(s.n::text, 9, '0')"}


@dataclass
class Scene:
    organisation: Organisation
    keeper: Person
    model: Account

    def pages(self) -> Iterator[tuple[str, str, str]]:
        shown = self.model.public_id
        yield "list", "/register/", "/bare/list/"
        yield "account", f"/register/accounts/{shown}/", f"/bare/accounts/{shown}/"
        yield "search", f"/register/?q={ASKED}", f"/bare/search/?q={ASKED}"


def begin(*, at: datetime) -> Scene:
    made = organisations.create(name="Bench", slug="bench", nation="scotland", by=None, at=at)
    organisations.verify_domain(
        organisation=made, host="bench.example", method="operator", by=None, at=at
    )
    passports.adopt_policy(organisation=made, key="small_panel", by=None, at=at)
    departments = [
        organisations.add_department(
            organisation=made, name=f"Department {n}", parent=None, by=None, at=at
        )
        for n in range(DEPARTMENTS)
    ]
    keeper = Person.objects.create_user("keeper@bench.example", None, name="Keeper")
    organisations.add_member(
        organisation=made,
        person=keeper,
        department=departments[0],
        manager=None,
        job_title="",
        roles=[Role.KEEPER],
        by=None,
        at=at,
    )
    recognised = recognise("facebook.com/bench.model")
    assert isinstance(recognised, Recognised)
    model = register.enter(
        organisation=made,
        recognised=recognised,
        particulars=register.Particulars(
            name="AA model",
            department=departments[0],
            purpose="Opening hours and events",
            audience="Everybody",
            custodians=((keeper, Custodian.Level.OWNER), (keeper, Custodian.Level.ADMINISTRATOR)),
        ),
        by=keeper,
        at=at,
    )
    return Scene(made, keeper, model)


def fill(scene: Scene, *, first: int, last: int) -> None:
    vendor = connection.vendor
    number = PADDED[vendor]
    own = {
        "public_id": f"'b' || {number}",
        "name": f"'Service ' || {number}",
        "handle": f"'service' || {number}",
        "key": f"'facebook:service' || {number}",
        "url": f"'https://www.facebook.com/service' || {number}",
    }
    columns = [f.column for f in Account._meta.local_concrete_fields if not f.primary_key]
    values = ", ".join(own.get(each, f't."{each}"') for each in columns)
    names = ", ".join(f'"{each}"' for each in columns)
    series = SERIES[vendor].format(first=first, last=last)
    with connection.cursor() as cursor:
        cursor.execute(  # S608: columns of our own model and whole numbers
            f"INSERT INTO register_account ({names}) {series} SELECT {values} "  # noqa: S608
            f"FROM s, register_account t WHERE t.id = {scene.model.pk}"
        )
        cursor.execute("ANALYZE")
