"""What changes in the checks."""

from mercat.register.checks.actions.asking import attest, check_again, make_code, name_page
from mercat.register.checks.actions.judging import ignore, lose, rename
from mercat.register.checks.actions.recording import put_off, record

__all__ = [
    "attest",
    "check_again",
    "ignore",
    "lose",
    "make_code",
    "name_page",
    "put_off",
    "record",
    "rename",
]
