"""The JSON Schema of a framework's file. docs/reference/framework.schema.json is drawn from it."""

from typing import Any

from mercat.learning.frameworks.facts import FACTS

AUDIENCES = ("organisation", "worker", "service_user", "carer")
VIEWS = AUDIENCES[1:]
COVERAGE = ("none", "few", "half", "most")
CHANGES = ("same", "reworded", "split", "merged", "new", "dropped")

KEY: dict[str, Any] = {
    "type": "string",
    "pattern": "^[a-z][a-z0-9_]{0,79}$",
    "description": "small letters, digits and underlines, a letter first",
}
WORDS: dict[str, Any] = {
    "type": "string",
    "pattern": r"\S",
    "description": "words, not spaces alone",
}
LINE: dict[str, Any] = {**WORDS, "maxLength": 200}
TEXT: dict[str, Any] = {**WORDS, "maxLength": 2000}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 20}


def _mapping(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], least: int = 1, most: int = 200) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


STAGE = _mapping(
    ["key", "name", "order", "meaning"],
    key=KEY,
    name=LINE,
    order={"type": "integer", "minimum": 1, "maximum": 20},
    meaning=TEXT,
)
INDICATOR = _mapping(
    ["key", "stage", "audience", "text", "answer"],
    key=KEY,
    stage=KEY,
    audience={"enum": list(AUDIENCES)},
    text={**TEXT, "maxLength": 500},
    answer={"enum": ["coverage"], "description": "none, few, half, most, or can’t say"},
    evidence_hint={**LINE, "maxLength": 300},
    facts={
        **_list({"enum": list(FACTS)}, least=0, most=8),
        "description": "what the system itself can say of it, counted and shown beside the answers",
    },
    easy_read={**LINE, "description": "the same in shorter words, for a pulse in easy read"},
)
CAPABILITY = _mapping(
    ["key", "name", "about", "indicators"],
    key=KEY,
    name=LINE,
    about=TEXT,
    relevant_to=_list(KEY, least=0),
    indicators=_list(INDICATOR),
)
RULES = _mapping(
    [],
    counts_from={"enum": list(COVERAGE[1:]), "description": "met from this answer on"},
    first_stage=_mapping([], views_of=_list({"enum": list(VIEWS)}, least=0), evidence=COUNT),
    last_stage=_mapping([], shared=COUNT, learned_from=COUNT),
)
MAPPING = _mapping(
    ["from", "changes"],
    **{"from": {"type": ["string", "integer"], "description": "the earlier version"}},
    changes=_list(
        _mapping(
            ["change"],
            change={"enum": list(CHANGES)},
            old=_list(KEY, least=0),
            new=_list(KEY, least=0),
        ),
        least=0,
        most=1000,
    ),
)
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A learning framework",
    **_mapping(
        ["urn", "version", "licence", "source", "stages", "capabilities"],
        urn={
            "type": "string",
            "pattern": "^urn:[a-zA-Z0-9][a-zA-Z0-9:._/-]{2,150}$",
            "description": "urn: and a name without spaces; the same for all versions",
        },
        version={
            "type": ["string", "integer"],
            "pattern": r"^\S{1,20}$",
            "minimum": 0,
            "description": "at most 20 letters or digits without spaces",
        },
        name=LINE,
        about=TEXT,
        language={
            "type": "string",
            "pattern": "^[a-z]{2,3}$",
            "description": "a code such as en, cy or gd",
        },
        notice=TEXT,
        licence=LINE,
        source=LINE,
        stages=_list(STAGE, most=12),
        capabilities=_list(CAPABILITY, most=60),
        rules=RULES,
        mappings=_list(MAPPING, least=0, most=20),
    ),
}
