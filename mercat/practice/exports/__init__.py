"""A page as a file that others can work with. The words alone: pictures are named, not sent."""

from mercat.practice.exports.files import EXPORTS, Export

__all__ = ["EXPORTS", "Export"]
