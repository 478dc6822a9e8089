"""Quora."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="quora",
    name="Quora",
    hosts=("quora.com",),
    kinds=("person", "community"),
    address="https://www.quora.com/profile/{}",
    examples=("https://www.quora.com/profile/Strathbeg-Council",),
    read=grammar(
        "quora",
        forms={
            "profile": form(
                "person", r"[^\s/?#<>]{2,120}", "https://www.quora.com/profile/", "quora:profile/"
            ),
            "q": form("community", r"[\w-]{2,80}", "https://www.quora.com/q/", "quora:q/"),
        },
        refused=words(
            reserved=(
                "about answer answers blog business careers contact download explore following "
                "help "
                "jobs legal login logout notifications privacy register settings signin signup "
                "spaces "
                "support terms"
            ),
            posts="topic unanswered",
            searches="search",
        ),
        tabs="answers edits followers following posts questions topics",
    ),
)
