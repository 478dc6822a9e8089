"""How manage.py runs a command: what is closed refuses it with a sentence."""

import django
from django.core.management import execute_from_command_line, get_commands
from django.db import DatabaseError

from mercat.audit import queries as audit
from mercat.common.refusals import Sealed

SITE_CLOSED = "This site is closed, and nothing in it changes any more. `reopen` opens it again."
CLOSED = "What this would change is closed, and changes no more. `reopen` opens it again."
# The commands of ours that a closed site lets run, and why.
ALLOWED = {
    "reopen": "is alone exempt",
    "tick": "finds nothing to do",
    "worker": "finds nothing to do",
    "publish": "reads the register, and remembers nothing of a closed one",
    "backup": "reads",
    "restore": "fills another, empty database",
    "reference": "writes documents of the project",
    "verify_audit": "reads",
    "export_site": "reads",
    "verify_site": "reads files",
}


def run(arguments: list[str]) -> str:
    """Empty when it ran; else the sentence that refuses it."""
    from mercat.archive.guards import SAYS  # noqa: PLC0415  # needs Django

    if refuses(arguments[1:2]):
        return SITE_CLOSED
    try:
        execute_from_command_line(arguments)
    except Exception as error:
        if isinstance(error, Sealed):
            return error.sentence
        if isinstance(error, DatabaseError) and SAYS in str(error):
            return CLOSED
        raise
    return ""


def refuses(name: list[str]) -> bool:
    """Whether the site is closed and this command of ours is none of those that may run."""
    django.setup()
    ours = str(get_commands().get("".join(name), "")).startswith("mercat.")
    if not ours or "".join(name) in ALLOWED:
        return False
    try:
        return audit.site_sealed_at() is not None
    except DatabaseError:  # there are no tables yet
        return False
