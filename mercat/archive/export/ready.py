"""Views with what they show read already, for many pages in a few statements.

A page costs most where it asks the database. Each of these answers as the view of its address
does, which tests/archive/test_ready.py holds, byte by byte.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils import timezone

from mercat.archive.export.rendering import View
from mercat.lookup import bulk, views
from mercat.register.queries import publications

# The arguments of some addresses, and the views that answer them.
Ready = Callable[[list[list[Any]]], dict[tuple[Any, ...], View]]


def accounts(arguments: list[list[Any]]) -> dict[tuple[Any, ...], View]:
    ids = [account_id for (account_id,) in arguments]
    found = list(publications().filter(account__public_id__in=ids))
    lines = bulk.look_up_all([each.url for each in found], at=timezone.now())
    return {
        (each.account.public_id,): login_not_required(
            partial(views.account_page, publication=each, found=line.found)
        )
        for each, line in zip(found, lines, strict=True)
    }
