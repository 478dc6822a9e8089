"""Pinterest, which has a host in most countries."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, listed, words

ENDINGS = listed(
    "com co.uk ca com.au co.nz ie de fr es it nl be at ch dk se no fi pt pl cz hu ro ru gr jp "
    "co.kr kr in ph com.mx cl co com.br com.ar pe ec com.uy com.pe id th vn tw hk sg nz sk co.in"
)


def read_pin(path: list[str], query: str, host: str) -> Answer:
    is_button = path[1:2] == ["create"]
    return NotAnAccount(Reason.SHARE_LINK if is_button else Reason.POST, "pinterest")


PLATFORM = Platform(
    key="pinterest",
    name="Pinterest",
    hosts=tuple("pinterest." + ending for ending in ENDINGS),
    subdomains=("co",),
    refused_hosts={"pin.it": Reason.POST},
    kinds=("profile",),
    address="https://www.pinterest.com/{}",
    examples=("https://www.pinterest.com/strathbegcouncil",),
    read=grammar(
        "pinterest",
        forms={"": form("profile", r"[\w-]{3,100}", "https://www.pinterest.com/", "pinterest:")},
        refused=words(
            reserved=(
                "homefeed news_hub conversation me following _ about ads business categories "
                "convert-business discover explore help ideas "
                "login logout oauth password reset pinterest-predicts privacy resource settings "
                "signup terms today topics tv"
            ),
            posts="board",
            searches="search",
            shares="pin-builder",
        ),
        special={"pin": read_pin},
        tabs=(
            "_saved _created _pins _boards boards created feed.rss followers following pins saved "
            "tries"
        ),
    ),
)
