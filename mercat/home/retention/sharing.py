"""The part of the retention table about tools and shared practice."""

from django.utils.translation import gettext_lazy as _

from mercat.home.retention import due
from mercat.home.retention.rule import DESTROY, Rule

SHARING = (
    Rule(
        key="tool_tallies",
        thing=_("Weekly tallies of tools that could be reached, without any person"),
        trigger=_("the week they are of"),
        count=24,
        unit="months",
        limits=(6, 60),
        then=DESTROY,
        why=_("to see what changed from year to year"),
        rows=due.tool_tallies,
    ),
    Rule(
        key="practice_drafts",
        thing=_("Drafts of shared practice"),
        trigger=_("saved for the last time"),
        count=24,
        unit="months",
        limits=(3, 60),
        then=DESTROY,
        why=_("so that somebody can go on where they stopped"),
        rows=due.practice_drafts,
    ),
)
