"""What an assessment says. While it is under way it is put together anew; final, it is kept."""

import json
from datetime import date
from typing import Any

from mercat.learning.frameworks import Capability, Framework
from mercat.learning.models import Evidence, LearningAssessment, Response
from mercat.learning.queries.assessments import (
    Known,
    capabilities_of,
    known_of,
)
from mercat.learning.queries.facts import facts_for
from mercat.learning.queries.judging import suggest
from mercat.learning.queries.next_time import last_judgements, last_one


def report(assessment: LearningAssessment, *, on: date) -> dict[str, Any]:
    """Plain data, without names of persons. At most seven queries."""
    version, data = assessment.version, assessment.version.data
    return {
        "title": assessment.title,
        "organisation": dict(assessment.organisation.name),
        "department": dict(assessment.department.name) if assessment.department else {},
        "starts_on": assessment.starts_on.isoformat(),
        "ends_on": assessment.ends_on.isoformat(),
        "as_of": on.isoformat(),
        "framework": {
            "urn": data.urn,
            "name": version.name,
            "number": version.number,
            "sha256": version.sha256,
            "licence": data.licence,
            "notice": data.notice,
        },
        "stages": [{"key": each.key, "name": each.name} for each in data.stages],
        "teams": list(assessment.shares.order_by("team").values_list("team", flat=True)),
        **_with_last_time(assessment, _capabilities(assessment, data)),
    }


def _with_last_time(
    assessment: LearningAssessment, capabilities: list[dict[str, Any]]
) -> dict[str, Any]:
    """Where it stood before stands beside where it stands now. At most four queries more."""
    before = last_one(assessment)
    if before is None:
        return {"last": None, "capabilities": capabilities}
    said = last_judgements(assessment, before)
    names = {each.key: each.name for each in before.version.data.stages}
    for each in capabilities:
        stage = said[each["key"]].stage if each["key"] in said else None
        each["last_stage"] = stage
        each["last_stage_name"] = names.get(stage or "", "")
    last = {"title": before.title, "ends_on": before.ends_on.isoformat(), "sha256": before.sha256}
    return {"last": last, "capabilities": capabilities}


def canonical(report: dict[str, Any]) -> str:
    """What a final report's hash is of: sorted keys, no spaces."""
    return json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _capabilities(assessment: LearningAssessment, data: Framework) -> list[dict[str, Any]]:
    known = known_of(assessment)
    judged = {each.capability: each for each in assessment.judgements.all()}
    found = []
    for capability in capabilities_of(assessment):
        judgement = judged.get(capability.key)
        suggested = suggest(data, capability, known.about(capability))
        found.append(
            {
                "key": capability.key,
                "name": capability.name,
                "target": assessment.targets.get(capability.key, ""),
                "suggested": judgement.suggested if judgement else suggested.stage,
                "working": suggested.working,
                "stage": judgement.stage if judgement else None,
                "reason": judgement.reason if judgement else "",
                "indicators": indicators_shown(capability, data, known),
                "views": known.heard.get(capability.key, []),
            }
        )
    return found


def indicators_shown(capability: Capability, data: Framework, known: Known) -> list[dict[str, Any]]:
    """What was asked of the organisation, with the teams' answers and the evidence."""
    return [
        {
            "key": each.key,
            "stage": each.stage,
            "text": each.text,
            "answers": [_answer(one) for one in known.responses.get(each.key, [])],
            "evidence": [_evidence(one) for one in known.evidence.get(each.key, [])],
            "facts": facts_for(each, known.facts),
        }
        for each in capability.own(data.stages)
    ]


def _answer(response: Response) -> dict[str, str]:
    return {"team": response.share.team, "coverage": response.coverage, "note": response.note}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "title": evidence.title,
        "shows": evidence.shows,
        "text": evidence.text,
        "url": evidence.url,
        "dated_on": evidence.dated_on.isoformat(),
        "files": [
            {"name": each.stored.name, "sha256": each.stored.sha256}
            for each in evidence.files.all()
        ],
    }
