"""All that is wrong with a framework's file, each with its line: by the schema, then as a whole."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mercat.learning.frameworks.model import Framework
from mercat.learning.frameworks.reading import Document, Path
from mercat.learning.frameworks.schema import SCHEMA

VALIDATOR = Draft202012Validator(SCHEMA)
# What each kind of change takes: how many indicators of the old version, how many of the new.
TAKES = {
    "same": ({1}, {1}),
    "reworded": ({1}, {1}),
    "split": ({1}, set(range(2, 201))),
    "merged": (set(range(2, 201)), {1}),
    "new": ({0}, set(range(1, 201))),
    "dropped": (set(range(1, 201)), {0}),
}


def check(document: Document, earlier: Mapping[str, Framework]) -> None:
    """Adds to the document's faults. `earlier`: the versions that are known, by number."""
    for error in VALIDATOR.iter_errors(document.data):
        for path, sentence in _said(error):
            document.fault(path, sentence)
    if not isinstance(document.data, dict):
        return
    for path, sentence in _as_a_whole(document.data, earlier):
        document.fault(path, sentence)
    document.faults.sort()


def _said(error: ValidationError) -> Iterator[tuple[Path, str]]:
    path: Path = tuple(error.absolute_path)
    name = next(
        (str(each) for each in reversed(path) if isinstance(each, str)), gettext("the file")
    )
    given: Any = error.validator_value
    if error.validator == "required":
        missing = next(key for key in given if error.message.startswith(f"'{key}' is"))
        yield path, _("“{key}” is missing here.").format(key=missing)
    elif error.validator == "additionalProperties":
        for key in set(error.instance) - set(error.schema["properties"]):
            yield (*path, key), _("“{key}” is nothing that a framework has here.").format(key=key)
    else:
        yield path, SENTENCES[str(error.validator)].format(name=name, given=_listed(error))


def _listed(error: ValidationError) -> str:
    given: Any = error.validator_value
    if error.validator == "pattern":
        return str(error.schema["description"])
    names = [str(TYPES.get(each, each)) for each in (given if isinstance(given, list) else [given])]
    return ", ".join(names)


TYPES = {
    "string": _("text"),
    "integer": _("a whole number"),
    "array": _("a list"),
    "object": _("a mapping"),
}
SENTENCES = {
    "type": _("“{name}” is of the wrong kind. Wanted: {given}."),
    "enum": _("“{name}” has to be one of these: {given}."),
    "pattern": _("“{name}” is not written as it has to be: {given}."),
    "maxLength": _("“{name}” is longer than {given} letters."),
    "minItems": _("“{name}” needs at least {given} entry."),
    "maxItems": _("“{name}” has more than {given} entries."),
    "minimum": _("“{name}” has to be {given} or more."),
    "maximum": _("“{name}” has to be {given} or less."),
}


def _as_a_whole(data: dict[str, Any], earlier: Mapping[str, Framework]) -> Iterator[Any]:
    stages = dict(_parts(data, "stages"))
    capabilities = dict(_parts(data, "capabilities"))
    indicators = {
        (*path, *inner): each
        for path, capability in capabilities.items()
        for inner, each in _parts(capability, "indicators")
    }
    yield from _once(stages, "key")
    yield from _once(stages, "order")
    yield from _once(capabilities, "key")
    yield from _once(indicators, "key")
    yield from _known_stages(stages, indicators)
    yield from _facts_of_ours(indicators)
    yield from _whole_capabilities(stages, capabilities)
    yield from _answerable_views(data, indicators)
    yield from _mappings(data, indicators, earlier)


