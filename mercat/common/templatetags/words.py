from typing import Any

from django import template

from mercat.common import ids

register = template.Library()


@register.filter
def spoken(public_id: str) -> str:
    return ids.spoken(public_id)


@register.filter
def at_key(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key, "")
