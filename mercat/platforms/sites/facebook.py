"""Facebook. Names ignore case and dots; a number is the same account under every address."""

import re

from mercat.platforms.account import Account, Answer, NotAnAccount, Reason
from mercat.platforms.grammar import below, form, grammar, new_account
from mercat.platforms.platform import Platform, Reader, listed, parameter, words

SITE = "https://www.facebook.com/"
NAMED = re.compile(r"\.*[A-Za-z0-9][A-Za-z0-9.]{1,74}").fullmatch
NUMBER = re.compile(r"[0-9]{5,20}").fullmatch
ENDS_IN_NUMBER = re.compile(r".*-([0-9]{5,20})", re.DOTALL).fullmatch
TITLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{0,60}(?:-[A-Za-z0-9.]{1,60}){1,12}").fullmatch
OPAQUE = re.compile(r"pfbid[A-Za-z0-9]{8,}").fullmatch
API_VERSION = re.compile(r"v[0-9]+\.[0-9]+").fullmatch
GROUP = form("group", r"[A-Za-z0-9._-]{2,80}", SITE + "groups/", "facebook:groups/")
GROUP_ID = form("group", r"[0-9]{5,20}", SITE + "groups/", "facebook:groups/", stable=True)

REFUSED = words(
    reserved=(
        "bookmarks friends messages notifications saved memories about ads adsmanager ajax api "
        "app_center apps business campaign careers checkpoint "
        "communitystandards connect developer developers directory fundraisers gaming games "
        "games_hub help home home.php legal lite login login.php logout logout.php marketplace "
        "me mobile nearby places payments plugins policies policy privacy recover reg r.php "
        "safety settings sitemap signup support terms terms.php tr unsubscribe weather "
        "workplace xti.php feeds jobs socialjobs en_us fbml 2008 likebox.php"
    ),
    posts=(
        "album.php event.php events hashtag live media note.php notes permalink.php photo "
        "photo.php photos photos.php posts reel reels story.php stories video video.php videos "
        "watch questions"
    ),
    searches="public search search.php",
    shares="dialog l.php share share.php sharer sharer.php share_channel",
)
TABS = frozenset(
    listed(
        "about about_details about_contact_and_basic_info about_profile_transparency community "
        "directory events featured followers following friends groups home info jobs likes live "
        "live_videos map media mentions menu music notes offers photos photos_albums photos_all "
        "photos_by photos_of photos_stream posts reels reviews services shop sports timeline "
        "videos wall"
    )
)
INNER = words(shares="share")
INVALID = NotAnAccount(Reason.INVALID_HANDLE, "facebook")
FRONT = NotAnAccount(Reason.RESERVED_PAGE, "facebook")


def numbered(number: str, handle: str = "", kind: str = "page") -> Account:
    key = "facebook:" + number
    return Account("facebook", kind, handle or number, key, SITE + number, True)


def opaque(code: str) -> NotAnAccount:
    """These codes differ from reader to reader, so they can lead to an account, not name it."""
    lead = Account("facebook", "profile", code, "facebook:" + code, SITE + code, False)
    return NotAnAccount(Reason.OPAQUE_ID, "facebook", candidate=lead)


def by_code(code: str, kind: str) -> Answer:
    if NUMBER(code):
        return numbered(code, kind=kind)
    return opaque(code) if OPAQUE(code) else INVALID


def read_profile(path: list[str], query: str, host: str) -> Answer:
    return by_code(parameter(query, "id"), "profile")


def read_people(path: list[str], query: str, host: str) -> Answer:
    """/people/Name/ID, whatever the name."""
    return by_code(path[2], "profile") if len(path) > 2 else FRONT


def read_pages(path: list[str], query: str, host: str) -> Answer:
    """/pages/Name/ID, /pages/City/Name/ID and /pages/category/Kind/Name-ID."""
    for segment in path[2:]:
        if NUMBER(segment):
            return numbered(segment)
    for segment in path[1:]:
        if found := ENDS_IN_NUMBER(segment):
            return numbered(found[1])
    return FRONT


