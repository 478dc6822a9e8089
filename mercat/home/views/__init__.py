from mercat.home.views.first_run import first_run
from mercat.home.views.front import (
    accessibility,
    csrf_failure,
    dashboard,
    front,
    healthz,
    privacy,
    readyz,
)
from mercat.home.views.language import choose_language
from mercat.home.views.organisation import adopt_policy, organisation, policy

__all__ = [
    "accessibility",
    "adopt_policy",
    "choose_language",
    "csrf_failure",
    "dashboard",
    "first_run",
    "front",
    "healthz",
    "organisation",
    "policy",
    "privacy",
    "readyz",
]
