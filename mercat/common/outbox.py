"""The outbox: a row inside the transaction, a mail after it, at least once.

A mail's words stand in templates/emails/<purpose>.txt: the subject is the first line, and a
paragraph of two lines, "Label:" and an address, becomes the button of the HTML part.
"""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from mercat.common import languages, links, mail_blocks, seal
from mercat.common.links import LinkPlan
from mercat.common.models import OutboxMail

log = logging.getLogger("mercat.outbox")
CLAIM = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLINGS = 7  # enough to reach the longest wait; without an end the number overflows


def queue(
    purpose: str,
    *,
    to: str,
    at: datetime,
    organisation_id: str = "",
    language: str = "",
    context: dict[str, Any] | None = None,
    link: LinkPlan | None = None,
    secret: dict[str, Any] | None = None,
) -> OutboxMail:
    return OutboxMail.objects.create(
        purpose=purpose,
        to=to,
        created_at=at,
        organisation_id=organisation_id,
        language=language,
        context=context or {},
        link=link.as_json() if link else None,
        sealed=seal.close(secret) if secret else "",
    )


def send_due(*, at: datetime, most: int = 10) -> int:
    """Send what waits, one mail at a time; returns how many went out.

    So few at once that a slow mail server cannot outlast the claims, which begin at `at`.
    """
    if not OutboxMail.objects.filter(sent_at=None).exists():
        return 0  # so that an idle worker leaves the mail server and SQLite's lock alone
    connection = get_connection()
    sent = 0
    for _ in range(most):
        claimed = _claim_one(at=at)
        if claimed is None:
            break
        sent += _send(claimed, connection=connection, at=at)
    connection.close()
    return sent


@transaction.atomic
def _claim_one(*, at: datetime) -> OutboxMail | None:
    # The claim is short and the sending outside it, so that no other writer waits for SMTP.
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    mail = (
        OutboxMail.objects.select_for_update(skip_locked=True)
        .filter(free, sent_at=None)
        .order_by("created_at", "pk")
        .first()
    )
    if mail is None:
        return None
    mail.attempts += 1
    doublings = min(mail.attempts - 1, MOST_DOUBLINGS)
    mail.claimed_until = at + min(CLAIM * 2**doublings, LONGEST_WAIT)
    mail.save(update_fields=["attempts", "claimed_until"])
    return mail


def _secrets(mail: OutboxMail, *, at: datetime) -> dict[str, Any]:
    context = seal.open_(mail.sealed) if mail.sealed else {}
    if mail.link:
        context["link"] = settings.SITE_URL + links.mint(LinkPlan(**mail.link), at=at)
    return context


def _send(mail: OutboxMail, *, connection: BaseEmailBackend, at: datetime) -> int:
    try:
        connection.open()  # once for all of them, as long as the server keeps it open
        with languages.reading(mail.language):
            message = _message(mail, _secrets(mail, at=at), connection=connection)
        message.send()
    except Exception as error:  # whatever is wrong with this mail, those behind it go on
        connection.close()
        log.warning("mail %s not sent: %s", mail.message_id, type(error).__name__)
        OutboxMail.objects.filter(pk=mail.pk).update(latest_error=type(error).__name__)
        return 0
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=at, sealed="", latest_error="")
    return 1


def _message(
    mail: OutboxMail, secret: dict[str, Any], *, connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    context = {"site_url": settings.SITE_URL, **mail.context, **secret}
    text = render_to_string(f"emails/{mail.purpose}.txt", context).strip()
    subject, _, body = text.partition("\n")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[mail.to],
        connection=connection,
        headers={"Message-ID": f"<{mail.message_id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(
        "emails/layout.html",
        {
            "subject": subject,
            "blocks": mail_blocks.blocks(body),
            "language": languages.current(),
        },
    )
    message.attach_alternative(html, "text/html")
    return message
