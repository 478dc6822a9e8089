"""Spreaker."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="spreaker",
    name="Spreaker",
    hosts=("spreaker.com",),
    kinds=("podcast", "profile"),
    address="https://www.spreaker.com/show/{}",
    examples=("https://www.spreaker.com/show/strathbeg",),
    read=grammar(
        "spreaker",
        forms={
            "show": form(
                "podcast", r"[\w-]{2,120}", "https://www.spreaker.com/show/", "spreaker:show/"
            ),
            "podcast": form(
                "podcast", r"[\w-]{2,120}", "https://www.spreaker.com/podcast/", "spreaker:podcast/"
            ),
            "user": form(
                "profile", r"[\w-]{2,64}", "https://www.spreaker.com/user/", "spreaker:user/"
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="episode",
            searches="search",
        ),
        tabs="episodes feed",
    ),
)
