"""No column that points to a person, or may name one, is forgotten by erasure and "my data"."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from mercat.home import personal, personal_links, personal_texts
from mercat.home.personal_let_be import LET_BE
from mercat.people.models import Person

ADD = "say in mercat/home/personal*.py what becomes of it when somebody is erased"
SHORT = 60  # a state, an id, a hash, a slug: no words of anybody's


def ours() -> Iterator[type[models.Model]]:
    return (m for m in apps.get_models() if m.__module__.startswith("mercat."))


def name(model: Any, field: str) -> str:
    return f"{model._meta.label}.{field}"


def pointers() -> set[str]:
    """Of all installed apps, libraries included."""
    return {
        name(model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if getattr(field, "remote_field", None)
        and not field.auto_created
        and field.related_model is Person
    }


def words() -> set[str]:
    return {
        name(model, field.name)
        for model in ours()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.TextField | models.JSONField)
        or (
            isinstance(field, models.CharField)
            and not field.choices
            and (field.max_length or 0) > SHORT
            and "sha256" not in field.name
            and "hash" not in field.name
            and "digest" not in field.name
        )
    }


def test_every_key_to_a_person_says_what_becomes_of_it():
    named = [name(link.model, link.field) for link in personal.LINKS]

    assert pointers() - set(named) == set(), ADD
    assert set(named) - pointers() == set()
    assert len(named) == len(set(named))


def test_every_column_of_words_says_whether_names_are_taken_out():
    redacted = [name(text.model, text.field) for text in personal_texts.TEXTS]

    let_be = {each for each in words() if is_let_be(each)}
    assert words() - set(redacted) - let_be == set(), ADD
    assert set(redacted) & set(LET_BE) == set()
    assert set(redacted) - words() == set()
    models = {each.rpartition(".")[0] for each in words()}
    assert set(LET_BE) - words() - models == set()


def is_let_be(column: str) -> bool:
    return not {column, column.rpartition(".")[0]}.isdisjoint(LET_BE)


def test_what_stays_has_its_reason_and_its_organisation():
    for link in personal.LINKS:
        if link.then == personal_links.FORMER:
            assert link.why, link
        if link.then != personal_links.GOES:
            link.model._default_manager.filter(**{f"{link.organisation}__pk": 1})  # or FieldError
