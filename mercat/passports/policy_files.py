"""The ready policies: YAML files in policies/, the first version of an organisation's own."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "policies"


def ready(key: str) -> dict[str, Any]:
    with (FOLDER / f"{key}.yaml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content


def choices() -> list[dict[str, Any]]:
    """The ready policies that an organisation can choose today, the simplest first."""
    files = [ready(path.stem) for path in FOLDER.glob("*.yaml")]
    return sorted((each for each in files if each["ready"]), key=lambda each: each["order"])
