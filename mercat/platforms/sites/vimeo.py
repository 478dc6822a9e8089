"""Vimeo."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PROFILE = form("profile", r"[\w-]{2,64}", "https://vimeo.com/", "vimeo:")
CHANNEL = form("channel", r"[\w-]{2,64}", "https://vimeo.com/channels/", "vimeo:channels/")
GROUP = form("group", r"[\w-]{2,64}", "https://vimeo.com/groups/", "vimeo:groups/")

read_name = grammar(
    "vimeo",
    forms={"": PROFILE, "channels": CHANNEL, "groups": GROUP},
    refused=words(
        reserved=(
            "about blog business categories create customers enterprise explore features help "
            "jobs join learn live login log_in log_out manage menu plus premium pricing privacy "
            "pro professionals settings site_map solutions stock store terms upgrade upload "
            "watch when"
        ),
        posts="album event m moogaloop.swf ondemand review showcase staffpicks video videos",
        searches="search tag tags",
    ),
    tabs="about albums channels collections followers following groups likes videos all members",
)


def read(path: list[str], query: str, host: str) -> Answer:
    """Nothing but figures after the host is a video."""
    if path and path[0].isdigit():
        return NotAnAccount(Reason.POST, "vimeo")
    return read_name(path, query, host)


PLATFORM = Platform(
    key="vimeo",
    name="Vimeo",
    hosts=("vimeo.com",),
    refused_hosts={"player.vimeo.com": Reason.POST, "vimeopro.com": Reason.POST},
    kinds=("profile", "channel", "group"),
    address="https://vimeo.com/{}",
    examples=("https://vimeo.com/strathbeg", "https://vimeo.com/channels/strathbeg"),
    read=read,
)
