"""Foursquare, closed in 2024."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="foursquare",
    name="Foursquare",
    hosts=("foursquare.com", "4sq.com"),
    closed="2024-12",
    kinds=("profile",),
    address="https://foursquare.com/{}",
    examples=("https://foursquare.com/strathbeg",),
    read=grammar(
        "foursquare",
        forms={
            "": form("profile", r"[\w.-]{2,64}", "https://foursquare.com/", "foursquare:"),
            "user": form(
                "profile",
                r"[0-9]{1,12}",
                "https://foursquare.com/user/",
                "foursquare:user/",
                stable=True,
            ),
            "p": form("profile", r"[\w.-]{2,80}", "https://foursquare.com/p/", "foursquare:p/"),
        },
        refused=words(
            reserved=(
                "about blog business careers city company contact developers download explore help "
                "jobs legal login logout privacy products register resources settings signin "
                "signup "
                "support terms"
            ),
            posts="item top-places v venue",
            searches="explore search",
        ),
    ),
)
