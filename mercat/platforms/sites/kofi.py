"""Ko-fi."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="kofi",
    name="Ko-fi",
    hosts=("ko-fi.com",),
    kinds=("page",),
    address="https://ko-fi.com/{}",
    examples=("https://ko-fi.com/strathbeg",),
    read=grammar(
        "kofi",
        forms={
            "": form("page", r"[\w-]{2,64}", "https://ko-fi.com/", "kofi:"),
        },
        refused=words(
            reserved=(
                "about account blog discord explore gold help home login manage pricing privacy "
                "register settings shop terms"
            ),
            posts="i post s",
        ),
        tabs="commissions gallery posts shop tiers",
    ),
)
