from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from mercat.organisations.roles import Role
from mercat.people.rules import OPERATOR


def check_roles(**_: Any) -> list[CheckMessage]:
    """A role that is misspelt would leave people without the second step meant for them."""
    unknown = {*settings.SECOND_FACTOR_FOR} - {*Role.values, OPERATOR, "duties"}
    return [
        Error(
            f"SECOND_FACTOR_FOR names {name!r}, which is no role.",
            hint="Roles are: " + ", ".join([*Role.values, OPERATOR]),
            id="mercat.config.E001",
        )
        for name in sorted(unknown)
    ]
