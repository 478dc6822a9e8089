from mercat.practice.queries.reading import authors_of, faces, picture_url, preview, rendered, shown
from mercat.practice.queries.visible import (
    drafts_of,
    public,
    published_for,
    seen_by,
    visible_to,
    written_by,
)

__all__ = [
    "authors_of",
    "drafts_of",
    "faces",
    "picture_url",
    "preview",
    "public",
    "published_for",
    "rendered",
    "seen_by",
    "shown",
    "visible_to",
    "written_by",
]
