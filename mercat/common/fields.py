"""Model fields that several apps share."""

from typing import Any

from django.db import models

from mercat.common import languages
from mercat.common.ids import LENGTH, new_public_id


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    def __init__(self, **options: Any) -> None:
        options.update(max_length=LENGTH, unique=True, default=new_public_id, editable=False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        for given in ("max_length", "unique", "default", "editable"):
            options.pop(given, None)
        return name, path, args, options


class Words(dict[str, str]):
    """What an organisation wrote, by language: {"en": "Libraries", "cy": "Llyfrgelloedd"}."""

    def __str__(self) -> str:
        if len(self) == 1:  # most are written once, and a list shows many
            return str(next(iter(self.values())) or "")
        return str(self.get(self.language, ""))

    @property
    def language(self) -> str:
        """Of what is shown now: the reader's, else English, else the first there is."""
        wished = [languages.current(), languages.FIRST, *self.keys()]
        return next((each for each in wished if self.get(each)), languages.FIRST)


class WordsField(models.JSONField):
    """Text by language; a plain string becomes English. `str(value)` is the reader's language."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", Words)
        super().__init__(**options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Words:
        if isinstance(value, str):
            return Words({"en": value} if value else {})
        return Words(value or {})

    def pre_save(self, model_instance: models.Model, add: bool) -> Words:
        words = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, words)
        return words
