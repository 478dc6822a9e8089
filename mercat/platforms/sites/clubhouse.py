"""Clubhouse."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="clubhouse",
    name="Clubhouse",
    hosts=("clubhouse.com", "joinclubhouse.com"),
    common_word=True,
    kinds=("profile", "group"),
    address="https://www.clubhouse.com/@{}",
    examples=("https://www.clubhouse.com/@strathbeg",),
    read=grammar(
        "clubhouse",
        forms={
            "@": form(
                "profile", r"[A-Za-z0-9._]{1,30}", "https://www.clubhouse.com/@", "clubhouse:@"
            ),
            "club": form(
                "group", r"[\w-]{1,80}", "https://www.clubhouse.com/club/", "clubhouse:club/"
            ),
            "house": form(
                "group", r"[\w-]{1,80}", "https://www.clubhouse.com/house/", "clubhouse:house/"
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="event join room",
        ),
    ),
)
