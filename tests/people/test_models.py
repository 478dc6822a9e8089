import pytest
from django.db import IntegrityError, transaction

from mercat.people.models import Person
from tests.factories import PersonFactory


def test_create_user_keeps_the_address_in_small_letters(db):
    person = Person.objects.create_user(" Ailsa@Strathbeg.Example ", "a password", name="Ailsa")

    assert person.email == "ailsa@strathbeg.example"
    assert person.check_password("a password")


def test_create_user_without_a_password_can_use_none(db):
    person = Person.objects.create_user("ailsa@strathbeg.example", name="Ailsa")

    assert person.has_usable_password() is False


def test_person_with_an_address_in_other_letters_is_refused_by_the_database(db):
    PersonFactory(email="ailsa@strathbeg.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="Ailsa@strathbeg.example")


def test_person_is_found_by_the_address_in_any_letters(db):
    person = PersonFactory(email="ailsa@strathbeg.example")

    assert Person.objects.get_by_natural_key("AILSA@strathbeg.example") == person


def test_person_has_an_audit_key_that_is_nobody_elses(db):
    first, second = PersonFactory(), PersonFactory()

    assert first.audit_key != second.audit_key


def test_person_is_called_by_name(db):
    assert str(PersonFactory(name="Ailsa Rennie")) == "Ailsa Rennie"
