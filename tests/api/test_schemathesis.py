"""Whatever the API's description allows: no 500, and answers as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from mercat.config.wsgi import application
from tests.api.programs import program
from tests.lookup.claims import published

# A schema cannot say which words are a cursor, a question's key or an answer to it.
MORE_THAN_A_SCHEMA = [positive_data_acceptance]
EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
PLAIN = {"Accept-Encoding": "identity"}  # its client inside this process unpacks nothing
SIGNALS = (request_started, request_finished)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own test client does: what the test wrote is seen by the requests."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    yield
    for signal in SIGNALS:
        signal.connect(close_old_connections)


@pytest.fixture
def operations(one_connection, db) -> list[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return [operation.ok() for operation in schema.get_all_operations()]


@pytest.fixture
def known(council) -> dict[str, str]:
    """Things that are there, for every other request."""
    account = published(council.organisation, key="facebook:ferries", handle="ferries")
    released = council.case("released")
    return {
        "slug": "strathbeg",
        "account_id": account.public_id,
        "application_id": council.case("submitted").public_id,
        "passport_id": released.passport.public_id,
    }


@pytest.mark.parametrize("part", ["applicant", "clerk"])
def test_api_keeps_to_its_description_whatever_is_asked(part, operations, known, council):
    asker = program(council, council.members[part])
    assert operations
    for operation in operations:
        is_private = "/private/" in operation.path
        if part == "clerk" and not is_private:
            continue  # asked once already
        headers = {**PLAIN, **(asker.headers if is_private else {})}

        ask_anything(operation, headers, known)


def ask_anything(operation: Any, headers: dict[str, str], known: dict[str, str]) -> None:
    @EXAMPLES
    @given(case=operation.as_strategy(), there=st.booleans())
    def ask(case: Any, there: bool) -> None:
        if there:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = known[name]
        case.call_and_validate(headers=headers, excluded_checks=MORE_THAN_A_SCHEMA)

    ask()
