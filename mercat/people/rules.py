from collections.abc import Iterable

from django.conf import settings

from mercat.people.models import Person

OPERATOR = "operator"  # no role of an organisation's, yet it may ask for a second step too


def needs_second_factor(person: Person, roles: Iterable[str], *, also: Iterable[str] = ()) -> bool:
    """`also`: roles that the organisation asks besides those that the site asks."""
    held = {*roles, OPERATOR} if person.is_operator else set(roles)
    return not held.isdisjoint({*settings.SECOND_FACTOR_FOR, *also})
