"""Lists that many people have, known by the words above their columns."""

from mercat.register.imports import headings
from mercat.register.imports.columns import OLD_US_REGISTER, Columns
from mercat.register.imports.reading import Opened

OWN = "This register's own export"
SHAPES = (
    (OWN, ("registerid", "address")),
    ("US Digital Registry, bulk upload", ("accountplatform", "accounturl", "agencies")),
    ("Government of Canada", ("account", "platform", "department", "gcorgid")),
    ("Links to social media, as GOV.UK publishes them", ("servicetype", "href")),
)


def shape_of(opened: Opened, columns: Columns) -> str:
    """Its name for people; empty for a list of somebody's own."""
    if opened.shape:
        return opened.shape
    if columns == OLD_US_REGISTER:
        return "US register, older dump without headings"
    if not columns.has_headings:
        return ""
    words = {headings.plain(cell) for cell in opened.sample(columns.first)[-1]}
    return next((name for name, needed in SHAPES if words.issuperset(needed)), "")
