"""A question that is answered in rows: each cell is a field, and its error stands beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from mercat.common import forms as ours
from mercat.common.forms.fields import Asked
from mercat.common.forms.words import put_in_words
from mercat.passports.question_sets import Question

MOST_ROWS = 20
ADD, REMOVE = "add", "remove"
Row = dict[str, str]


def cell_field(column: Question) -> Any:
    said: dict[str, Any] = {
        "label": column.label,
        "missing": column.missing,
        "required": column.required,
    }
    if column.type == "choice":
        choices = [("", gettext("Choose one"))]
        choices += [(option.value, option.label) for option in column.options]
        return ours.ChoiceField(**said, choices=choices, widget=ours.Select)
    widget = ours.Textarea(rows=2) if column.type == "text" else ours.TextInput()
    return ours.CharField(**said, max_length=column.max_length, widget=widget)


class TableInput(forms.Widget):
    """Each row is a group of fields. Rows are added and removed by a button, so without a script.

    Errors stand in `faults`, by the row and the column.
    """

    template_name = "passports/table_input.html"
    use_fieldset = True
    takes_words = True

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.faults: dict[tuple[int, str], str] = {}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        keys = [column.key for column in self.question.columns]
        typed = [
            {key: str(data.get(f"{name}_{number}_{key}", "")).strip() for key in keys}
            for number in range(MOST_ROWS)
            if data.get(REMOVE) != f"{name}_{number}"
        ]
        last = max((number for number, row in enumerate(typed) if any(row.values())), default=-1)
        more = data.get(ADD) == name
        return typed[: min(MOST_ROWS, last + 1 + more)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_0_{column.key}" in data for column in self.question.columns)

    def id_for_label(self, id_: str | None) -> str:
        if not id_:
            return ""
        number, key = min(self.faults, default=(0, self.question.columns[0].key))
        return f"{id_}_{number}_{key}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        id_ = context["widget"]["attrs"].get("id", "")
        rows = value or [{}]
        context["widget"]["rows"] = [
            {
                "title": f"{self.question.row} {number + 1}",
                "name": f"{name}_{number}",
                "cells": [
                    self._cell(column, f"{name}_{number}", f"{id_}_{number}", row, number)
                    for column in self.question.columns
                ],
            }
            for number, row in enumerate(rows)
        ]
        context["widget"]["row"] = self.question.row
        context["widget"]["full"] = len(rows) >= MOST_ROWS
        return context

    def _cell(self, column: Question, name: str, id_: str, row: Row, number: int) -> dict[str, Any]:
        error = self.faults.get((number, column.key), "")
        id_ = f"{id_}_{column.key}"
        field = cell_field(column)
        kind = {"text": "textarea", "choice": "select"}.get(column.type, "input")
        attrs = {"id": id_, "class": f"govuk-{kind}{f' govuk-{kind}--error' if error else ''}"}
        described = [f"{id_}_hint"] * bool(column.hint) + [f"{id_}_error"] * bool(error)
        if described:
            attrs["aria-describedby"] = " ".join(described)
        if error:
            attrs["aria-invalid"] = "true"
        drawn = field.widget.render(f"{name}_{column.key}", row.get(column.key, ""), attrs)
        is_wide = column.type == "text"
        return {"column": column, "id": id_, "error": error, "input": drawn, "is_wide": is_wide}


class TableField(Asked, forms.Field):
    """The rows as a list of mappings. A row that is empty is left out."""

    widget: TableInput

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(widget=TableInput(question), **kwargs)
        self.question = question

    def clean(self, value: list[Row] | None) -> list[Row]:
        found: list[Row] = []
        faults: list[ValidationError] = []
        self.widget.faults = wrong = {}
        for number, row in enumerate(value or []):
            if not any(row.values()):
                continue
            cleaned, said = self._clean_row(row)
            wrong.update({(number, key): text for key, text in said.items()})
            faults += [self._fault(number, text) for text in said.values()]
            found.append(cleaned)
        if faults:
            raise ValidationError(faults)
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], code="required")
        return found

    def _clean_row(self, row: Row) -> tuple[Row, dict[str, str]]:
        cleaned, said = {}, {}
        for column in self.question.columns:
            field = cell_field(column)
            put_in_words(field, column.label)
            try:
                cleaned[column.key] = field.clean(row.get(column.key, ""))
            except ValidationError as error:
                said[column.key] = error.messages[0]
        return cleaned, said

    def _fault(self, number: int, text: str) -> ValidationError:
        return ValidationError(f"{self.question.row} {number + 1}: {text}")
