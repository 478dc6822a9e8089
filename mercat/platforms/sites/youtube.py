"""YouTube. A handle, an old name and a channel id may be one channel, but only YouTube knows."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, parameter, words

SITE = "https://www.youtube.com/"
CHANNEL = form(
    "channel",
    r"UC[A-Za-z0-9_-]{22}",
    SITE + "channel/",
    "youtube:channel/",
    folds=False,
    stable=True,
)
NAMES = r"[\w.\-·]{1,100}"
# Names in other scripts may be shorter than the three letters that Latin ones need.
HANDLE = form("channel", r"[\w.\-·]{3,30}|[^\x00-\x7f]{1,2}", SITE + "@", "youtube:@")
USER = form("channel", r"[A-Za-z0-9_.-]{1,60}", SITE + "user/", "youtube:user/")
CUSTOM = form("channel", NAMES, SITE + "c/", "youtube:c/")
# /name and /c/name are one address; /user/name may be another channel.
BARE = form("channel", r"(?=.*\w)[\w.\-]{2,100}", SITE, "youtube:c/")

REFUSED = words(
    reserved=(
        "about account account_advanced ads analytics apps audiolibrary browse cast "
        "channel_switcher "
        "channels comment_service copyright_complaint_form creators csi_204 dashboard "
        "dev e editor error face feed feeds gaming get_video_info help howyoutubeworks iframe_api "
        "intl kids live_chat live_dashboard live_events login logout movies music my_videos "
        "new news oops partners people player_api podcasts premium privacy red reporthistory "
        "rss s services set signin signout signup sports static store storefront t testtube "
        "trends trending tv upload verify yt youtubei api creator_credits paid_memberships "
        "kids-safe jobs press yts cp"
    ),
    posts=(
        "attribution_link clip embed hashtag live playlist post shorts source v video video_ids "
        "videos view_play_list watch watch_popup watch_videos p"
    ),
    searches="results search",
    shares="share redirect",
)


def read_feeds(path: list[str], query: str, host: str) -> Answer:
    for name, shape in (("channel_id", CHANNEL), ("user", USER)):
        value = parameter(query, name)
        if value and shape.matches(value):
            return shape.account("youtube", value)
    posts = parameter(query, "playlist_id")
    return NotAnAccount(Reason.POST if posts else Reason.RESERVED_PAGE, "youtube")


def read_channel(path: list[str], query: str, host: str) -> Answer:
    """Only ids stand below /channel/; a name there was put in by hand and leads nowhere."""
    if len(path) > 1 and not CHANNEL.matches(path[1]):
        named = HANDLE.matches(path[1]) and not re.match("(?i)uc", path[1])
        suggestion = HANDLE.account("youtube", path[1]).url if named else None
        return NotAnAccount(Reason.INVALID_HANDLE, "youtube", suggestion)
    return read_name(path, query, host)


TABS = (
    "about channels community courses discussion featured feed join live membership playlists "
    "podcasts posts releases search shorts shows store streams videos"
)
read_name = grammar(
    "youtube",
    forms={"": BARE, "@": HANDLE, "channel": CHANNEL, "user": USER, "c": CUSTOM},
    refused=REFUSED,
    special={"feeds": read_feeds},
    tabs=TABS,
)


def read(path: list[str], query: str, host: str) -> Answer:
    if path:
        first = path[0]
        if first == "channel":
            if len(path) == 2 and CHANNEL.matches(path[1]):
                return CHANNEL.account("youtube", path[1])
            return read_channel(path, query, host)
        if len(first) == 24 and CHANNEL.matches(first):
            return read_name(["channel", *path], query, host)
    return read_name(path, query, host)


PLATFORM = Platform(
    key="youtube",
    name="YouTube",
    hosts=("youtube.com",),
    subdomains=("gaming", "music"),
    refused_hosts={
        "youtu.be": Reason.POST,
        "y2u.be": Reason.POST,
        "youtube-nocookie.com": Reason.POST,
        "studio.youtube.com": Reason.PRIVATE_PAGE,
    },
    kinds=("channel",),
    address="https://www.youtube.com/@{}",
    examples=(
        "https://www.youtube.com/@StrathbegCouncil",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
        "https://www.youtube.com/user/StrathbegCouncil",
        "https://www.youtube.com/c/StrathbegCouncil",
    ),
    read=read,
)
