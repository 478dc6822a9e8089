"""Patreon."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="patreon",
    name="Patreon",
    hosts=("patreon.com",),
    kinds=("page",),
    address="https://www.patreon.com/{}",
    examples=("https://www.patreon.com/strathbeg",),
    read=grammar(
        "patreon",
        forms={
            "": form("page", r"\w[\w-]{1,63}", "https://www.patreon.com/", "patreon:"),
            "c": form("page", r"\w[\w-]{1,63}", "https://www.patreon.com/", "patreon:"),
            "cw": form("page", r"\w[\w-]{1,63}", "https://www.patreon.com/", "patreon:"),
        },
        refused=words(
            reserved=(
                "about api apps become brand careers checkout create creators explore help home "
                "legal "
                "login logout messages notifications oauth2 pledge pledges policy portal press "
                "pricing privacy product products settings signup user"
            ),
            posts="media posts",
            searches="search",
            shares="bepatron join",
        ),
        tabs="about chats collections community creators home membership posts shop",
    ),
)
