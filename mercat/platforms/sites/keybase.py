"""Keybase."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="keybase",
    name="Keybase",
    hosts=("keybase.io",),
    kinds=("profile", "group"),
    address="https://keybase.io/{}",
    examples=("https://keybase.io/strathbeg",),
    read=grammar(
        "keybase",
        forms={
            "": form("profile", r"\w{2,16}", "https://keybase.io/", "keybase:"),
            "team": form("group", r"[\w.]{2,64}", "https://keybase.io/team/", "keybase:team/"),
        },
        refused=words(
            reserved=(
                "account blog crypto docs download faq inv jobs login popular-teams team-page-not- "
                "found"
            ),
            searches="search",
        ),
        tabs="chat devices graph key.asc pgp_keys.asc sigchain",
    ),
)
