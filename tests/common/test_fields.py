import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from mercat.common.fields import PublicIdField, Words
from mercat.organisations.models import Department, Organisation
from tests.factories import DepartmentFactory, OrganisationFactory


def test_words_field_given_a_string_keeps_it_as_english(db):
    department = DepartmentFactory(name="Libraries")

    assert department.name == {"en": "Libraries"}
    assert Department.objects.get(pk=department.pk).name == {"en": "Libraries"}


def test_words_field_updated_with_a_string_reads_as_english(db):
    department = DepartmentFactory(name="Libraries")

    Department.objects.update(name="Museums")

    department.refresh_from_db()
    assert department.name == {"en": "Museums"}


def test_words_field_given_nothing_is_empty_words(db):
    department = DepartmentFactory(name="")

    department.refresh_from_db()
    assert (department.name, str(department.name)) == ({}, "")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("cy", "Llyfrgelloedd"), ("en-gb", "Libraries"), ("gd", "Libraries"), (None, "Libraries")],
)
def test_words_are_said_in_the_readers_language_or_english(language, expected):
    words = Words(en="Libraries", cy="Llyfrgelloedd")

    with translation.override(language):
        said = str(words)

    assert said == expected


def test_words_without_english_are_said_in_what_there_is():
    with translation.override("cy"):
        assert str(Words(gd="Leabharlannan")) == "Leabharlannan"


def test_words_from_the_database_speak_the_readers_language(db):
    department = DepartmentFactory(name={"en": "Libraries", "cy": "Llyfrgelloedd"})

    department.refresh_from_db()

    with translation.override("cy"):
        assert str(department) == "Llyfrgelloedd"


def test_public_id_field_gives_each_row_its_own(db):
    first, second = OrganisationFactory(), OrganisationFactory()

    assert len(first.public_id) == 10
    assert first.public_id != second.public_id


def test_public_id_field_taken_is_refused_by_the_database(db):
    first, second = OrganisationFactory(), OrganisationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=second.pk).update(public_id=first.public_id)


def test_public_id_field_in_a_migration_has_no_options():
    name, path, args, options = PublicIdField(name="public_id").deconstruct()

    assert (name, path, args, options) == (
        "public_id",
        "mercat.common.fields.PublicIdField",
        [],
        {},
    )
