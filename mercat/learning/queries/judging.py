"""What the framework's rule suggests for a capability, with its working. Never a mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.learning.frameworks import Capability, Framework, Indicator
from mercat.learning.lifecycle import ORDER, Coverage, EvidenceFor
from mercat.learning.models import Evidence, Response


@dataclass(frozen=True, slots=True)
class Suggestion:
    stage: str = ""  # empty: not yet the first
    working: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known about one capability."""

    responses: Mapping[str, list[Response]]  # by indicator
    evidence: Iterable[Evidence]
    heard: frozenset[str] = frozenset()  # who answered a pulse that is closed, five and more

    def count(self, shows: str) -> int:
        return len({each.pk for each in self.evidence if each.shows == shows})


def suggest(framework: Framework, capability: Capability, given: Given) -> Suggestion:
    reached, working = "", []
    last = len(framework.stages) - 1
    for number, stage in enumerate(framework.stages):
        lacks = [
            *_not_met(framework, capability.of("organisation", stage.key), given),
            *(_lacks_at_first(framework, given) if number == 0 else []),
            *(_lacks_at_last(framework, given) if number == last else []),
        ]
        if lacks:
            sentence = _("Not yet “{stage}”: {lacks}.")
            working.append(sentence.format(stage=stage.name, lacks="; ".join(lacks)))
            break
        reached = stage.key
        working.append(_("“{stage}” is reached: all of it is so.").format(stage=stage.name))
    return Suggestion(reached, working)


def _not_met(framework: Framework, indicators: list[Indicator], given: Given) -> list[str]:
    found = []
    for indicator in indicators:
        weakest = _weakest(given.responses.get(indicator.key, []))
        if weakest is None:
            found.append(_("nobody could say for “{text}”").format(text=indicator.text))
        elif _rank(weakest.coverage) < _rank(framework.rules.counts_from):
            sentence = _("“{text}” is so {coverage} ({team})")
            coverage = Coverage(weakest.coverage).label.lower()
            found.append(
                sentence.format(text=indicator.text, coverage=coverage, team=weakest.share.team)
            )
    return found


def _weakest(responses: list[Response]) -> Response | None:
    """The team that is least far on: what holds there holds everywhere."""
    said = [each for each in responses if each.coverage in ORDER]
    return min(said, key=lambda each: _rank(each.coverage)) if said else None


def _rank(coverage: str) -> int:
    return ORDER.index(Coverage(coverage))


def _lacks_at_first(framework: Framework, given: Given) -> list[str]:
    """The floor: without evidence, and the views of those concerned, no stage is reached."""
    labels = dict(EvidenceFor.choices)
    lacking = [
        _("we have not recorded {what}").format(what=str(labels[audience]).lower())
        for audience in framework.rules.views_of
        if not given.count(audience) and audience not in given.heard
    ]
    more = framework.rules.evidence - given.count(EvidenceFor.PRACTICE)
    if more > 0:
        words = ngettext(
            "%d piece of evidence is missing", "%d pieces of evidence are missing", more
        )
        lacking.append(words % more)
    return lacking


def _lacks_at_last(framework: Framework, given: Given) -> list[str]:
    lacking = []
    if given.count(EvidenceFor.SHARED) < framework.rules.shared:
        lacking.append(_("nothing is on record that we shared with others"))
    if given.count(EvidenceFor.LEARNED_FROM) < framework.rules.learned_from:
        lacking.append(_("nothing is on record that we learned from others"))
    return lacking
