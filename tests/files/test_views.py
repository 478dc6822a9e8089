import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from mercat.common.uploads import check
from mercat.files import actions
from mercat.files.views import send
from tests.common.uploads import samples
from tests.factories.council import NOW


@pytest.fixture
def stored(council):
    checked = check("Cynllun ŵ.pdf", samples.PDF)
    return actions.store(checked=checked, by=council.member, at=NOW)


def test_file_is_sent_to_be_saved_and_never_to_run(stored):
    answer = send(stored)

    assert b"".join(answer.streaming_content) == samples.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''Cynllun%20%C5%B5.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(len(samples.PDF))
    answer.close()


def test_file_whose_content_is_lost_is_not_found(stored):
    default_storage.delete(stored.path)

    with pytest.raises(Http404):
        send(stored)
