from typing import Any

from django import template
from django.forms import FileInput, Textarea

from mercat.common import ids

register = template.Library()


@register.filter
def spoken(public_id: str) -> str:
    return ids.spoken(public_id)


@register.filter
def at_key(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key, "")


@register.filter
def takes_words(form: Any) -> bool:
    """Whether people write or upload here; then the page says how to keep people safe.

    A form of ours may set `keeps_people_safe = False` with its reason.
    """
    if not getattr(form, "keeps_people_safe", hasattr(form, "fields")):
        return False
    widgets = (field.widget for field in form.fields.values())
    return any(isinstance(each, Textarea | FileInput) for each in widgets)
