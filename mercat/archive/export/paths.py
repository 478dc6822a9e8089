"""Where an address stands among the files, and how one file leads to another."""

import posixpath
from functools import lru_cache
from hashlib import sha256

from django.urls import Resolver404, resolve

from mercat.practice.models import Attachment, Profile


def file_of(path: str, query: str = "") -> str:
    """`/lookup/` is `lookup/index.html`; further pages of a list are named by their query."""
    inside = path.lstrip("/")
    if inside and not inside.endswith("/"):
        return inside
    if picture := _uploaded(path):
        return inside + picture
    suffix = f"-{sha256(query.encode()).hexdigest()[:10]}" if query else ""
    return f"{inside}index{suffix}.html"


@lru_cache(maxsize=2000)
def _uploaded(path: str) -> str:
    """With the ending of its name, which tells a browser without a server what it is."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    if found.view_name == "practice:attachment":
        each = Attachment.objects.filter(public_id=found.kwargs["attachment_id"])
        name = each.values_list("stored__name", flat=True).first()
    elif found.view_name == "practice:face":
        faces = Profile.objects.filter(public_id=found.kwargs["profile_id"])
        name = faces.values_list("picture__name", flat=True).first()
    else:
        return ""
    ending = posixpath.splitext(name or "")[1].lower()
    return f"file{ending}" if ending[1:].isalnum() else "file"


def relative(target: str, *, seen_from: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(seen_from) or ".")
