"""What the pages of the front read, across the apps."""

from mercat.home.queries.advice import advice_shown, with_age
from mercat.home.queries.first_steps import (
    DONE,
    INVITED,
    TO_DO,
    count_open_cases,
    first_steps,
    policies,
)
from mercat.home.queries.work import own_applications, waiting_for

__all__ = [
    "DONE",
    "INVITED",
    "TO_DO",
    "advice_shown",
    "count_open_cases",
    "first_steps",
    "own_applications",
    "policies",
    "waiting_for",
    "with_age",
]
