"""What others see: workers have answered a pulse, which is closed; people who use services are asked now."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mercat.learning import actions, queries
from mercat.learning.models import FrameworkVersion, LearningAssessment, Pulse
from mercat.organisations.models import Membership

# Of each part, how many say what of all sentences, from the first to the last.
WORKERS = {
    "Libraries": (("most", "most", "half", "few", "most", "half"),) * 7
    + (("half", "most", "few", "few", "most", "cant_say"),) * 4,
    "Roads": (("most", "few", "none", "none", "half", "few"),) * 4
    + (("few", "cant_say", "few", "none", "none", "few"),) * 2,
    "Archives": (("most", "half", "half", "few", "most", "most"),) * 3,
    "": (("half", "half", "few", "none", "half", "few"),) * 3,
}
PARTS = ["Libraries", "Roads", "Archives"]
WORDS = (
    "At the depot nothing opens but the intranet. I learn at home, on my own time.",
    "The lunchtime sessions are good. More of them, and not only at the town house.",
    "Our manager shares what she reads. That made it normal here.",
    "Ask the two who were told off for it in the spring.",
)
WITHHELD = WORDS[3]  # who it was about would be known at once
YOU_SAID = (
    "Many of you may use social media to learn, and few have the time or a tool that works where "
    "they work. On the road and at the depot almost nothing opens."
)
WE_DID = (
    "From January each team has two hours a month for learning. ICT opens YouTube and the "
    "professional networks at both depots by the end of February. A screen in every break room "
    "we cannot pay for this year."
)
USERS = (("most", "half", "most", "few"), ("half", "half", "few", "few"))


def ask(members: Mapping[str, Membership], *, at: datetime) -> None:
    lead = members["hamish"]
    assessment = LearningAssessment.objects.get(organisation=lead.organisation, status="open")
    _workers(assessment, members, at=at)
    clf = actions.start(
        version=FrameworkVersion.objects.filter(
            framework__urn__endswith=":clf-organisational-capabilities"
        ).latest("pk"),
        title=f"How we learn, {at.year}",
        department=None,
        starts_on=date(at.year, 1, 1),
        ends_on=date(at.year, 12, 31),
        capabilities=["culture", "feedback"],
        target="established",
        by=lead,
        at=at - timedelta(days=9),
    )
    given = {"audience": "service_user", "moderator": members["fergus"]}
    pulse = _opened(clf, lead, at=at - timedelta(days=8), days=30, **given)
    for number in range(9):
        _answer(pulse, USERS[number % 2], part="", on=at.date())
    actions.note_answers(at=at)


def _workers(
    assessment: LearningAssessment, members: Mapping[str, Membership], *, at: datetime
) -> None:
    lead, reader = members["hamish"], members["fergus"]
    given = {"audience": "worker", "moderator": reader, "parts": PARTS}
    pulse = _opened(assessment, lead, at=at - timedelta(days=18), days=10, **given)
    left = list(WORDS)
    for part, answers in WORKERS.items():
        number = str(PARTS.index(part)) if part else ""
        for said in answers:
            words = left.pop() if left else ""
            _answer(pulse, said, part=number, words=words, on=pulse.starts_on)
    pulse = actions.close_pulse(pulse=pulse, by=lead, at=at - timedelta(days=7))
    states = {
        str(row.key): "withheld" if row.text == WITHHELD else "shown" for row in pulse.words.all()
    }
    actions.moderate(pulse=pulse, states=states, by=reader, at=at - timedelta(days=6))
    actions.say_what_we_did(
        pulse=pulse, you_said=YOU_SAID, we_did=WE_DID, by=lead, at=at - timedelta(days=4)
    )


def _opened(
    assessment: LearningAssessment, lead: Membership, *, at: datetime, days: int, **given: Any
) -> Pulse:
    opened = {"door": "link", "parts": [], **given, "by": lead, "at": at}
    opened |= {"starts_on": at.date(), "ends_on": at.date() + timedelta(days=days)}
    return actions.open_pulse(assessment=assessment, **opened)


def _answer(pulse: Pulse, said: tuple[str, ...], *, part: str, on: date, words: str = "") -> None:
    """The sentences in their order, again from the first where there are more."""
    keys = [each.key for each in queries.statements_of(pulse)]
    given = {key: said[number % len(said)] for number, key in enumerate(keys)}
    answer = actions.Answer(said=given, part=part, words=words)
    actions.answer_pulse(pulse=pulse, answer=answer, code="", on=on)