def _parts(data: dict[str, Any], key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    found = data.get(key)
    for number, each in enumerate(found if isinstance(found, list) else []):
        if isinstance(each, dict):
            yield (key, number), each


def _once(parts: Mapping[Path, dict[str, Any]], name: str) -> Iterator[Any]:
    seen: set[str] = set()
    for path, part in parts.items():
        value = str(part.get(name))
        if value in seen and name in part:
            yield (*path, name), _("“{name}: {value}” stands twice.").format(name=name, value=value)
        seen.add(value)


def _known_stages(stages: Mapping[Path, Any], indicators: Mapping[Path, Any]) -> Iterator[Any]:
    known = {str(each.get("key")) for each in stages.values()}
    for path, indicator in indicators.items():
        if "stage" in indicator and str(indicator["stage"]) not in known:
            sentence = _("There is no stage “{stage}”.").format(stage=indicator["stage"])
            yield (*path, "stage"), sentence


def _facts_of_ours(indicators: Mapping[Path, Any]) -> Iterator[Any]:
    """The system speaks of the organisation, never for those who are asked; and once."""
    for path, indicator in indicators.items():
        facts = indicator.get("facts")
        if not isinstance(facts, list) or not facts:
            continue
        if indicator.get("audience") != "organisation":
            yield (*path, "facts"), _("Facts are for indicators of the organisation alone.")
        for number, key in enumerate(facts):
            if key in facts[:number]:
                yield (*path, "facts", number), _("“{key}” stands twice.").format(key=key)


def _whole_capabilities(stages: Mapping[Path, Any], capabilities: Mapping[Path, Any]) -> Any:
    """Without an indicator of our own at a stage nobody could say whether it is reached."""
    wanted = [str(each.get("key")) for each in stages.values()]
    for path, capability in capabilities.items():
        own = [each for _path, each in _parts(capability, "indicators")]
        has = {str(each.get("stage")) for each in own if each.get("audience") == "organisation"}
        for stage in wanted:
            if stage not in has:
                sentence = _("“{capability}” has no indicator for the organisation at “{stage}”.")
                yield path, sentence.format(capability=capability.get("key"), stage=stage)


def _answerable_views(data: dict[str, Any], indicators: Mapping[Path, Any]) -> Iterator[Any]:
    rules = data.get("rules")
    first = rules.get("first_stage", {}) if isinstance(rules, dict) else {}
    wanted = first.get("views_of", []) if isinstance(first, dict) else []
    asked = {each.get("audience") for each in indicators.values()}
    for number, audience in enumerate(wanted if isinstance(wanted, list) else []):
        if audience not in asked:
            sentence = _("Views of “{audience}” are wanted, but no indicator asks them.")
            path = ("rules", "first_stage", "views_of", number)
            yield path, sentence.format(audience=audience)


def _mappings(
    data: dict[str, Any], indicators: Mapping[Path, Any], earlier: Mapping[str, Framework]
) -> Iterator[Any]:
    here = {str(each.get("key")) for each in indicators.values()}
    seen: set[str] = set()
    for path, mapping in _parts(data, "mappings"):
        version = str(mapping.get("from"))
        if version in seen or version == str(data.get("version")):
            yield (*path, "from"), _("A version is mapped once, and never to itself.")
        seen.add(version)
        before = earlier.get(version)
        old = set(before.indicators()) if before else None
        used: tuple[set[str], set[str]] = (set(), set())
        for inner, change in _parts(mapping, "changes"):
            yield from _change((*path, *inner), change, old, here, used)
        if before:
            yield from _left_out(path, before, indicators, used)


def _change(
    path: Path,
    change: dict[str, Any],
    old: set[str] | None,
    new: set[str],
    used: tuple[set[str], set[str]],
) -> Iterator[Any]:
    kind = str(change.get("change"))
    for name, known, takes, before in zip(
        ("old", "new"), (old, new), TAKES.get(kind, ()), used, strict=False
    ):
        keys = change.get(name, [])
        if not isinstance(keys, list):
            continue
        if len(keys) not in takes:
            sentence = _("“{kind}” takes another number of “{name}” indicators.")
            yield (*path, name), sentence.format(kind=kind, name=name)
        for key in map(str, keys):
            if known is not None and key not in known:
                yield (*path, name), _("There is no indicator “{key}”.").format(key=key)
            if key in before:
                yield (*path, name), _("“{key}” is mapped twice.").format(key=key)
            before.add(key)


def _left_out(
    path: Path, before: Framework, indicators: Mapping[Path, Any], used: tuple[set[str], set[str]]
) -> Iterator[Any]:
    """An indicator that kept key and text needs no line; any other has to say what became of it."""
    texts = {str(each.get("key")): str(each.get("text")) for each in indicators.values()}
    was = before.indicators()
    for key in sorted(set(was) - used[0]):
        if texts.get(key) != was[key].text:
            yield path, _("What became of “{key}” of the earlier version?").format(key=key)
    for key in sorted(set(texts) - used[1] - set(was)):
        yield path, _("Where does “{key}” come from? If from nowhere, it is new.").format(key=key)
