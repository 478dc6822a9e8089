from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from mercat.common import outbox


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited by their organisation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # By the outbox, so that a mail server that is down is no error on the page.
        outbox.queue(
            f"people/{template_prefix.rpartition('/')[2]}",
            to=email,
            at=timezone.now(),
            secret={"code": context["code"]} if "code" in context else None,
        )
