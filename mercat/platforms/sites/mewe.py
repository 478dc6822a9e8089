"""MeWe."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="mewe",
    name="MeWe",
    hosts=("mewe.com",),
    common_word=True,
    kinds=("profile", "page", "group"),
    address="https://mewe.com/p/{}",
    examples=("https://mewe.com/p/strathbeg",),
    read=grammar(
        "mewe",
        forms={
            "i": form("profile", r"[\w.-]{2,64}", "https://mewe.com/i/", "mewe:i/"),
            "p": form("page", r"[\w.-]{2,64}", "https://mewe.com/p/", "mewe:p/"),
            "": form("profile", r"[\w.-]{4,64}", "https://mewe.com/", "mewe:"),
            "group": form("group", r"[0-9a-f]{16,32}", "https://mewe.com/group/", "mewe:group/"),
            "join": form("group", r"[\w.-]{2,64}", "https://mewe.com/join/", "mewe:join/"),
        },
        refused=words(
            reserved=(
                "about blog business careers cms contact download explore help jobs legal login "
                "logout myworld notifications privacy register settings signin signup support terms"
            ),
            posts="post",
            shares="share",
        ),
    ),
)
