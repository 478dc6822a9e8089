"""Codeberg."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="codeberg",
    name="Codeberg",
    hosts=("codeberg.org",),
    kinds=("profile", "organisation"),
    address="https://codeberg.org/{}",
    examples=("https://codeberg.org/strathbeg",),
    read=grammar(
        "codeberg",
        forms={
            "": form(
                "profile",
                r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_-])?",
                "https://codeberg.org/",
                "codeberg:",
            ),
            "org": form(
                "organisation",
                r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_-])?",
                "https://codeberg.org/",
                "codeberg:",
            ),
        },
        refused=words(
            reserved="admin api assets devtest issues notifications pulls repo user",
            searches="explore",
        ),
        tabs="members teams",
    ),
)
