"""Buzzsprout."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="buzzsprout",
    name="Buzzsprout",
    hosts=("buzzsprout.com",),
    subdomains=("feeds", "rss"),
    kinds=("podcast",),
    address="https://www.buzzsprout.com/{}",
    examples=("https://www.buzzsprout.com/1234567",),
    read=grammar(
        "buzzsprout",
        forms={
            "": form(
                "podcast",
                r"[0-9]{2,10}(?:\.rss)?",
                "https://www.buzzsprout.com/",
                "buzzsprout:",
                stable=True,
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs learn legal login "
                "logout pricing privacy register settings signin signup support terms"
            ),
        ),
        tabs="episodes",
    ),
)
