"""The file of an import, in the private storage."""

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.register.imports.reading import LARGEST
from mercat.register.models import Import

CHUNK = 2_500  # rows of one step


def content_of(source: Import) -> bytes:
    try:
        with default_storage.open(source.file) as file:
            content: bytes = file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(_("The file is no longer here. Upload it again.")) from error
    return content
