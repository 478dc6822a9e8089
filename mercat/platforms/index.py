"""Draws the table of hosts, data/index.txt, from the modules in sites/.

`python -m mercat.platforms.index` writes it; a test tells when that was forgotten.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from .platform import Platform

HERE = Path(__file__).parent
USUAL_PREFIXES = ("", "www", "m", "mobile")
HEADING = "# Drawn from sites/ by `python -m mercat.platforms.index`. Do not edit."


def platforms() -> list[Platform]:
    names = sorted(path.stem for path in (HERE / "sites").glob("*.py"))
    modules = (import_module(f"{__package__}.sites.{name}") for name in names if name[0] != "_")
    return [module.PLATFORM for module in modules]


def prefixed(platform: Platform) -> list[str]:
    """The hosts that are met often, so that one look in a dictionary finds the platform."""
    prefixes = (*USUAL_PREFIXES, *platform.subdomains)
    hosts = [f"{prefix}.{base}".strip(".") for base in platform.hosts for prefix in prefixes]
    return [host for host in dict.fromkeys(hosts) if host not in platform.refused_hosts]


def entry(platform: Platform) -> list[str]:
    key = platform.key
    fame = "closed" if platform.closed else "common" if platform.common_word else "distinct"
    return [
        f"platform {key} {fame} {platform.name}",
        f"base {key} {' '.join(platform.hosts)}",
        f"host {key} {' '.join(prefixed(platform))}",
        *(f"refused {key} {reason} {host}" for host, reason in platform.refused_hosts.items()),
    ]


def index() -> str:
    lines = [line for platform in platforms() for line in entry(platform)]
    return "\n".join([HEADING, *lines]) + "\n"


if __name__ == "__main__":
    (HERE / "data" / "index.txt").write_text(index(), encoding="utf-8")
