"""Of shared practice on lists of work: pages to look at again, and what was said to somebody."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.home.work import MOST, Work
from mercat.organisations.models import Membership
from mercat.practice import queries as practice
from mercat.practice.lifecycle import News


def waiting_for(membership: Membership) -> list[Work]:
    """Two queries."""
    today = membership.organisation.day(timezone.now())
    work = [
        Work(
            title=page.title_shown,
            what=_("Is it still right? Look at it again"),
            url=reverse("practice:look_again", args=[page.public_id]),
            due_on=page.review_on,
            tone="stop" if page.review_on and page.review_on < today else "wait",
        )
        for page in practice.pages_to_look_at(membership, today=today)[:MOST]
    ]
    if practice.unseen(membership).exclude(kind=News.REVIEW).exists():
        what = _("Read what is new for you")
        work.append(Work(_("Shared practice"), what, reverse("practice:notices"), None))
    return work
