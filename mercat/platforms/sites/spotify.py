"""Spotify: artists, podcasts and people. All ids are stable and keep their capitals."""

from mercat.platforms.account import Answer, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://open.spotify.com/"
ID = r"[A-Za-z0-9]{22}"
ARTIST = form("artist", ID, SITE + "artist/", "spotify:artist/", folds=False, stable=True)
SHOW = form("podcast", ID, SITE + "show/", "spotify:show/", folds=False, stable=True)
ANCHOR = form("podcast", r"[\w-]{2,80}", "https://creators.spotify.com/pod/show/", "spotify:pod/")
PERSON = form("person", r"[\w.-]{1,64}", SITE + "user/", "spotify:user/")

read_site = grammar(
    "spotify",
    forms={"artist": ARTIST, "show": SHOW, "user": PERSON},
    refused=words(
        reserved="collection",
        posts="album audiobook chapter concert embed episode playlist prerelease track",
        searches="search genre",
    ),
    tabs="discography about concert playlists followers following",
)


read_anchor = grammar("spotify", forms={"": ANCHOR}, tabs="episodes")


def read(path: list[str], query: str, host: str) -> Answer:
    if path[:2] == ["pod", "show"]:
        return read_anchor(path[2:], query, host)
    if host.endswith("anchor.fm"):
        return read_anchor(path, query, host)
    if path and path[0].lower().startswith("intl-"):
        path = path[1:]
    if len(path) > 2 and path[0] in ("artist", "show"):
        path = path[:2]
    return read_site(path, query, host)


PLATFORM = Platform(
    key="spotify",
    name="Spotify",
    hosts=("spotify.com", "anchor.fm"),
    subdomains=("open", "play", "podcasters", "creators"),
    refused_hosts={"spotify.link": Reason.SHORT_LINK, "spoti.fi": Reason.SHORT_LINK},
    kinds=("artist", "podcast", "person"),
    address=SITE + "user/{}",
    examples=(SITE + "show/4rOoJ6Egrf8K2IrywzwOMk", SITE + "user/strathbeg"),
    read=read,
)
