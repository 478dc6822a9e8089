from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from mercat.audit.models import Event
from mercat.organisations.models import Department
from mercat.passports.models import Application


def fill_only():
    out = StringIO()
    call_command("demo", fill_only=True, stdout=out)
    return out.getvalue()


def test_demo_fill_only_fills_an_empty_database_and_ends(db):
    before = timezone.now()

    said = fill_only()

    assert said == "Making up a council…\n"
    assert Application.objects.count() == 12
    assert Event.objects.latest("at").at < before


def test_demo_fill_only_again_keeps_what_is_there(db):
    fill_only()
    Department.objects.filter(name__en="Parks").update(name="Parks and gardens")
    events = Event.objects.count()

    said = fill_only()

    assert (said, Event.objects.count()) == ("", events)
    assert Department.objects.filter(name="Parks and gardens").count() == 1
