"""SoundCloud."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="soundcloud",
    name="SoundCloud",
    hosts=("soundcloud.com",),
    refused_hosts={
        "on.soundcloud.com": Reason.SHORT_LINK,
        "snd.sc": Reason.SHORT_LINK,
        "w.soundcloud.com": Reason.POST,
    },
    kinds=("profile",),
    address="https://soundcloud.com/{}",
    examples=("https://soundcloud.com/strathbeg",),
    read=grammar(
        "soundcloud",
        forms={"": form("profile", r"[\w-]{3,64}", "https://soundcloud.com/", "soundcloud:")},
        refused=words(
            reserved=(
                "you messages notifications apps charts checkout community-guidelines creators "
                "discover feed for-artists "
                "help imprint jobs login logout mobile pages people premium pro sets settings "
                "signin signup stations stream terms-of-use upload"
            ),
            posts="tracks playlists",
            searches="search tags",
        ),
        tabs=(
            "albums comments followers following likes playlists popular-tracks reposts sets "
            "spotlight toptracks tracks"
        ),
    ),
)
