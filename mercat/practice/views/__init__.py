from mercat.practice.views.attachments import attachment, face
from mercat.practice.views.finding import index
from mercat.practice.views.pages import change, page, publish, set_visibility, withdraw, write

__all__ = [
    "attachment",
    "change",
    "face",
    "index",
    "page",
    "publish",
    "set_visibility",
    "withdraw",
    "write",
]
