"""Whatever the API's description allows: no 500, and answers as it says."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from mercat.config.wsgi import application
from tests.lookup.claims import published

EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def operations(council) -> list[Any]:
    published(council.organisation, key="facebook:ferries", handle="ferries")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return [operation.ok() for operation in schema.get_all_operations()]


def test_api_keeps_to_its_description_whatever_is_asked(operations):
    assert operations
    for operation in operations:

        @EXAMPLES
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate()

        ask()
