"""Linktree."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="linktree",
    name="Linktree",
    hosts=("linktr.ee",),
    refused_hosts={"linktree.com": Reason.RESERVED_PAGE},
    kinds=("page",),
    address="https://linktr.ee/{}",
    examples=("https://linktr.ee/strathbegcouncil",),
    read=grammar(
        "linktree",
        forms={
            "": form("page", r"[A-Za-z0-9._-]{1,64}", "https://linktr.ee/", "linktree:"),
            "@": form("page", r"[A-Za-z0-9._-]{1,64}", "https://linktr.ee/", "linktree:"),
        },
        refused=words(
            reserved=(
                "about admin blog discover help login logout marketplace privacy register s "
                "settings "
                "terms"
            ),
        ),
    ),
)
