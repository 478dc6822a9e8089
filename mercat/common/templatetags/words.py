from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import FileInput, Textarea
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mercat.common import ids, languages
from mercat.common.markdown import without_headings

register = template.Library()
SPELLED = [
    *(_("No"), _("One"), _("Two"), _("Three"), _("Four")),
    *(_("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine")),
]


@register.filter
def spoken(public_id: str) -> str:
    return ids.spoken(public_id)


@register.filter
def lang(words: Any) -> SafeString | str:
    """The attribute for words that are in another language than the page: `<p{{ purpose|lang }}>`.

    Of what an organisation wrote, and of a question set's section.
    """
    language = getattr(words, "language", "")
    return format_html(' lang="{}"', language) if language not in {"", languages.current()} else ""


@register.filter
def markdown(words: Any) -> SafeString:
    """What an organisation wrote, as Markdown, where no heading may stand."""
    return without_headings(str(words))


@register.filter
def spelled(number: int) -> str:
    """A small number as the first word of a sentence; larger ones in digits."""
    return str(SPELLED[number]) if 0 <= number < len(SPELLED) else str(number)


@register.filter
def at_key(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key, "")


@register.filter
def day(moment: datetime | None) -> str:
    """`date`, for long lists: a register's days are few, so each is worded once."""
    return worded(timezone.localdate(moment), get_language() or "") if moment else ""


@lru_cache(maxsize=1000)
def worded(shown: date, language: str) -> str:
    return date_format(shown)


@register.filter
def for_id(address: str, public_id: str) -> str:
    """A long list looks its address up once: `{% url "register:account" "ID" as address %}`."""
    return address.replace("/ID/", f"/{public_id}/")


@register.filter
def takes_words(form: Any) -> bool:
    """Whether people write or upload here; then the page says how to keep people safe.

    A form of ours may set `keeps_people_safe = False` with its reason.
    """
    if not getattr(form, "keeps_people_safe", hasattr(form, "fields")):
        return False
    widgets = (field.widget for field in form.fields.values())
    return any(
        isinstance(each, Textarea | FileInput)
        or each.needs_multipart_form
        or getattr(each, "takes_words", False)
        for each in widgets
    )
