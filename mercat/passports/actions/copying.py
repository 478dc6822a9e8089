from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.models import Application, SectionAnswers


def copy_answers(
    answers: Mapping[str, Any], application: Application, *, by: Membership, at: datetime
) -> None:
    """Into a new draft, as far as today's questions ask for them. Files stay where they are."""
    rows = []
    for section in queries.question_set_of(application).sections:
        keys = [each.key for each in section.questions if each.type != "files"]
        copied = {key: answers[key] for key in keys if key in answers}
        if copied:
            rows.append(
                SectionAnswers(
                    application=application,
                    section=section.key,
                    answers=copied,
                    saved_by=by.person,
                    saved_at=at,
                )
            )
    SectionAnswers.objects.bulk_create(rows)
