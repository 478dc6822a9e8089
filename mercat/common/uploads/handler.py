"""How much of an upload is kept: what is too large is read off the wire and thrown away."""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from mercat.common.uploads.limits import MOST_BYTES


class TooLarge(UploadedFile):  # type: ignore[type-arg]  # no generic when it runs
    """Stands where the file would: its name and true size, and no content."""

    def __init__(self, name: str | None, size: int) -> None:
        super().__init__(io.BytesIO(), name, "", size)


class Limit(TemporaryFileUploadHandler):
    """So a large file gets its sentence beside the field, like any mistake, and fills no disk."""

    size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if self.size <= MOST_BYTES:
            return super().file_complete(self.size)
        self.file.close()
        return TooLarge(self.file_name, self.size)
