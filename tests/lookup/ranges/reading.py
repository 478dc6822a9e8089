"""What a browser makes of the range files: written from their description, not from our code."""

import hashlib
import json
from pathlib import Path


def told(folder: Path, key: str) -> str:
    index = json.loads((folder / "index.json").read_text())
    assert set(index) == {"n", "generation", "as_of"}
    name = hashlib.sha256(key.encode()).hexdigest()
    prefix, suffix = name[: index["n"]], name[index["n"] :]
    shard = folder / str(index["generation"]) / f"{prefix or 'all'}.json"
    return str(json.loads(shard.read_text()).get(suffix, "not_registered"))
