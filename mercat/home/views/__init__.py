from mercat.home.views.about import (
    accessibility,
    answer_complaint,
    change_the_contacts,
    complain,
    complaint,
    complaints,
    contacts,
    cookies,
    privacy,
)
from mercat.home.views.advice import advice_queue
from mercat.home.views.erasure import confirm_erasure, erase_person
from mercat.home.views.first_run import first_run
from mercat.home.views.front import (
    csrf_failure,
    dashboard,
    front,
    healthz,
    readyz,
)
from mercat.home.views.language import choose_language
from mercat.home.views.my_data import my_data
from mercat.home.views.organisation import adopt_policy, organisation, policy
from mercat.home.views.retention import (
    change_periods,
    destroy_reviewed,
    disposals,
    disposals_csv,
    end_hold,
    holds,
    place_hold,
    retention,
    review,
    reviews,
)

__all__ = [
    "accessibility",
    "adopt_policy",
    "advice_queue",
    "answer_complaint",
    "change_periods",
    "change_the_contacts",
    "choose_language",
    "complain",
    "complaint",
    "complaints",
    "confirm_erasure",
    "contacts",
    "cookies",
    "csrf_failure",
    "dashboard",
    "destroy_reviewed",
    "disposals",
    "disposals_csv",
    "end_hold",
    "erase_person",
    "first_run",
    "front",
    "healthz",
    "holds",
    "my_data",
    "organisation",
    "place_hold",
    "policy",
    "privacy",
    "readyz",
    "retention",
    "review",
    "reviews",
]
