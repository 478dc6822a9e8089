"""A page as a file that others can work with. Word and the web page hold its pictures."""

from mercat.practice.exports.files import EXPORTS, Export

__all__ = ["EXPORTS", "Export"]
