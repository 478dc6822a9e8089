"""From a framework's data to the text of its file: what the reader reads again is the same data."""

from typing import Any

import yaml

WIDTH = 100


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # whichever is there
    def ignore_aliases(self, data: Any) -> bool:
        """What stands twice is written twice: the reader refuses anchors."""
        return True


def write(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
