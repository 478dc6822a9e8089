"""What is kept of a paper, and of what people say to it."""

from mercat.practice.papers.models.comments import Agreement, PaperComment
from mercat.practice.papers.models.papers import Author, Follower, Paper, Part, PartRevision

__all__ = ["Agreement", "Author", "Follower", "Paper", "PaperComment", "Part", "PartRevision"]
