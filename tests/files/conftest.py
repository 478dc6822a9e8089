from pathlib import Path

import pytest
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def storage(settings, tmp_path) -> Path:
    """Where private files stand in this test."""
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return Path(default_storage.location)
