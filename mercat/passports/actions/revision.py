import hashlib
import json
from datetime import datetime
from typing import Any

from mercat.organisations.models import Membership
from mercat.passports.actions import moving
from mercat.passports.actions.likening import remember_words
from mercat.passports.models import Application, Revision


def freeze(
    application: Application,
    answers: dict[str, Any],
    declarations: list[str],
    *,
    shows_name: bool,
    by: Membership,
    at: datetime,
) -> Revision:
    """What is sent, with its questions and its policy; a decision is bound to its hash."""
    content = {
        "question_set": application.question_set,
        "policy": moving.policy_content(application),
        "answers": answers,
        "declarations": declarations,
        "shows_name": shows_name,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    remember_words(application, answers)
    return Revision.objects.create(
        application=application,
        number=application.revisions.count() + 1,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        submitted_by=by.person,
        submitted_at=at,
    )
