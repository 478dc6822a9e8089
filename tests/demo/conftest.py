from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from mercat.demo import filling

AT = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def _filled_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In a transaction around those of the module's tests, as filling takes its time."""
    with django_db_blocker.unblock(), transaction.atomic():
        filling.fill(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def filled(_filled_once: None, db: None) -> datetime:
    """The council is there; at which moment."""
    return AT


@pytest.fixture
def letters(settings: Any, tmp_path: Path) -> Path:
    """The folder of the letter box, empty."""
    settings.VAR = tmp_path
    folder = tmp_path / "letter-box"
    folder.mkdir()
    return folder
