"""Final reports of learning that were shared as a page which the reader may read, as data.

Stages and aims alone: what stands in the page is what its writers left in it, and that is text.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from mercat.archive.export.addresses import in_batches, pages_for
from mercat.archive.export.editions import Reader
from mercat.learning.lifecycle import AssessmentStatus
from mercat.learning.models import LearningAssessment
from mercat.practice.models import Page


def shared_with(reader: Reader) -> Any:
    found = LearningAssessment.objects.filter(page__in=pages_for(reader).values("pk"))
    return found.filter(status=AssessmentStatus.FINAL).select_related("page__organisation")


def files(reader: Reader) -> Iterator[tuple[str, bytes]]:
    for each in in_batches(shared_with(reader)):
        if page := each.page:
            said = json.dumps(shown(each, page), indent=2, ensure_ascii=False)
            yield f"data/assessments/{each.public_id}.json", said.encode() + b"\n"


def shown(assessment: LearningAssessment, page: Page) -> dict[str, Any]:
    report = assessment.report or {}
    framework = report["framework"]
    names = {each["key"]: each["name"] for each in report["stages"]}
    return {
        "id": assessment.public_id,
        "title": page.title,
        "organisation": page.organisation.slug,
        "starts_on": report["starts_on"],
        "ends_on": report["ends_on"],
        "framework": {name: framework[name] for name in ("urn", "name", "number", "sha256")},
        "licence": framework["licence"],
        "capabilities": [
            {
                "key": each["key"],
                "name": each["name"],
                "stage": names.get(each["stage"] or "", ""),
                "target": names.get(each["target"], ""),
            }
            for each in report["capabilities"]
        ],
        "report_sha256": assessment.sha256,
        "page": settings.SITE_URL + reverse("practice:page", args=[page.public_id]),
    }
