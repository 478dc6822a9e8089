"""Matrix: rooms, spaces and people, each with the server after a colon."""

import re
from urllib.parse import quote

from mercat.platforms.account import Account, Answer, NotAnAccount, Reason
from mercat.platforms.platform import Platform

HERE = "https://matrix.to/#/"
KINDS = {"#": "community", "!": "community", "@": "person", "+": "community"}
SERVER = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){0,8}[A-Za-z0-9-]{1,63}(?::[0-9]{1,5})?").fullmatch
LOCAL = re.compile(r"[^\s:\x00/]{1,200}").fullmatch
ROOM_ID = re.compile(r"![A-Za-z0-9._~=-]{1,200}").fullmatch
FRONT = NotAnAccount(Reason.RESERVED_PAGE, "matrix")
INVALID = NotAnAccount(Reason.INVALID_HANDLE, "matrix")


def read(path: list[str], query: str, host: str) -> Answer:
    if path and path[0] in ("room", "user", "group"):
        path = path[1:]
    if not path:
        return FRONT
    if len(path) > 1 and path[1][0] == "$":
        return NotAnAccount(Reason.POST, "matrix")
    return read_identifier(path[0])


def read_identifier(identifier: str) -> Answer:
    """#room:server, !id:server and @user:server. Only ids keep their capitals for ever."""
    name, _, server = identifier.partition(":")
    kind = KINDS.get(name[:1])
    if kind is None or len(name) < 2:
        return INVALID
    is_id = name[0] == "!"
    if is_id and not server:
        # Rooms of the newer kind have an id without a server.
        return read_room_id(name) if ROOM_ID(name) else INVALID
    if not LOCAL(name) or not SERVER(server):
        return INVALID
    whole = f"{name}:{server.lower()}"
    key = "matrix:" + (whole if is_id else whole.lower())
    url = HERE + quote(whole, safe="#@!+:._~=")
    return Account("matrix", kind, name, key, url, is_id)


def read_room_id(name: str) -> Account:
    return Account("matrix", "community", name, "matrix:" + name, HERE + name, True)


PLATFORM = Platform(
    key="matrix",
    name="Matrix",
    hosts=("matrix.to", "app.element.io"),
    common_word=True,
    kinds=("community", "person"),
    address="https://matrix.to/#/{}",
    examples=("https://matrix.to/#/#strathbeg:matrix.org", "https://matrix.to/#/@morag:matrix.org"),
    read=read,
)
