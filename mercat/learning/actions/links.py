"""The title of a page that is evidence: asked by the worker or on a press, never while saving."""

from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common import fetching
from mercat.common.fetching import NotFetched
from mercat.common.refusals import Refused
from mercat.learning import queries, rules
from mercat.learning.models import Evidence
from mercat.organisations.models import Membership
from mercat.register.checks.reading.pages import tree_of

PATIENCE = 5  # seconds, while somebody waits for the page
LONGEST = 200


def fetch_title(*, evidence: Evidence, by: Membership, at: datetime) -> None:
    """On a press. Raises Refused with the reason if the page does not answer."""
    rules.check_can_lead(by)
    title, trouble = _asked(evidence.url, timeout=PATIENCE)
    _keep(evidence, title, trouble, at=at)
    audit.record(
        "learning.evidence.title_fetched",
        subject=evidence,
        organisation=evidence.organisation,
        by=by.person,
        at=at,
    )
    if trouble:
        raise Refused(trouble)


def fetch_titles(*, at: datetime, most: int = 5) -> int:
    """A few of those that nobody has asked yet; each is claimed first. Returns how many."""
    asked = 0
    for evidence in queries.links_to_ask()[:most]:
        claimed = Evidence.objects.filter(pk=evidence.pk, url_asked_at=None)
        if claimed.update(url_asked_at=at):
            _keep(evidence, *_asked(evidence.url, timeout=15), at=at)
            asked += 1
    return asked


def _asked(url: str, *, timeout: float) -> tuple[str, str]:
    """The title, or why there is none."""
    try:
        page = fetching.fetch(url, accept=fetching.HTML, timeout=timeout, max_bytes=1_000_000)
    except NotFetched as reason:
        return "", str(reason)[:LONGEST]
    return title_of(page.text), ""


def title_of(text: str) -> str:
    """What the page calls itself, in one line."""
    tree = tree_of(text)
    found = tree.findtext(".//title") if tree is not None else ""
    return " ".join((found or "").split())[:LONGEST]


@transaction.atomic
def _keep(evidence: Evidence, title: str, trouble: str, *, at: datetime) -> None:
    """An older title stays when the page does not answer today."""
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    row.url_title = title or row.url_title
    row.url_trouble, row.url_asked_at = trouble, at
    row.save(update_fields=["url_title", "url_trouble", "url_asked_at"])
