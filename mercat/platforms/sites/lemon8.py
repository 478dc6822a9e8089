"""Lemon8."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="lemon8",
    name="Lemon8",
    hosts=("lemon8-app.com",),
    kinds=("profile",),
    address="https://www.lemon8-app.com/@{}",
    examples=("https://www.lemon8-app.com/@strathbeg",),
    read=grammar(
        "lemon8",
        forms={
            "@": form("profile", r"[\w.]{2,30}", "https://www.lemon8-app.com/@", "lemon8:"),
            "": form("profile", r"[\w.]{2,30}", "https://www.lemon8-app.com/@", "lemon8:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact discover download explore feed help jobs "
                "legal "
                "login logout privacy register settings signin signup support terms topic"
            ),
        ),
    ),
)
