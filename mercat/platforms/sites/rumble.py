"""Rumble."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="rumble",
    name="Rumble",
    hosts=("rumble.com",),
    kinds=("channel",),
    address="https://rumble.com/c/{}",
    examples=("https://rumble.com/c/StrathbegCouncil",),
    read=grammar(
        "rumble",
        forms={
            "c": form("channel", r"[\w-]{1,64}", "https://rumble.com/c/", "rumble:c/"),
            "user": form("channel", r"[\w-]{1,64}", "https://rumble.com/user/", "rumble:user/"),
        },
        refused=words(
            reserved=(
                "messages about account blog browse business careers contact download "
                "editor-picks explore "
                "help jobs legal live login logout our-apps privacy register s settings signin "
                "signup "
                "subscriptions support terms upload.php videos"
            ),
            posts="embed playlists shorts",
            searches="search",
        ),
        tabs="about livestreams playlists shorts videos",
    ),
)
