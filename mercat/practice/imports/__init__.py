"""A document of somebody's as a draft's words. Pure: from bytes to Markdown, or a sentence."""

from mercat.practice.imports.reading import Brought, bring

__all__ = ["Brought", "bring"]
