"""OK."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="odnoklassniki",
    name="OK",
    hosts=("ok.ru", "odnoklassniki.ru"),
    common_word=True,
    kinds=("profile", "group", "page"),
    address="https://ok.ru/{}",
    examples=("https://ok.ru/strathbeg",),
    read=grammar(
        "odnoklassniki",
        forms={
            "profile": form(
                "profile",
                r"[0-9]{5,20}",
                "https://ok.ru/profile/",
                "odnoklassniki:profile/",
                stable=True,
            ),
            "group": form(
                "group", r"[0-9]{5,20}", "https://ok.ru/group/", "odnoklassniki:group/", stable=True
            ),
            "": form("page", r"[a-z][\w.-]{2,40}", "https://ok.ru/", "odnoklassniki:"),
        },
        refused=words(
            reserved="dk feed games gifts help marks messages music online settings st",
            posts="live video videoembed",
            searches="search",
            shares="offer",
        ),
        tabs="friends groups members photos statuses topics",
    ),
)
