"""A policy is written as a draft, and put into force as the next version. No version changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.ids import new_public_id
from mercat.common.refusals import Refused
from mercat.organisations import rules as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.passports import policy_files, queries
from mercat.passports.actions.reasons import begin_reasons
from mercat.passports.models import Policy, PolicyDraft
from mercat.passports.question_sets import MOST_ADDED
from mercat.people.models import Person

Content = dict[str, Any]
Change = Callable[[Content], Content]
OWN = ("questions", "declarations")


@transaction.atomic
def adopt_policy(
    *, organisation: Organisation, key: str, by: Person | None, at: datetime
) -> Policy:
    """Make a ready policy the organisation's next version."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    return _next_version(organisation, key, policy_files.ready(key), by=by, at=at)


def _next_version(
    organisation: Organisation, key: str, content: Content, *, by: Person | None, at: datetime
) -> Policy:
    """On the organisation's locked row, which takes from it what is asked at sign-in."""
    latest = queries.policies(organisation).first()
    policy = Policy.objects.create(
        organisation=organisation,
        version=latest.version + 1 if latest else 1,
        key=key,
        content=content,
        created_at=at,
    )
    begin_reasons(organisation)
    organisation.second_factor_for = content.get("second_factor_for", [])
    organisation.save(update_fields=["second_factor_for"])
    audit.record(
        "passports.policy.adopted",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"policy": key, "version": policy.version},
    )
    return policy


@transaction.atomic
def begin_policy(*, key: str, by: Membership, at: datetime) -> PolicyDraft:
    """Begin anew from a ready policy; the organisation's own questions come along."""
    draft = _locked_draft(by, at=at)
    kept = {part: draft.content[part] for part in OWN if part in draft.content}
    draft.key, draft.content, draft.saved_at = key, {**policy_files.ready(key), **kept}, at
    draft.save()
    return draft


@transaction.atomic
def draft_policy(*, terms: dict[str, Any], by: Membership, at: datetime) -> PolicyDraft:
    """Keep these terms in the draft; nothing follows them yet."""
    return _change(lambda content: {**content, **terms}, by=by, at=at)


@transaction.atomic
def add_question(*, question: dict[str, Any], by: Membership, at: datetime) -> PolicyDraft:
    added = {"key": f"own_{new_public_id()}", **question}

    def change(content: dict[str, Any]) -> dict[str, Any]:
        here = content.get("questions", [])
        if len(here) >= MOST_ADDED:
            raise Refused(_("There is room for no more questions. Remove one first."))
        return {**content, "questions": [*here, added]}

    return _change(change, by=by, at=at)


@transaction.atomic
def change_question(
    *, key: str, question: dict[str, Any], by: Membership, at: datetime
) -> PolicyDraft:
    """Answers given to it stay with it."""
    return _change(
        lambda content: _with_question(content, key, [{"key": key, **question}]), by=by, at=at
    )


@transaction.atomic
def remove_question(*, key: str, by: Membership, at: datetime) -> PolicyDraft:
    """From the draft. Cases that were sent with it keep it, and can be read."""
    return _change(lambda content: _with_question(content, key, []), by=by, at=at)


def _with_question(
    content: dict[str, Any], key: str, instead: list[dict[str, Any]]
) -> dict[str, Any]:
    here = content.get("questions", [])
    if key not in {each["key"] for each in here}:
        raise Refused(_("Somebody removed this question meanwhile."))
    questions = [new for each in here for new in (instead if each["key"] == key else [each])]
    return {**content, "questions": questions}


def _change(change: Change, *, by: Membership, at: datetime) -> PolicyDraft:
    draft = _locked_draft(by, at=at)
    draft.content, draft.saved_at = change(draft.content), at
    draft.save()
    return draft


def _locked_draft(by: Membership, *, at: datetime) -> PolicyDraft:
    """The draft, begun from the policy in force where there is none."""
    organisations.check_can_administer(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if draft := queries.policy_draft(organisation):
        return draft
    latest = queries.policies(organisation).first()
    key = latest.key if latest else policy_files.choices()[0]["key"]
    content = latest.content if latest else policy_files.ready(key)
    return PolicyDraft(
        organisation=organisation,
        based_on=latest.version if latest else 0,
        key=key,
        content=content,
        saved_at=at,
    )


@transaction.atomic
def adopt_draft(*, by: Membership, at: datetime) -> Policy:
    """The draft becomes the next version. Refused when another came into force meanwhile."""
    organisations.check_can_administer(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    draft = queries.policy_draft(organisation)
    if draft is None:
        raise Refused(_("There is no draft: somebody put it into force, or threw it away."))
    latest = queries.policies(organisation).first()
    if draft.based_on != (latest.version if latest else 0):
        raise Refused(
            _(
                "Another version came into force since this draft was begun. Throw the draft "
                "away and begin again from that one."
            )
        )
    policy = _next_version(organisation, draft.key, draft.content, by=by.person, at=at)
    draft.delete()
    return policy


@transaction.atomic
def discard_draft(*, by: Membership) -> None:
    organisations.check_can_administer(by)
    PolicyDraft.objects.filter(organisation=by.organisation_id).delete()
