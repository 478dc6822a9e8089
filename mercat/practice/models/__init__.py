from mercat.practice.models.exchange import Follow, PageReport, Suggestion, Use
from mercat.practice.models.pages import Attachment, Page, Revision, Tag, Writer
from mercat.practice.models.profiles import Profile

__all__ = [
    "Attachment",
    "Follow",
    "Page",
    "PageReport",
    "Profile",
    "Revision",
    "Suggestion",
    "Tag",
    "Use",
    "Writer",
]
