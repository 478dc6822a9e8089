"""Where an address stands among the files, and how one file leads to another."""

import posixpath
from functools import lru_cache
from hashlib import sha256

from django.urls import Resolver404, resolve

from mercat.practice.models import Attachment, Profile

# Views whose address ends like a page's, and which send a file.
SENT = {
    "access:barriers_csv": "barriers.csv",
    "access:dashboard_csv": "numbers.csv",
    "learning:framework_file": "framework.yaml",
    "learning:report_file": "report.json",
}


def file_of(path: str, query: str = "", folder: str = "") -> str:
    """`/lookup/` is `lookup/index.html`; further pages of a list are named by their query.

    `folder` is of the edition's pages; files are the same in all of them.
    """
    inside = path.lstrip("/")
    if is_file(path):
        return inside + _sent(path)
    suffix = f"-{sha256(query.encode()).hexdigest()[:10]}" if query else ""
    return f"{folder}{inside}index{suffix}.html"


def is_file(path: str) -> bool:
    return not path.endswith("/") or bool(_sent(path))


@lru_cache(maxsize=1000)
def view_of(path: str) -> str:
    """The name of the view that answers this address; empty where none does."""
    try:
        return str(resolve(path).view_name)
    except Resolver404:
        return ""


@lru_cache(maxsize=1000)
def _sent(path: str) -> str:
    """With the ending of its name, which tells a browser without a server what it is."""
    if not path.endswith("/"):
        return ""
    if view_of(path) in SENT:
        return SENT[view_of(path)]
    if view_of(path) not in {"practice:attachment", "practice:face"}:
        return ""
    found = resolve(path)
    if found.view_name == "practice:attachment":
        each = Attachment.objects.filter(public_id=found.kwargs["attachment_id"])
        name = each.values_list("stored__name", flat=True).first()
    else:
        faces = Profile.objects.filter(public_id=found.kwargs["profile_id"])
        name = faces.values_list("picture__name", flat=True).first()
    ending = posixpath.splitext(name or "")[1].lower()
    return f"file{ending}" if ending[1:].isalnum() else "file"


def relative(target: str, *, seen_from: str) -> str:
    """Both are files of the archive. posixpath.relpath asks the disk where it is, each time."""
    here, there = seen_from.split("/")[:-1], target.split("/")
    common = 0
    for mine, theirs in zip(here, there[:-1], strict=False):
        if mine != theirs:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])
