"""The sentences that an organisation offers its chairs for reasons."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership, Organisation
from mercat.passports import library, queries, rules
from mercat.passports.lifecycle import Criterion, Suits
from mercat.passports.models import ReasonWords

MOST_REASONS = 60
ORDER = [(criterion.value, suits.value) for criterion in Criterion for suits in Suits]


def begin_reasons(organisation: Organisation) -> None:
    """With those that we ship, once: an organisation that took all of them out has none."""
    if ReasonWords.objects.filter(organisation=organisation).exists():
        return
    ReasonWords.objects.bulk_create(
        ReasonWords(
            organisation=organisation,
            criterion=each.criterion,
            suits=each.suits,
            text=each.text,
            number=ORDER.index((each.criterion, each.suits)),
        )
        for each in library.reasons()
    )


@transaction.atomic
def add_reason(
    *, criterion: str, suits: str, text: dict[str, str], by: Membership, at: datetime
) -> ReasonWords:
    rules.check_can_keep_reasons(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if queries.reasons_of(organisation).count() >= MOST_REASONS:
        raise Refused(_("There is room for no more. Remove one first."))
    words = ReasonWords.objects.create(
        organisation=organisation,
        criterion=criterion,
        suits=suits,
        text=text,
        number=ORDER.index((criterion, suits)),
    )
    _record("added", words, by=by, at=at, after=text)
    return words


@transaction.atomic
def change_reason(
    *,
    reason: ReasonWords,
    criterion: str,
    suits: str,
    text: dict[str, str],
    by: Membership,
    at: datetime,
) -> ReasonWords:
    """Letters that have it keep the words that they have."""
    words = _locked(reason, by)
    before = dict(words.text)
    words.criterion, words.suits, words.text = criterion, suits, text
    words.number = ORDER.index((criterion, suits))
    words.save()
    _record("changed", words, by=by, at=at, before=before, after=text)
    return words


@transaction.atomic
def remove_reason(*, reason: ReasonWords, by: Membership, at: datetime) -> None:
    words = _locked(reason, by)
    words.removed_at = at
    words.save(update_fields=["removed_at"])
    _record("removed", words, by=by, at=at, before=dict(words.text))


def _locked(reason: ReasonWords, by: Membership) -> ReasonWords:
    rules.check_can_keep_reasons(by)
    words = ReasonWords.objects.select_for_update().get(pk=reason.pk)
    if words.removed_at:
        raise Refused(_("Somebody removed this sentence meanwhile."))
    return words


def _record(
    verb: str, words: ReasonWords, *, by: Membership, at: datetime, **said: dict[str, str]
) -> None:
    audit.record(
        f"passports.reason.{verb}",
        subject=words,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"criterion": words.criterion, "suits": words.suits},
        words=said,
    )
