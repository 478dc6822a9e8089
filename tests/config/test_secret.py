import re
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from mercat.config import secret


def read(folder, **changed):
    return secret.read(**{"given": "", "folder": folder, "required": False, **changed})


def test_read_given_key_is_taken_and_nothing_is_kept(tmp_path):
    key = read(tmp_path / "var", given="given by the operator", required=True)

    assert key == "given by the operator"
    assert list(tmp_path.iterdir()) == []


def test_read_without_a_key_makes_one_and_keeps_it(tmp_path):
    first, second = read(tmp_path / "var"), read(tmp_path / "var")

    assert first == second == (tmp_path / "var" / "secret_key").read_text()
    assert re.fullmatch(r"[\w-]{67}", first)  # 400 random bits


def test_read_kept_key_is_readable_by_its_owner_alone(tmp_path):
    read(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_read_in_two_folders_makes_two_keys(tmp_path):
    assert read(tmp_path / "a") != read(tmp_path / "b")


def test_read_key_kept_with_a_line_end_is_the_key(tmp_path):
    (tmp_path / "secret_key").write_text("kept by hand\n")

    assert read(tmp_path) == "kept by hand"


def test_read_required_and_not_given_is_refused_and_makes_none(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY"):
        read(tmp_path, required=True)

    assert list(tmp_path.iterdir()) == []
