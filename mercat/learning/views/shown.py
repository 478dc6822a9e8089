"""How frameworks, answers and reports stand on pages."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mercat.common.fields import Words
from mercat.learning.frameworks import AUDIENCES, Framework
from mercat.learning.lifecycle import ORDER, Audience, Coverage, EvidenceFor, Said
from mercat.learning.queries import LastTime, Results

AUDIENCE_LABELS = {
    "worker": EvidenceFor.WORKER.label,
    "service_user": EvidenceFor.SERVICE_USER.label,
    "carer": EvidenceFor.CARER.label,
    "organisation": EvidenceFor.PRACTICE.label,
}


def by_stage(framework: Framework) -> list[dict[str, Any]]:
    """Capabilities, each with its stages, each with its indicators by audience."""
    return [
        {
            "capability": capability,
            "stages": [
                {
                    "stage": stage,
                    "audiences": [
                        {"label": AUDIENCE_LABELS[audience], "indicators": found}
                        for audience in AUDIENCES
                        if (found := capability.of(audience, stage.key))
                    ],
                }
                for stage in framework.stages
            ],
        }
        for capability in framework.capabilities
    ]


def report_shown(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The capabilities of a report, with words for keys, and which of its cells are filled."""
    order = [each["key"] for each in report["stages"]]
    names = {each["key"]: each["name"] for each in report["stages"]}
    return [
        {
            **each,
            "stage_name": names.get(each["stage"] or ""),
            "suggested_name": names.get(each["suggested"]),
            "target_name": names.get(each["target"]),
            "gap": _gap(order, each),
            "indicators": [_indicator(one, names) for one in each["indicators"]],
            "workers": _workers(each),
            "views": views_shown(each.get("views", []), report["stages"], each["indicators"]),
        }
        for each in report["capabilities"]
    ]


def indicators_in_words(
    indicators: list[dict[str, Any]], framework: Framework
) -> list[dict[str, Any]]:
    names = {each.key: each.name for each in framework.stages}
    return [_indicator(each, names) for each in indicators]


def _gap(order: list[str], capability: dict[str, Any]) -> int:
    """How many stages lie between where it stands and what is aimed at."""
    place = {key: number for number, key in enumerate(order, 1)}
    stands = place.get(capability["stage"] or "", 0)
    return max(0, place.get(capability["target"], 0) - stands)


def _indicator(indicator: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        **indicator,
        "stage_name": names.get(indicator["stage"]),
        "answers": [
            {**each, "words": Coverage(each["coverage"]).label if each["coverage"] else "–"}
            for each in indicator["answers"]
        ],
        "evidence": [
            {
                **each,
                "shows_words": EvidenceFor(each["shows"]).label,
                "dated_on": date.fromisoformat(each["dated_on"]),
            }
            for each in indicator["evidence"]
        ],
        "facts": facts_in_words(indicator.get("facts", [])),  # reports of before have none
    }


CHANGES = {
    "same": _("Asked again, in the same words"),
    "reworded": _("Asked in other words"),
    "split": _("Now several questions"),
    "merged": _("One question with others"),
}


def became_shown(last: LastTime) -> list[dict[str, Any]]:
    """Each answer of last time, in the old order, and what became of its question."""
    rows = []
    for key, indicator in last.became.old.indicators().items() if last.became else ():
        if key not in last.responses:
            continue
        news = last.became.news(key) if last.became else []
        change = last.change(news[0].key) if news else "dropped"
        rows.append(
            {
                "indicator": indicator,
                "response": last.responses[key],
                "news": [each for each in news if each.text != indicator.text],
                "became": CHANGES.get(change, _("Not asked any more")),
            }
        )
    return rows


def facts_in_words(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_fact(each) for each in facts]


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    department = str(Words(fact.get("department") or {}))  # reports of before have none
    name = f"{fact['name']} ({department})" if department else fact["name"]
    on = date.fromisoformat(fact["on"])
    return {**fact, "on": on, "department": department, "name_shown": name}


LEFT, WIDE, HIGH, TOP = 250, 90, 44, 34  # of the picture: names, columns, rows, heading
BESIDE = 22  # more height where workers were asked


