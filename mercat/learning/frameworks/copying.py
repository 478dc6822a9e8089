"""From a version in use to the first text of another."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

LONGEST_NAME, LONGEST_NOTICE, LONGEST_TAIL = 200, 2000, 70


def next_version(content: Mapping[str, Any], taken: Collection[str]) -> dict[str, Any]:
    """Of our own framework: what it says already became of nothing yet."""
    data = deepcopy(dict(content))
    version = str(data["version"])
    data["version"] = _free_number(version, taken)
    data["mappings"] = [{"from": version, "changes": []}]
    return data


def of_our_own(
    content: Mapping[str, Any], name: str, slug: str, taken: Collection[str]
) -> dict[str, Any]:
    """`name` and `slug`: of the organisation; `taken`: the urns of its frameworks."""
    data = deepcopy(dict(content))
    was = str(data.get("name") or data["urn"])
    said = _("Adapted from “{name}”, version {version} ({source}, {licence}).").format(
        name=was, version=data["version"], source=data["source"], licence=data["licence"]
    )
    before = str(data.get("notice", "")).strip()
    data |= {
        "urn": _free_urn(
            f"urn:mercat:{slug}:{data['urn'].rpartition(':')[2][:LONGEST_TAIL]}", taken
        ),
        "version": "1",
        "name": _("{framework}, by {organisation}").format(framework=was, organisation=name),
        "notice": "\n\n".join(filter(None, [said, before]))[:LONGEST_NOTICE],
        "source": name[:LONGEST_NAME],
    }
    data["name"] = data["name"][:LONGEST_NAME]
    data.pop("mappings", None)
    return data


def _free_number(version: str, taken: Collection[str]) -> str:
    number = int(version) if version.isdecimal() else 1
    while str(number) in taken:
        number += 1
    return str(number)


def _free_urn(urn: str, taken: Collection[str]) -> str:
    number, found = 1, urn
    while found in taken:
        number += 1
        found = f"{urn}-{number}"
    return found
