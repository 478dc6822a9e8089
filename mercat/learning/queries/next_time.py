"""What last time's assessment offers this one. It is shown and asked for again, never counted."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from mercat.learning.frameworks import Capability, Indicator, mapping
from mercat.learning.frameworks.mapping import Became
from mercat.learning.models import (
    Evidence,
    EvidenceUse,
    FrameworkVersion,
    Judgement,
    LearningAssessment,
    Response,
    Share,
)
from mercat.learning.queries.assessments import asked_of
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership


def next_version(version: FrameworkVersion) -> FrameworkVersion:
    """The newest of its framework, which the next assessment goes by."""
    return version.framework.versions.order_by("-loaded_at", "-pk")[0]


def became(old: FrameworkVersion, new: FrameworkVersion) -> Became:
    """No query within one version; else one for the versions between."""
    known = [] if old.pk == new.pk else new.framework.versions.exclude(pk__in=[old.pk, new.pk])
    return mapping.between(old.data, new.data, [each.data for each in known])


def capabilities_again(previous: LearningAssessment, became: Became) -> list[str]:
    """Those of the new version that came from what was looked at last time."""
    chosen = set(previous.capabilities)
    new = became.new.capabilities
    return [each.key for each in new if became.capability_before(each.key) in chosen]


def teams_again(previous: LearningAssessment) -> list[tuple[Share, Membership | None]]:
    """Each with whoever answered for it, if they still work here. Two queries."""
    shares = list(previous.shares.select_related("lead").order_by("team"))
    emails = [each.lead.email for each in shares]
    here = organisations.members_by_emails(previous.organisation, emails)
    by_person = {each.person_id: each for each in here}
    return [(each, by_person.get(each.lead_id)) for each in shares]


@dataclass(frozen=True, slots=True)
class Before:
    """One answer of last time, and the words that it answered."""

    indicator: Indicator
    response: Response


class LastTime:
    """What one team said last time, by the indicators of this time. At most four queries."""

    def __init__(self, share: Share) -> None:
        self.share = share

    @cached_property
    def before(self) -> Share | None:
        if self.share.came_from_id is None:
            return None
        found = Share.objects.select_related("assessment__version__framework")
        return found.get(pk=self.share.came_from_id)

    @cached_property
    def became(self) -> Became | None:
        if self.before is None:
            return None
        return became(self.before.assessment.version, self.share.assessment.version)

    @cached_property
    def responses(self) -> dict[str, Response]:
        if self.before is None:
            return {}
        said = self.before.responses.exclude(coverage="", note="")
        return {each.indicator: each for each in said}

    def of(self, key: str) -> list[Before]:
        """What was answered of all that this indicator came from."""
        olds = self.became.olds(key) if self.became else []
        return [
            Before(each, self.responses[each.key]) for each in olds if each.key in self.responses
        ]

    def change(self, key: str) -> str:
        return self.became.change(key) if self.became else "new"

    def dropped(self) -> list[Before]:
        gone = self.became.dropped() if self.became else []
        return [
            Before(each, self.responses[each.key]) for each in gone if each.key in self.responses
        ]


def waits_to_be_confirmed(share: Share) -> int:
    """How many questions have an answer of last time and none of this time."""
    if share.came_from_id is None:
        return 0
    last = LastTime(share)
    given = set(share.responses.exclude(coverage="").values_list("indicator", flat=True))
    asked = (key for some in asked_of(share).values() for key in (each.key for each in some))
    return sum(key not in given and bool(last.of(key)) for key in asked)


def last_one(assessment: LearningAssessment) -> LearningAssessment | None:
    """Last time's, with its version; None: there was none, or it is destroyed by now."""
    if assessment.came_from_id is None:
        return None
    found = LearningAssessment.objects.filter(pk=assessment.came_from_id)
    return found.select_related("version__framework", "organisation").defer("report").first()


def last_judgements(
    assessment: LearningAssessment, before: LearningAssessment
) -> dict[str, Judgement]:
    """By capability of this time, where one stood last time. At most two queries."""
    said = {each.capability: each for each in before.judgements.all()}
    found = became(before.version, assessment.version)
    olds = {key: found.capability_before(key) for key in assessment.capabilities}
    return {key: said[old] for key, old in olds.items() if old in said}


def evidence_again(
    assessment: LearningAssessment, capability: Capability
) -> list[tuple[Evidence, list[str]]]:
    """Evidence of last time that could speak again, and for which indicators; the newest first."""
    before = last_one(assessment)
    if before is None:
        return []
    found = became(before.version, assessment.version)
    own = [each.key for each in capability.of("organisation")]
    news = {
        old.key: [new.key for new in found.news(old.key) if new.key in own]
        for key in own
        for old in found.olds(key)
    }
    speaks = _uses(before).filter(indicator__in=news)
    used = assessment.evidence_uses.values("evidence")
    offered: dict[Evidence, list[str]] = {}
    for use in speaks.exclude(evidence__in=used):
        offered.setdefault(use.evidence, []).extend(news[use.indicator])
    return [(each, list(dict.fromkeys(keys))) for each, keys in offered.items()]


def _uses(before: LearningAssessment) -> QuerySet[EvidenceUse]:
    uses = before.evidence_uses.select_related("evidence")
    return uses.order_by("-evidence__dated_on", "-evidence__pk")
