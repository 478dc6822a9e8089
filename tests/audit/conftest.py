from datetime import datetime

import pytest

from mercat.audit import actions as audit
from mercat.audit import triggers
from mercat.audit.models import Event
from mercat.organisations.models import Organisation
from tests.factories import OrganisationFactory

WORDS = ("first", "second", "third")


@pytest.fixture
def organisation(db: None) -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def chained(organisation: Organisation, at: datetime) -> list[Event]:
    """Three events of one organisation, each with words."""
    return [
        audit.record(
            f"tests.thing.{word}",
            subject=organisation,
            organisation=organisation,
            by=None,
            at=at,
            facts={"state": word},
            words={"said": f"the {word} sentence"},
        )
        for word in WORDS
    ]


@pytest.fixture
def _lifted(db: None):
    """The one place where a test may change what was recorded."""
    triggers.lift()
    yield
    triggers.restore()
