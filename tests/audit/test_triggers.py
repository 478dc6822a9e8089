import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction

from mercat.audit import triggers
from mercat.audit.models import Event, EventWords

POSTGRESQL = connection.vendor == "postgresql"
ALL = list(triggers.NAMES) if POSTGRESQL else list(triggers.NAMES[:2])
NEVER = "audit events are never changed"


def rows():
    return list(Event.objects.order_by("sequence").values())


def refused():
    return pytest.raises(DatabaseError, match=NEVER)


def test_update_of_an_event_is_refused_by_the_database(chained):
    before = rows()

    with refused(), transaction.atomic():
        Event.objects.filter(sequence=2).update(verb="tests.forged")

    assert rows() == before


def test_save_of_an_event_is_refused_by_the_database(chained):
    chained[0].verb = "tests.forged"

    with refused(), transaction.atomic():
        chained[0].save()


def test_delete_of_events_is_refused_by_the_database(chained):
    before = rows()

    with refused(), transaction.atomic():
        Event.objects.all().delete()

    assert rows() == before


@pytest.mark.postgresql
def test_truncate_of_events_is_refused_by_the_database(chained):
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")

    assert Event.objects.count() == 3


def test_delete_of_words_is_allowed(chained):
    EventWords.objects.filter(event_id=chained[0].pk).delete()

    assert EventWords.objects.count() == 2


def test_missing_after_migrate_are_none(db):
    assert triggers.missing() == []


def test_missing_when_lifted_are_all(_lifted):
    assert triggers.missing() == ALL


@pytest.mark.parametrize("name", ALL)
def test_missing_names_the_one_that_is(db, name):
    on = f" ON {triggers.TABLE}" if POSTGRESQL else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")

    assert triggers.missing() == [name]


def test_migrate_puts_the_triggers_back(_lifted, chained):
    call_command("migrate", verbosity=0)

    assert triggers.missing() == []
    with refused(), transaction.atomic():
        Event.objects.all().delete()


def test_restore_twice_changes_nothing(db):
    triggers.restore()
    triggers.restore()

    assert triggers.missing() == []


def test_check_of_whole_triggers_is_silent(db):
    assert triggers.check(databases=["default"]) == []


def test_check_without_a_database_asks_none(_lifted, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert triggers.check() == []


def test_check_names_each_missing_trigger_and_the_way_back(_lifted):
    errors = triggers.check(databases=["default"])

    assert [(error.id, error.msg, error.hint) for error in errors] == [
        (
            "mercat.audit.E001",
            f"The trigger {name} is missing: audit events could be changed.",
            "Run manage.py migrate --skip-checks, which puts it back.",
        )
        for name in ALL
    ]


def test_check_command_fails_while_a_trigger_is_missing(_lifted):
    with pytest.raises(SystemCheckError, match="audit_event_no_update is missing"):
        call_command("check", databases=["default"])


def test_migrate_command_puts_the_triggers_back_in_the_way_that_the_hint_says(_lifted):
    with pytest.raises(CommandError):
        call_command("migrate", verbosity=0, skip_checks=False)

    call_command("migrate", verbosity=0, skip_checks=True)

    assert triggers.missing() == []
