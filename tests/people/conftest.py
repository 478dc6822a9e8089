import pytest

from mercat.people.models import Person
from tests.factories import MembershipFactory, PersonFactory


@pytest.fixture
def ailsa(db: None) -> Person:
    person = PersonFactory(name="Ailsa Rennie", email="ailsa@strathbeg.example")
    MembershipFactory(person=person)
    return person
