from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership, Organisation
from mercat.practice import emails, queries, rules
from mercat.practice.actions.noticing import Whom, mention, of_page, tell
from mercat.practice.actions.pages import change
from mercat.practice.actions.recording import locked, locked_to_write, record
from mercat.practice.lifecycle import SUGGESTION_MOVES, News, SuggestionState
from mercat.practice.models import Follow, Page, Revision, Suggestion, Tag, Use


@transaction.atomic
def suggest(
    *, page: Page, body: str, why: str, number: int, by: Membership, at: datetime
) -> Suggestion:
    rules.check_pace(by, what="suggestions", at=at)
    page = locked(page)
    state = check_move(SUGGESTION_MOVES, action="suggest", old="").new
    named = queries.mentioned_in(why, by=by, page=page, reach=rules.reach_of(page))
    suggestion = Suggestion.objects.create(
        page=page,
        organisation=by.organisation,
        by=by.person,
        number=min(number, page.number) or page.number,
        body=body,
        why=named.text[:300],
        state=state,
        made_at=at,
    )
    emails.queue_suggested(suggestion, at=at)
    _tell_named(suggestion, named, by=by, at=at)
    record("suggested", page, by=by, at=at, facts={"suggestion": suggestion.public_id})
    return suggestion


def _tell_named(
    suggestion: Suggestion, named: queries.Mentioned, *, by: Membership, at: datetime
) -> None:
    of = of_page(suggestion.page, suggestion=suggestion)
    new = mention(named.people, of=of, at=at)
    whom: Whom = [(member, News.MENTIONED) for member in new]
    about = f"suggestion:{suggestion.public_id}"
    tell(whom, of=of, about=about, who=by, at=at)


@transaction.atomic
def accept(*, suggestion: Suggestion, body: str, number: int, by: Membership, at: datetime) -> Page:
    """Its words, as the writers take them, become the newest revision; the page says thank you."""
    suggestion = _locked(suggestion, "accept", by=by)
    page = change(page=suggestion.page, number=number, body=body, why=suggestion.why, by=by, at=at)
    suggestion.became = Revision.objects.get(page=page, number=page.number)
    _answered(suggestion, "accept", by=by, at=at)
    return page


@transaction.atomic
def decline(*, suggestion: Suggestion, answer: str, by: Membership, at: datetime) -> Suggestion:
    suggestion = _locked(suggestion, "decline", by=by)
    suggestion.answer = answer
    return _answered(suggestion, "decline", by=by, at=at)


@transaction.atomic
def take_back(*, suggestion: Suggestion, by: Membership, at: datetime) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if suggestion.by_id != by.person_id:
        raise NotAllowed(_("This is for whoever suggested it."))
    suggestion.state = check_move(SUGGESTION_MOVES, action="take_back", old=suggestion.state).new
    suggestion.save()
    record("suggestion_taken_back", suggestion.page, by=by, at=at)
    return suggestion


def _locked(suggestion: Suggestion, action: str, *, by: Membership) -> Suggestion:
    locked_to_write(suggestion.page, by=by)
    found = Suggestion.objects.select_for_update(of=("self",)).select_related(
        "page__organisation", "by", "organisation"
    )
    suggestion = found.get(pk=suggestion.pk)
    check_move(SUGGESTION_MOVES, action=action, old=suggestion.state)
    return suggestion


def _answered(suggestion: Suggestion, action: str, *, by: Membership, at: datetime) -> Suggestion:
    suggestion.state = check_move(SUGGESTION_MOVES, action=action, old=suggestion.state).new
    suggestion.answered_by, suggestion.answered_at = by.person, at
    suggestion.save()
    emails.queue_answered(suggestion, at=at)
    verb = "accepted" if suggestion.state == SuggestionState.ACCEPTED else "declined"
    facts = {"suggestion": suggestion.public_id}
    record(f"suggestion_{verb}", suggestion.page, by=by, at=at, facts=facts)
    return suggestion


@transaction.atomic
def say_use(*, page: Page, kind: str, words: str, by: Membership, at: datetime) -> Use:
    """Said once for an organisation; said again, the words are new."""
    page = locked(page)
    given = {"words": words, "by": by.person, "at": at}
    use, _is_new = Use.objects.update_or_create(
        page=page, organisation=by.organisation, kind=kind, defaults=given
    )
    record(f"said_{kind}", page, by=by, at=at, facts={"organisation": by.organisation.public_id})
    return use


@transaction.atomic
def unsay_use(*, use: Use, by: Membership, at: datetime) -> None:
    if use.organisation_id != by.organisation_id:
        raise NotAllowed(_("This is for those who work there."))
    page, kind = use.page, use.kind
    use.delete()
    record(f"unsaid_{kind}", page, by=by, at=at)


@transaction.atomic
def follow(
    *,
    page: Page | None = None,
    tag: Tag | None = None,
    of: Organisation | None = None,
    by_mail: bool,
    by: Membership,
    at: datetime,
) -> Follow:
    """What one reads is nobody else's business: no event is kept of it."""
    found, _is_new = Follow.objects.update_or_create(
        person=by.person,
        organisation=by.organisation,
        page=page,
        tag=tag,
        of=of,
        defaults={"by_mail": by_mail},
        create_defaults={"by_mail": by_mail, "since": at, "told_at": at},
    )
    return found


def unfollow(*, follow: Follow) -> None:
    follow.delete()
