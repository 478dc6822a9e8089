"""How a panel that votes comes to a decision: the choices, and what they add up to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mercat.passports.lifecycle.applications import APPROVING


class Choice(models.TextChoices):
    SUPPORT = "support", gettext_lazy("Support")
    CONDITIONS = "conditions", gettext_lazy("Support with conditions")
    OPPOSE = "oppose", gettext_lazy("Oppose")
    ABSTAIN = "abstain", gettext_lazy("Abstain")
    ASK = "ask", gettext_lazy("Ask something first")


# What has to be written with a choice, if anything.
WORDS_NEEDED = {
    Choice.CONDITIONS: gettext_lazy("Write the conditions"),
    Choice.OPPOSE: gettext_lazy("Say why you oppose it"),
    Choice.ASK: gettext_lazy("Write your question"),
}


class Result(models.TextChoices):
    YES = "yes", gettext_lazy("The votes say yes.")
    NO = "no", gettext_lazy("The votes say no.")
    EVEN = "even", gettext_lazy("The votes are even: the chair decides.")
    NONE = "none", gettext_lazy("Nobody has voted for or against it.")


@dataclass(frozen=True, slots=True)
class Tally:
    """The standing votes on one version, counted. A question is no vote yet."""

    revision: int
    eligible: int
    quorum: int
    support: int = 0
    conditions: int = 0
    oppose: int = 0
    abstain: int = 0
    ask: int = 0
    tie: str = "chair"

    @property
    def cast(self) -> int:
        return self.support + self.conditions + self.oppose + self.abstain

    @property
    def in_favour(self) -> int:
        return self.support + self.conditions

    @property
    def missing(self) -> int:
        """How many votes the quorum still wants."""
        return max(0, self.quorum - self.cast)

    @property
    def too_few(self) -> bool:
        """Whether the quorum cannot be reached by those who may vote."""
        return self.eligible < self.quorum

    @property
    def result(self) -> Result:
        if not self.in_favour and not self.oppose:
            return Result.NONE
        if self.in_favour == self.oppose:
            return Result.EVEN if self.tie == "chair" else Result.NO
        return Result.YES if self.in_favour > self.oppose else Result.NO

    @property
    def result_words(self) -> str:
        return str(self.result.label)

    def why_reason(self, outcome: str) -> str:
        """What the chair has to give a reason for, as a sentence; empty if for nothing."""
        if self.missing:
            more = ngettext(
                "%d more vote is needed on this version.",
                "%d more votes are needed on this version.",
                self.missing,
            )
            return f"{more % self.missing} {_('To decide without, say why.')}"
        if self.differs(outcome):
            return f"{self.result_words} {_('To decide otherwise, say why.')}"
        return ""

    def differs(self, outcome: str) -> bool:
        if self.result == Result.EVEN or outcome in UNDECIDED:
            return False
        return (outcome in APPROVING) != (self.result == Result.YES)

    def kept(self) -> dict[str, Any]:
        """As it stands with the decision."""
        return {**asdict(self), "result": self.result.value}


# Outcomes that say neither yes nor no, so that no count of votes can differ from them.
UNDECIDED = frozenset({"deferred"})


def tally_votes(
    choices: Iterable[str], *, revision: int, eligible: int, rules: dict[str, Any]
) -> Tally:
    counted = {choice.value: 0 for choice in Choice}
    for choice in choices:
        counted[choice] += 1
    tie, quorum = rules.get("tie", "chair"), rules.get("quorum", 1)
    return Tally(revision=revision, eligible=eligible, quorum=quorum, tie=tie, **counted)


def decides_by_votes(policy: dict[str, Any]) -> bool:
    """Whether the panel votes under this policy; otherwise the chair records what was agreed."""
    return bool(policy.get("deciding") == "votes")
