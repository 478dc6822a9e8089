"""What the page of a case shows of votes and interests, by who reads it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.forms import VoteForm
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, PanelSeat, Revision

DECIDING = (Status.IN_PANEL, Status.MORE_INFO)


def on_case(
    membership: Membership,
    application: Application,
    revision: Revision | None,
    seats: Sequence[PanelSeat],
    *,
    reads: bool,
) -> dict[str, Any]:
    """`seats` as the page shows them. Two queries at most where the panel does not vote."""
    if revision is None or application.discussion_id is None:
        return {}
    voted_on = queries.is_voted_on(application)
    shown = votes(membership, application, revision) if reads and voted_on else {}
    deciding = application.status in DECIDING
    own = _own(membership, application, seats)
    short = deciding and reads and (voted_on or any(each.steps_out for each in seats))
    return {
        "voting": shown,
        "asks_interest": _is_asked(own),
        "may_say_interest": deciding and reads and own is not None and not own.steps_out,
        "may_set_interest": deciding and rules.can_set_interest(membership, application),
        "lacking": lacking(application) if short else "",
    }


def _own(
    membership: Membership, application: Application, seats: Sequence[PanelSeat]
) -> PanelSeat | None:
    """Asked of the database only where the page shows no seats."""
    if not seats:
        return rules.seat_of(membership, application)
    return next((each for each in seats if each.person_id == membership.person_id), None)


def _is_asked(seat: PanelSeat | None) -> bool:
    return seat is not None and not seat.interest_said and not seat.steps_out


def votes(membership: Membership, application: Application, revision: Revision) -> dict[str, Any]:
    """How many have voted; how, once the reader has; and the form for their own."""
    mine = queries.latest_vote(application, membership.person)
    current = mine is not None and mine.revision_id == revision.pk
    sees = rules.can_see_votes(membership, application, has_voted=current)
    takes_part = rules.can_vote(membership, application)
    return {
        "tally": queries.tally_of(application, revision),
        "mine": mine,
        "is_stale": mine is not None and not current,
        "votes": list(queries.standing_votes(revision)) if sees else [],
        "sees": sees,
        "takes_part": takes_part,
        "may_vote": takes_part and application.status == Status.IN_PANEL,
        "form": _form(mine, revision),
    }


def for_chair(
    membership: Membership, application: Application, revision: Revision | None
) -> dict[str, Any]:
    """The same beside the form of the decision; nothing where the panel does not vote."""
    if revision is None or not queries.is_voted_on(application):
        return {}
    return votes(membership, application, revision)


def _form(mine: Any, revision: Revision) -> VoteForm:
    words = mine.words if mine else ""
    return VoteForm(initial={"revision": revision.number, "words": words})


def lacking(application: Application) -> str:
    """What to do when the panel, as it sits, cannot decide; two queries at most."""
    no_chair, too_few = queries.panel_lacks(application)
    if no_chair:
        return _(
            "Every chair steps out of this case. Ask an administrator to give a colleague the "
            "role of chair, then call the roll again."
        )
    if too_few:
        return _(
            "Too few members take part for a quorum. Ask an administrator to give a colleague "
            "the role of panel member, then call the roll again. Otherwise the chair decides "
            "without a quorum and says why."
        )
    return ""
