"""Names and contents of the files. Others read them too: a change here is a new FORMAT."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import product

FORMAT = 1
MOST_IN_ONE_FILE = 30_000  # bytes
USUAL_SHARD = 15_000  # on average, so that the largest stay below the same limit
DIGITS = "0123456789abcdef"
Shard = dict[str, str]
is_generation = re.compile(r"\d+-\d+").fullmatch


def digest(key: str) -> str:
    """Of the recogniser's key, which reads `platform:name`."""
    return sha256(key.encode()).hexdigest()


def entry_size(answer: str) -> int:
    return len('"":"",') + 64 + len(answer)


def depth(size: int) -> int:
    """How many digits name a shard, when everything in one file takes so many bytes."""
    if size <= MOST_IN_ONE_FILE:
        return 0
    n = 1
    while size > USUAL_SHARD * 16**n:
        n += 1
    return n


def generation(n: int) -> str:
    return f"{FORMAT}-{n}"


def prefixes(n: int, *, within: str = "") -> Iterator[str]:
    """The names of all shards; "" for the only one."""
    for rest in product(DIGITS, repeat=n - len(within)):
        yield within + "".join(rest)


def shard_name(n: int, prefix: str) -> str:
    return f"{generation(n)}/{prefix or 'all'}"


def encoded(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":"), sort_keys=True).encode()


def script(name: str, content: bytes) -> bytes:
    """The same for a page that was opened from a disk, where nothing can be fetched."""
    return b"mercatShard(" + encoded(name) + b"," + content + b");\n"