def profile(report: dict[str, Any]) -> dict[str, Any]:
    """The picture of what `report_shown` made: a row each, columns for “not yet” and stages."""
    order = [each["key"] for each in report["stages"]]
    asked = any(each["workers"] for each in report["capabilities"])
    high = HIGH + (BESIDE if asked else 0)
    rows = [
        _row(each, order, TOP + number * high) for number, each in enumerate(report["capabilities"])
    ]
    return {
        "rows": rows,
        "left": LEFT,
        "columns": [
            {"name": each["name"], "x": _middle(number), "line": LEFT + number * WIDE}
            for number, each in enumerate(report["stages"], 1)
        ],
        "first": _middle(0),
        "width": LEFT + (len(order) + 1) * WIDE,
        "height": TOP + len(rows) * high + 4,
        "top": TOP,
        "asked": asked,
    }


def _row(capability: dict[str, Any], order: list[str], y: int) -> dict[str, Any]:
    stands = _place(order, capability["stage"])
    aims = _place(order, capability["target"])
    last = capability.get("last_stage")
    said = capability["workers"]
    return {
        "name": capability["name"],
        "lines": _wrapped(capability["name"]),
        "y": y,
        "middle": y + HIGH // 2,
        "judged": capability["stage"] is not None,
        "x": _middle(stands),
        "was": _middle(_place(order, last)) if last is not None else None,
        "bar": _middle(stands) - LEFT,
        "target": _middle(aims) if aims else None,
        "workers": [
            {"x": LEFT + place * WIDE + 10, "tenths": said[key], "width": said[key] * 4}
            for place, key in enumerate(order, 1)
            if key in said
        ],
    }


def _place(order: list[str], stage: str | None) -> int:
    return order.index(stage) + 1 if stage in order else 0


def _middle(column: int) -> int:
    return LEFT + column * WIDE + WIDE // 2


def _workers(capability: dict[str, Any]) -> dict[str, int]:
    """How many in ten of the workers who answered say that a stage is so; by stage."""
    views = capability.get("views", [])  # reports of before have none
    return next((each["stages"] for each in views if each["audience"] == Audience.WORKER), {})


def _wrapped(name: str, most: int = 30) -> list[str]:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], lines[1].rstrip(",") + "…"]


def results_shown(results: Results, chosen: list[int]) -> dict[str, Any]:
    """Capability by capability, each statement with how many in ten said what."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in results.rows:
        capability = row.statement.capability.name
        parts.setdefault(capability, []).append(
            {
                "text": row.statement.indicator.text,
                "cells": [
                    {"label": each.label, "tenths": row.tenths[each.value], "key": each.value}
                    for each in Said
                ],
                "bars": _bars(row.tenths),
            }
        )
    numbered = enumerate(results.groups)
    return {
        "people": results.people,
        "capabilities": [{"name": name, "rows": rows} for name, rows in parts.items()],
        "groups": [
            {**each, "number": number, "chosen": number in chosen} for number, each in numbered
        ],
        "labels": Said.labels,
    }


# From strong to pale, so that they differ without colour too; each is named in the table.
SHADES = {"none": "#7a4300", "few": "#c98a3c", "half": "#d8d2c8", "most": "#4a2a5e"}


def _bars(tenths: dict[str, int]) -> list[dict[str, Any]]:
    """From the left, as wide as its share; who cannot say is left white."""
    bars, x = [], 0
    whole = sum(tenths.values()) or 1
    for key in ("most", "half", "few", "none"):
        width = tenths[key] * 200 // whole
        bars.append({"x": x, "width": width, "shade": SHADES[key]})
        x += width
    return bars


def views_shown(
    views: list[dict[str, Any]], stages: list[dict[str, str]], indicators: list[dict[str, Any]]
) -> dict[str, Any]:
    """What we say beside what those say who were asked, stage by stage."""
    return {
        "asked": [
            {
                "label": Audience(each["audience"]).label,
                "people": each["people"],
                "closed_on": date.fromisoformat(each["closed_on"]),
            }
            for each in views
        ],
        "stages": [
            {
                "name": stage["name"],
                "ours": _ours(stage["key"], indicators),
                "theirs": [
                    {
                        "label": Audience(each["audience"]).label,
                        "tenths": each["stages"].get(stage["key"]),
                    }
                    for each in views
                ],
            }
            for stage in stages
        ],
    }


def _ours(stage: str, indicators: list[dict[str, Any]]) -> str:
    """What the team says that is least far on; the rule counts by it too."""
    order = [each.value for each in ORDER]
    said = [
        one["coverage"]
        for each in indicators
        if each["stage"] == stage
        for one in each["answers"]
        if one["coverage"] in order
    ]
    return str(Coverage(min(said, key=order.index)).label) if said else "–"
