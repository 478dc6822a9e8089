from datetime import UTC, datetime

import pytest

from mercat.passports import actions
from tests.factories.council import NOW

LATER = datetime(2026, 11, 18, 10, 42, tzinfo=UTC)


@pytest.fixture
def opened(client, council):
    """A page that was opened before another window saved the same section."""
    application = council.case("draft")
    council.sign_in(client, "applicant")
    url = f"/passports/applications/{application.public_id}/sections/risks/"
    page = client.get(url)
    actions.save_section(
        application=application,
        section="risks",
        answers={"risks": "From the other window"},
        row_version=1,
        by=council.applicant,
        at=LATER,
    )
    return application, url, page.context["form"]["row_version"].value()


def test_section_saved_elsewhere_shows_both_versions(client, opened):
    _application, url, version = opened

    page = client.post(url, {"risks": "From this window", "row_version": version})

    text = page.content.decode()
    assert page.status_code == 200
    assert "This page was saved in another window" in text
    assert "Applicant saved this at 10:42" in text
    assert text.count("From the other window") == 1
    assert text.count("From this window") == 1


def test_section_saved_again_knowingly_replaces_the_other(client, opened):
    application, url, version = opened
    client.post(url, {"risks": "From this window", "row_version": version})

    answer = client.post(url, {"risks": "Both together", "row_version": 2})

    assert answer.status_code == 302
    saved = application.sections.get(section="risks")
    assert (saved.answers, saved.row_version) == ({"risks": "Both together"}, 3)
    assert saved.saved_at > NOW
