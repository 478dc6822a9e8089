"""From a framework's data to the text of its file: what the reader reads again is the same data."""

from typing import Any

import yaml

WIDTH = 100


_in_c = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# What stands twice is written twice: the reader refuses anchors.
Dumper: Any = type("Dumper", (_in_c,), {"ignore_aliases": lambda _self, _data: True})


def write(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
