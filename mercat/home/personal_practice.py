"""Of shared practice, what mercat/home/personal.py and personal_texts.py say of the other apps."""

from mercat.home.personal_links import FORMER, Link, Text
from mercat.practice.models import Attachment, Page, Profile, Revision, Writer

WROTE = "what was shared stays with its history"
LINKS = (
    Link(
        *(Writer, "person", FORMER, WROTE, "organisation", {}),
        *("Pages of shared practice that you write", {"page__title": "Page", "since": "Since"}),
    ),
    Link(
        *(Revision, "by", FORMER, WROTE, "page__organisation", {}),
        "Changes of pages that you made",
        {"page__title": "Page", "why": "Why", "at": "When"},
    ),
)
TEXTS = (
    *(
        Text(Page, each, "organisation")
        for each in ("title", "summary", "body", "citations", "fields")
    ),
    *(
        Text(Revision, each, "page__organisation")
        for each in ("title", "summary", "body", "citations", "why")
    ),
    Text(Attachment, "words", "page__organisation"),
    Text(Profile, "about", "membership__organisation"),
)
