from mercat.practice.models.brought import MissingPicture
from mercat.practice.models.comments import Mention, PageComment
from mercat.practice.models.exchange import Follow, Suggestion, Use
from mercat.practice.models.notices import Notice, NoticeChoice
from mercat.practice.models.pages import Attachment, Page, Revision, Tag, Writer
from mercat.practice.models.profiles import Profile
from mercat.practice.models.reports import PageReport

__all__ = [
    "Attachment",
    "Follow",
    "Mention",
    "MissingPicture",
    "Notice",
    "NoticeChoice",
    "Page",
    "PageComment",
    "PageReport",
    "Profile",
    "Revision",
    "Suggestion",
    "Tag",
    "Use",
    "Writer",
]
