"""The ready policies: YAML files in policies/, from which an organisation's first version is made."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "policies"


def ready(key: str) -> dict[str, Any]:
    with (FOLDER / f"{key}.yaml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content
