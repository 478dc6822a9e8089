"""What a letter about a decision says, and what it must not say."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mercat.common import languages
from mercat.passports.library import Term
from mercat.passports.lifecycle import APPROVING, OUTCOME_SENTENCES, Outcome
from mercat.passports.models import Application, Condition, Decision


def decision_letter(
    application: Application,
    decision: Decision,
    conditions: Iterable[Condition | Term],
    *,
    replaces: datetime | None = None,
) -> str:
    """In the applicant's language, as it goes out unless the clerk changes it.

    `replaces` is when a wrong one was sent.
    """
    context = {
        "application": application,
        "decision": decision,
        "conditions": list(conditions),
        "sentence": OUTCOME_SENTENCES[Outcome(decision.outcome)],
        "approving": decision.outcome in APPROVING,
        "replaces": replaces,
    }
    with languages.reading(application.organisation.language_for(application.applicant)):
        return render_to_string("passports/letter.txt", context).strip()


def mark_of(decision: Decision, text: str) -> str:
    """Of a letter that somebody looked at: another decision, or another word, is another mark."""
    return hashlib.sha256(f"{decision.pk}\n{text}".encode()).hexdigest()


def contradiction(application: Application, decision: Decision, text: str) -> str:
    """The sentence of another outcome that stands in this letter, or nothing."""
    with languages.reading(application.organisation.language_for(application.applicant)):
        own = str(OUTCOME_SENTENCES[Outcome(decision.outcome)])
        others = [str(each) for each in OUTCOME_SENTENCES.values()]
    said = _plainly(text)
    found = (each for each in others if each not in own and _plainly(each) in said)
    return next(found, "")


def missing(application: Application, decision: Decision, text: str) -> str:
    """What this letter has to say and does not: the outcome, or one of its conditions."""
    with languages.reading(application.organisation.language_for(application.applicant)):
        wanted = str(OUTCOME_SENTENCES[Outcome(decision.outcome)])
    said = _plainly(text)
    conditions = [each.text for each in decision.condition_set.all()]
    found = (each for each in [wanted, *conditions] if _plainly(each) not in said)
    return next(found, "")


def wrong_with(application: Application, decision: Decision, text: str) -> str:
    """In a sentence for the clerk, or nothing."""
    if said := contradiction(application, decision, text):
        return _("The decision is another: take out “{sentence}”").format(sentence=said)
    if said := missing(application, decision, text):
        return _("The letter has to say “{sentence}”").format(sentence=said)
    return ""


def _plainly(text: str) -> str:
    return " ".join(text.split()).casefold()
