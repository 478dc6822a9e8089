"""A document of somebody's as a draft's words. Pure: from bytes to Markdown, or a sentence."""

from mercat.practice.imports.brought import Brought
from mercat.practice.imports.pictures import Kept, Missing, picture
from mercat.practice.imports.reading import bring

__all__ = ["Brought", "Kept", "Missing", "bring", "picture"]
