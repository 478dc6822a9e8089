"""BeReal."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="bereal",
    name="BeReal",
    hosts=("bere.al", "bereal.com"),
    kinds=("profile",),
    address="https://bere.al/{}",
    examples=("https://bere.al/strathbeg",),
    read=grammar(
        "bereal",
        forms={
            "": form("profile", r"[A-Za-z0-9._]{2,30}", "https://bere.al/", "bereal:"),
        },
        refused=words(
            reserved=(
                "about blog brands business careers contact download en explore faq help jobs "
                "legal "
                "login logout press privacy register safety settings signin signup support terms"
            ),
        ),
    ),
)