def read_short_page(path: list[str], query: str, host: str) -> Answer:
    """/p/Name-ID."""
    if len(path) < 2:
        return FRONT
    found = ENDS_IN_NUMBER(path[1])
    return numbered(found[1]) if found else by_code(path[1].rpartition("-")[2], "page")


def read_old_page(path: list[str], query: str, host: str) -> Answer:
    return read_name(path[1:], query, host) if len(path) > 1 else FRONT


def read_group(path: list[str], query: str, host: str) -> Answer:
    if len(path) < 2:
        return FRONT
    if len(path) > 3 and path[2] == "user":
        return by_code(path[3], "profile")
    shape = GROUP_ID if GROUP_ID.matches(path[1]) else GROUP
    if not shape.matches(path[1]):
        return INVALID
    account = shape.account("facebook", path[1])
    return below(account, path[2:], GROUP_TABS, {}) if path[2:] else account


GROUP_TABS = frozenset(
    listed(
        "about announcements buy_sell_discussion discussion events featured files media members "
        "photos requests videos yourposts"
    )
)


def read_name(path: list[str], query: str, host: str) -> Answer:
    """/name, /number, /Name-ID and /Some-Name/ID."""
    first = path[0]
    if first.isdigit() and NUMBER(first):
        account = numbered(first)
    elif NAMED(first) and not (first[0] == "v" and API_VERSION(first)):
        key = "facebook:" + first.lower().replace(".", "")
        fields = ("facebook", "page", first, key, SITE + first, False)
        account = new_account(Account, fields)
    elif "-" in first:
        return read_hyphenated(path)
    else:
        return refuse_name(first)
    return below(account, path[1:], TABS, INNER) if len(path) > 1 else account


def read_hyphenated(path: list[str]) -> Answer:
    """A hyphen comes from a page's title, usually with its number after it.

    Curated lists hold such titles without the number, too: a name like any other then.
    """
    if found := ENDS_IN_NUMBER(path[0]):
        account = numbered(found[1], handle=path[0])
        return below(account, path[1:], TABS, INNER) if len(path) > 1 else account
    if len(path) > 1 and NUMBER(path[1]):
        return numbered(path[1], handle=f"{path[0]}/{path[1]}")
    return titled(path) if TITLE(path[0]) else INVALID


def titled(path: list[str]) -> Answer:
    first = path[0]
    key = "facebook:" + first.lower().replace(".", "")
    account = Account("facebook", "page", first, key, SITE + first, False)
    return below(account, path[1:], TABS, INNER) if len(path) > 1 else account


def refuse_name(first: str) -> NotAnAccount:
    if OPAQUE(first):
        return opaque(first)
    return FRONT if API_VERSION(first) else INVALID


read_words: Reader = grammar(
    "facebook",
    forms={},
    refused=REFUSED,
    special={
        "groups": read_group,
        "p": read_short_page,
        "pages": read_pages,
        "people": read_people,
        "pg": read_old_page,
        "profile.php": read_profile,
    },
)
WORDS = frozenset(REFUSED) | {"groups", "p", "pages", "people", "pg", "profile.php"}


def read(path: list[str], query: str, host: str) -> Answer:
    if not path or path[0].lower() in WORDS:
        return read_words(path, query, host)
    if path[0].endswith(".php"):
        return FRONT
    return read_name(path, query, host)


PLATFORM = Platform(
    key="facebook",
    name="Facebook",
    hosts=("facebook.com", "fb.com", "m.me"),
    subdomains=("web", "mbasic", "touch", "free", "d", "new", "beta", "business"),
    refused_hosts={
        "fb.watch": Reason.POST,
        "fb.me": Reason.SHORT_LINK,
        "fb.gg": Reason.SHORT_LINK,
        "l.facebook.com": Reason.SHARE_LINK,
        "lm.facebook.com": Reason.SHARE_LINK,
    },
    kinds=("page", "profile", "group"),
    address="https://www.facebook.com/{}",
    examples=(
        "https://www.facebook.com/StrathbegCouncil",
        "https://www.facebook.com/61550000000000",
        "https://www.facebook.com/groups/strathbegvoices",
    ),
    read=read,
)
