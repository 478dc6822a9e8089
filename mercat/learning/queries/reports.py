"""What an assessment says. While it is under way it is put together anew; final, it is kept."""

import json
from datetime import date
from typing import Any

from mercat.learning.frameworks import Capability, Framework
from mercat.learning.models import Evidence, LearningAssessment, Response
from mercat.learning.queries.assessments import evidence_of, responses_of, suggestions


def report(assessment: LearningAssessment, *, on: date) -> dict[str, Any]:
    """Plain data, without names of persons. Five queries."""
    version, data = assessment.version, assessment.version.data
    shown = {
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
    }
    return {**shown, "capabilities": _capabilities(assessment, data)}


def canonical(report: dict[str, Any]) -> str:
    """What a final report's hash is of: sorted keys, no spaces."""
    return json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _capabilities(assessment: LearningAssessment, data: Framework) -> list[dict[str, Any]]:
    responses, evidence = responses_of(assessment), evidence_of(assessment)
    judged = {each.capability: each for each in assessment.judgements.all()}
    found = []
    for key, suggested in suggestions(assessment).items():
        capability, judgement = data.capability(key), judged.get(key)
        if capability is None:
            continue
        found.append(
            {
                "key": key,
                "name": capability.name,
                "target": assessment.targets.get(key, ""),
                "suggested": judgement.suggested if judgement else suggested.stage,
                "working": suggested.working,
                "stage": judgement.stage if judgement else None,
                "reason": judgement.reason if judgement else "",
                "indicators": _indicators(capability, data, responses, evidence),
            }
        )
    return found


def _indicators(
    capability: Capability,
    data: Framework,
    responses: dict[str, list[Response]],
    evidence: dict[str, list[Evidence]],
) -> list[dict[str, Any]]:
    order = {stage.key: number for number, stage in enumerate(data.stages)}
    asked = sorted(capability.of("organisation"), key=lambda each: order[each.stage])
    return [
        {
            "key": each.key,
            "stage": each.stage,
            "text": each.text,
            "answers": [_answer(one) for one in responses.get(each.key, [])],
            "evidence": [_evidence(one) for one in evidence.get(each.key, [])],
        }
        for each in asked
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
