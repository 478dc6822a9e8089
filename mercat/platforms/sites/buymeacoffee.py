"""Buy Me a Coffee."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="buymeacoffee",
    name="Buy Me a Coffee",
    hosts=("buymeacoffee.com",),
    kinds=("page",),
    address="https://buymeacoffee.com/{}",
    examples=("https://buymeacoffee.com/strathbeg",),
    read=grammar(
        "buymeacoffee",
        forms={
            "": form("page", r"[\w.-]{2,64}", "https://buymeacoffee.com/", "buymeacoffee:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore faq help home jobs legal "
                "login "
                "logout privacy register settings signin signup support terms"
            ),
        ),
        tabs="extras gallery membership posts shop wishlist",
    ),
)
