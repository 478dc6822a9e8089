"""A real upload, read as Django reads it off the wire."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from mercat.common.uploads import MOST_BYTES
from mercat.common.uploads.handler import TooLarge


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def sent(*sizes: int):
    files = [SimpleUploadedFile(f"{size}.bin", b"x" * size) for size in sizes]
    return RequestFactory().post("/", {"files": files, "said": "Hello"})


def test_thirty_megabytes_are_thrown_away_and_what_was_typed_stays(folder):
    request = sent(30 * 1024 * 1024)

    [found] = request.FILES.getlist("files")

    assert isinstance(found, TooLarge)
    assert (found.name, found.size) == ("31457280.bin", 30 * 1024 * 1024)
    assert found.read() == b""
    assert request.POST["said"] == "Hello"
    assert list(Path(folder).iterdir()) == []
    request.close()


@pytest.mark.parametrize("size", [0, 1, MOST_BYTES])
def test_what_is_small_enough_comes_whole(folder, size):
    request = sent(size)

    [found] = request.FILES.getlist("files")

    assert not isinstance(found, TooLarge)
    assert len(found.read()) == found.size == size
    request.close()


def test_large_one_leaves_those_beside_it_alone(folder):
    request = sent(10, MOST_BYTES + 1, 20)

    found = request.FILES.getlist("files")

    assert [isinstance(each, TooLarge) for each in found] == [False, True, False]
    assert [each.size for each in found] == [10, MOST_BYTES + 1, 20]
    request.close()
