from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from mercat.organisations.models import Membership
from mercat.passports.emails.basis import queue, queue_text
from mercat.passports.models import (
    Application,
    Letter,
    PanelSeat,
    Passport,
)


def queue_emergency(
    application: Application, passport: Passport, seats: Iterable[PanelSeat], *, at: datetime
) -> None:
    """To the panel and its chair: the passport is valid, and theirs to judge."""
    about: dict[str, Any] = {
        "holder": passport.holder.name,
        "expires_on": passport.expires_on,
    }
    for seat in seats:
        if not seat.steps_out:
            queue("emergency", application, to=seat.person, at=at, **about)


def queue_emergency_ended(passport: Passport, *, at: datetime) -> None:
    """To whoever held it: it has ended, and nothing has taken its place."""
    application = passport.application
    queue(
        "emergency_ended",
        application,
        to=passport.holder,
        at=at,
        account=passport.account.full_name if passport.account else "",
        expires_on=passport.expires_on,
        waits=application.is_open,
    )


def queue_letter(
    letter: Letter, *, application: Application, passport: Passport | None, at: datetime
) -> None:
    queue_text(letter.subject, letter.text, application=application, passport=passport, at=at)


def learning_letter(application: Application, passport: Passport) -> str:
    context = {"application": application, "passport": passport}
    return render_to_string("passports/learning_letter.txt", context).strip()


def emergency_letter(passport: Passport, *, reason: str, by: Membership) -> str:
    context = {"passport": passport, "reason": reason, "by": by}
    return render_to_string("passports/emergency_letter.txt", context).strip()
