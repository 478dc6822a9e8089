from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.files import actions as files
from mercat.files.models import StoredFile
from mercat.learning import queries, rules
from mercat.learning.actions.assessments import opened
from mercat.learning.frameworks import Capability
from mercat.learning.frameworks.facts import FACTS
from mercat.learning.lifecycle import EvidenceFor, EvidenceKind
from mercat.learning.models import Evidence, EvidenceFile, EvidenceUse, LearningAssessment
from mercat.organisations.models import Membership


@transaction.atomic
def add_evidence(
    *,
    assessment: LearningAssessment,
    indicators: list[str],
    title: str,
    shows: str,
    text: str,
    url: str,
    stored: list[StoredFile],
    dated_on: date,
    review_on: date | None,
    by: Membership,
    at: datetime,
) -> Evidence:
    """Kept by the organisation; used by this assessment for these indicators."""
    assessment = opened(assessment, by=by)
    kind = EvidenceKind.LINK if url else EvidenceKind.STATEMENT
    evidence = Evidence.objects.create(
        organisation=assessment.organisation,
        kind=EvidenceKind.FILE if stored else kind,
        shows=shows,
        title=title,
        text=text,
        url=url,
        dated_on=dated_on,
        review_on=review_on,
        added_by=by.person,
        added_at=at,
    )
    EvidenceFile.objects.bulk_create(
        EvidenceFile(evidence=evidence, stored=files.attach(stored=each, at=at)) for each in stored
    )
    _use(evidence, assessment, indicators)
    _record("added", evidence, by=by, at=at, facts={"kind": evidence.kind, "shows": shows})
    return evidence


@transaction.atomic
def use_evidence(
    *,
    evidence: Evidence,
    assessment: LearningAssessment,
    indicators: list[str],
    by: Membership,
    at: datetime,
) -> None:
    """What was kept for another assessment speaks for this one too, until none is named."""
    assessment = opened(assessment, by=by)
    if evidence.organisation_id != assessment.organisation_id:
        raise Refused(_("This belongs to another organisation."))
    EvidenceUse.objects.filter(evidence=evidence, assessment=assessment).delete()
    _use(evidence, assessment, indicators)
    facts = {"assessment": assessment.public_id, "indicators": len(indicators)}
    _record("used", evidence, by=by, at=at, facts=facts)


@transaction.atomic
def use_fact(
    *,
    assessment: LearningAssessment,
    capability: Capability,
    key: str,
    by: Membership,
    at: datetime,
) -> Evidence:
    """What the system counted becomes evidence as it stands, for what the framework says.

    One of sharing or learning from others counts as such for the last stage, unless it is nought.
    """
    assessment = opened(assessment, by=by)
    fact = queries.facts_about(assessment).get(key)
    indicators = [each.key for each in capability.indicators if key in each.facts]
    if fact is None or not indicators or queries.is_hidden(fact):
        raise Refused(_("There is nothing to keep. Count the facts anew first."))
    shows = FACTS[key].shows if fact.number else EvidenceFor.PRACTICE
    evidence, _made = Evidence.objects.get_or_create(
        organisation=assessment.organisation,
        kind=EvidenceKind.FACT,
        title=str(FACTS[key].name)[:160],
        text=queries.in_a_sentence(fact),
        dated_on=fact.on,
        defaults={"added_by": by.person, "added_at": at, "shows": shows},
    )
    known = set(evidence.uses.filter(assessment=assessment).values_list("indicator", flat=True))
    _use(evidence, assessment, [each for each in indicators if each not in known])
    _record("added", evidence, by=by, at=at, facts={"kind": evidence.kind, "fact": key})
    return evidence


@transaction.atomic
def review_evidence(
    *, evidence: Evidence, review_on: date | None, by: Membership, at: datetime
) -> Evidence:
    """Somebody has looked: it still holds, and is looked at again on that day, or never."""
    rules.check_can_lead(by)
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    evidence.review_on = review_on
    evidence.save(update_fields=["review_on"])
    _record("reviewed", evidence, by=by, at=at, facts={"review_on": str(review_on or "")})
    return evidence


def _use(evidence: Evidence, assessment: LearningAssessment, indicators: list[str]) -> None:
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence=evidence, assessment=assessment, indicator=key)
        for key in dict.fromkeys(indicators)
    )


def _record(
    verb: str, evidence: Evidence, *, by: Membership, at: datetime, facts: dict[str, Any]
) -> None:
    audit.record(
        f"learning.evidence.{verb}",
        subject=evidence,
        organisation=evidence.organisation,
        by=by.person,
        at=at,
        facts=facts,
        words={"title": evidence.title},
    )
