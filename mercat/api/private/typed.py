"""JSON as the forms of the pages take it, so that both are judged by the same fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict

from mercat.api.problems import WRONG, Problem
from mercat.common.forms.widgets import DateInput
from mercat.passports.forms.table import MOST_ROWS, TableInput

Fault = dict[str, str]


def data_for(form: BaseForm, given: Mapping[str, Any], *, where: str) -> QueryDict:
    """What a browser would send for these values. Refused when there is no such field."""
    data = QueryDict(mutable=True)
    faults: list[Fault] = []
    for name, value in given.items():
        field = form.fields.get(name)
        if field is None:
            faults.append({"where": f"{where}.{name}", "detail": "There is no such field here."})
        elif not _put(data, name, value, field.widget):
            faults.append({"where": f"{where}.{name}", "detail": "This value has another shape."})
    if faults:
        raise Problem(422, WRONG, faults)
    return data


def cleaned(form: BaseForm, *, where: str) -> dict[str, Any]:
    if not form.is_valid():
        raise Problem(422, WRONG, faults_of(form, where=where))
    return form.cleaned_data


def faults_of(form: BaseForm, *, where: str) -> list[Fault]:
    return [
        {"where": where if name == "__all__" else f"{where}.{name}", "detail": str(sentence)}
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def _put(data: QueryDict, name: str, value: Any, widget: Any) -> bool:
    if value is None or value is False:
        return True  # left empty, not ticked
    if isinstance(widget, DateInput):
        return _put_date(data, name, value)
    if isinstance(widget, TableInput):
        return _put_rows(data, name, value)
    if isinstance(value, list):
        data.setlist(name, [str(each) for each in value])
        return all(_is_word(each) for each in value)
    if not _is_word(value):
        return False
    data[name] = str(value)
    return True


def _put_date(data: QueryDict, name: str, value: Any) -> bool:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    for part in ("day", "month", "year"):
        data[f"{name}_{part}"] = str(getattr(day, part))
    return True


def _put_rows(data: QueryDict, name: str, value: Any) -> bool:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        return False
    for number, row in enumerate(value):
        if not isinstance(row, dict) or not all(_is_word(each) for each in row.values()):
            return False
        data.update({f"{name}_{number}_{key}": str(each) for key, each in row.items()})
    return True


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)
