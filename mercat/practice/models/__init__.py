from mercat.practice.models.pages import Attachment, Page, Revision, Tag, Writer
from mercat.practice.models.profiles import Profile

__all__ = ["Attachment", "Page", "Profile", "Revision", "Tag", "Writer"]
