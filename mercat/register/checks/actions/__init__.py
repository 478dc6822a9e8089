"""What changes in the checks."""

from mercat.register.checks.actions.asking import attest, check_again, make_code, name_page
from mercat.register.checks.actions.found import adopt, ignore_found, reconsider, report
from mercat.register.checks.actions.judging import ignore, lose, rename
from mercat.register.checks.actions.recording import put_off, record
from mercat.register.checks.actions.telling import tell_keepers

__all__ = [
    "adopt",
    "attest",
    "check_again",
    "ignore",
    "ignore_found",
    "lose",
    "make_code",
    "name_page",
    "put_off",
    "reconsider",
    "record",
    "rename",
    "report",
    "tell_keepers",
]
