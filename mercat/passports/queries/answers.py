from collections.abc import Mapping
from typing import Any

from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.passports.models import (
    Application,
    SectionAnswers,
)
from mercat.passports.queries.cases import seen_by


def answers_of(application: Application) -> dict[str, SectionAnswers]:
    return {saved.section: saved for saved in application.sections.select_related("saved_by")}


def given(saved: Mapping[str, SectionAnswers]) -> dict[str, Any]:
    """All answers of a draft, those to questions that are no longer asked among them."""
    return {key: value for each in saved.values() for key, value in each.answers.items()}


def files_in(answers: Mapping[str, Any]) -> set[str]:
    """The ids of all files that these answers name."""
    return {file for answer in answers.values() for file in _ids(answer)}


def files_sent(application: Application) -> set[str]:
    """The ids of all files that stand in a version that was sent."""
    contents = application.revisions.values_list("content", flat=True)
    return {file for content in contents for file in files_in(content.get("answers", {}))}


def files_of_draft(
    application: Application, answers: Mapping[str, Any]
) -> dict[str, list[StoredFile]]:
    """By question, those that these answers name. No query when there are none."""
    ids = files_in(answers)
    found = StoredFile.objects.filter(
        applicationfile__application=application, public_id__in=ids
    ).select_related("organisation")
    by_id = {each.public_id: each for each in found} if ids else {}
    return {
        key: [by_id[file] for file in _ids(answer) if file in by_id]
        for key, answer in answers.items()
        if isinstance(answer, list)
    }


def _ids(answer: Any) -> list[str]:
    if not isinstance(answer, list):
        return []
    return [each["file"] for each in answer if isinstance(each, dict) and "file" in each]


def file_seen_by(
    membership: Membership, application: Application, file_id: str, *, writes: bool
) -> StoredFile | None:
    """A file of an application that this member sees: those who write see the draft's too."""
    if not writes and file_id not in files_sent(application):
        return None
    return (
        StoredFile.objects.filter(
            applicationfile__application__in=seen_by(membership).filter(pk=application.pk),
            public_id=file_id,
        )
        .select_related("organisation")
        .first()
    )
