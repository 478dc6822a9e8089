import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from mercat.practice.imports.pictures import Kept, Missing


@dataclass(frozen=True, slots=True)
class Brought:
    title: str
    body: str
    author: str = ""
    day: date | None = None
    url: str = ""  # where it was, if the document says so
    pictures: list[Kept] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def from_name(name: str) -> str:
    return re.sub(r"[_-]+", " ", name.rpartition(".")[0] or name).strip() or _("Without a title")
