"""What a framework is made of, once it was found whole."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    name: str
    order: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Indicator:
    key: str
    stage: str
    audience: str
    text: str
    answer: str
    evidence_hint: str = ""
    facts: tuple[str, ...] = ()  # what the system itself can say of it
    easy_read: str = ""  # the same in shorter words


@dataclass(frozen=True, slots=True)
class Capability:
    key: str
    name: str
    about: str
    indicators: tuple[Indicator, ...]
    relevant_to: tuple[str, ...] = ()

    def of(self, audience: str, stage: str = "") -> list[Indicator]:
        found = (each for each in self.indicators if each.audience == audience)
        return [each for each in found if stage in ("", each.stage)]

    def own(self, stages: tuple[Stage, ...]) -> list[Indicator]:
        """What the organisation itself answers, stage by stage."""
        return [each for stage in stages for each in self.of("organisation", stage.key)]


@dataclass(frozen=True, slots=True)
class Rules:
    counts_from: str = "most"  # an indicator is met from this answer on
    views_of: tuple[str, ...] = ("worker", "service_user", "carer")  # needed for the first stage
    evidence: int = 1  # needed for the first stage
    shared: int = 1  # needed for the last stage
    learned_from: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    change: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    urn: str
    version: str
    name: str
    about: str
    language: str
    notice: str
    licence: str
    source: str
    stages: tuple[Stage, ...]  # in their order
    capabilities: tuple[Capability, ...]
    rules: Rules = Rules()
    mappings: dict[str, tuple[Change, ...]] = field(default_factory=dict)  # by earlier version

    def capability(self, key: str) -> Capability | None:
        return next((each for each in self.capabilities if each.key == key), None)

    def indicators(self) -> dict[str, Indicator]:
        return {each.key: each for some in self.capabilities for each in some.indicators}

    def stage(self, key: str) -> Stage | None:
        return next((each for each in self.stages if each.key == key), None)


def built(data: dict[str, Any]) -> Framework:
    """From data that was checked."""
    return Framework(
        urn=data["urn"],
        version=str(data["version"]),
        name=data.get("name") or data["urn"].rpartition(":")[2],
        about=_text(data, "about"),
        language=data.get("language", "en"),
        notice=_text(data, "notice"),
        licence=data["licence"],
        source=data["source"],
        stages=tuple(sorted((_stage(each) for each in data["stages"]), key=lambda s: s.order)),
        capabilities=tuple(_capability(each) for each in data["capabilities"]),
        rules=_rules(data.get("rules") or {}),
        mappings={str(each["from"]): _changes(each) for each in data.get("mappings") or []},
    )


def _text(data: dict[str, Any], key: str) -> str:
    return str(data.get(key, "")).strip()


def _stage(data: dict[str, Any]) -> Stage:
    return Stage(data["key"], data["name"], data["order"], _text(data, "meaning"))


def _capability(data: dict[str, Any]) -> Capability:
    return Capability(
        key=data["key"],
        name=data["name"],
        about=_text(data, "about"),
        indicators=tuple(
            Indicator(**{**each, "facts": tuple(each.get("facts", []))})
            for each in data["indicators"]
        ),
        relevant_to=tuple(data.get("relevant_to", [])),
    )


def _rules(data: dict[str, Any]) -> Rules:
    given = {**data.get("first_stage", {}), **data.get("last_stage", {})}
    if "counts_from" in data:
        given["counts_from"] = data["counts_from"]
    if "views_of" in given:
        given["views_of"] = tuple(given["views_of"])
    return Rules(**given)


def _changes(data: dict[str, Any]) -> tuple[Change, ...]:
    return tuple(
        Change(each["change"], tuple(each.get("old", [])), tuple(each.get("new", [])))
        for each in data["changes"]
    )
