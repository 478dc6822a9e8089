"""What a learning lead does with a pulse. The answers themselves: see answering."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.ids import ALPHABET
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.learning import emails, queries, rules
from mercat.learning.lifecycle import PULSE_MOVES, Door, PulseStatus, WordsState
from mercat.learning.models import LearningAssessment, Pulse, PulseBox, PulseCard, PulseWords
from mercat.organisations.models import Membership

PAPER_DAYS = 14  # after the last day, for what comes back on paper
CODE_LETTERS = 16  # 77 bits


@transaction.atomic
def open_pulse(
    *,
    assessment: LearningAssessment,
    audience: str,
    starts_on: date,
    ends_on: date,
    door: str,
    parts: list[str],
    moderator: Membership | None,
    by: Membership,
    at: datetime,
) -> Pulse:
    """`moderator`: reads first what is written. Without one, nothing can be written."""
    rules.check_can_lead(by, assessment)
    rules.check_is_open(assessment)
    if moderator:
        rules.check_is_outside(moderator, assessment)
    if assessment.pulses.filter(audience=audience, status=PulseStatus.OPEN).exists():
        raise Refused(_("These people are asked already. Close that pulse first."))
    pulse = Pulse.objects.create(
        assessment=assessment,
        audience=audience,
        starts_on=starts_on,
        ends_on=ends_on,
        door=door,
        parts=parts,
        moderator=moderator.person if moderator else None,
        status=check_move(PULSE_MOVES, action="open_pulse", old="").new,
        opened_by=by.person,
        opened_at=at,
    )
    PulseBox.objects.create(pulse=pulse)
    _record("opened", pulse, by=by, at=at, facts={"audience": audience, "door": door})
    return pulse


@transaction.atomic
def extend_pulse(*, pulse: Pulse, ends_on: date, by: Membership, at: datetime) -> Pulse:
    pulse = opened_pulse(pulse, by=by)
    check_move(PULSE_MOVES, action="extend_pulse", old=pulse.status)
    if ends_on < pulse.ends_on:
        raise Refused(_("It can become longer, not shorter. To end it today, close it."))
    pulse.ends_on = ends_on
    pulse.save(update_fields=["ends_on"])
    _record("extended", pulse, by=by, at=at, facts={"ends_on": ends_on.isoformat()})
    return pulse


@transaction.atomic
def name_moderator(*, pulse: Pulse, moderator: Membership, by: Membership, at: datetime) -> Pulse:
    """Another one, because the first left or answers for a team by now."""
    rules.check_can_lead_pulse(by, pulse)
    rules.check_is_outside(moderator, pulse.assessment)
    if not pulse.takes_words:
        raise Refused(_("Nobody was asked to write anything in this pulse."))
    pulse.moderator = moderator.person
    pulse.save(update_fields=["moderator"])
    if pulse.words.filter(state=WordsState.WAITING).exists():
        emails.queue_words_to_moderate(pulse, at=at)
    _record("moderator_named", pulse, by=by, at=at)
    return pulse


@transaction.atomic
def make_cards(*, pulse: Pulse, many: int, by: Membership, at: datetime) -> list[str]:
    """Codes of new cards, for one sheet: they are nowhere else, and their order means nothing."""
    pulse = opened_pulse(pulse, by=by)
    if pulse.door != Door.CARDS:
        raise Refused(_("This pulse has one link for everybody, and no cards."))
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS)) for _ in range(many)]
    hashes = sorted(hash_of_card(pulse, code) for code in codes)
    PulseCard.objects.bulk_create(PulseCard(token_hash=each, pulse=pulse) for each in hashes)
    pulse.cards_made += many
    pulse.save(update_fields=["cards_made"])
    _record("cards_made", pulse, by=by, at=at, facts={"cards": many})
    return codes


def hash_of_card(pulse: Pulse, code: str) -> str:
    return hashlib.sha256(f"{pulse.public_id} {code}".encode()).hexdigest()


@transaction.atomic
def close_pulse(*, pulse: Pulse, by: Membership | None, at: datetime) -> Pulse:
    """With fewer than five nothing that was said is kept. By nobody: the system, in time."""
    pulse = opened_pulse(pulse, by=by)
    pulse.status = check_move(PULSE_MOVES, action="close_pulse", old=pulse.status).new
    pulse.closed_on = pulse.assessment.organisation.day(at)
    pulse.save(update_fields=["status", "closed_on"])
    pulse.cards.all().delete()
    box = PulseBox.objects.select_for_update().get(pulse=pulse)
    enough = queries.people_in(box) >= queries.FEWEST
    if enough:
        _lay_down(pulse, box.words, at=at)
    box.counts, box.words = box.counts if enough else {}, []
    box.save()
    _record("closed", pulse, by=by, at=at, facts={"enough": enough})
    return pulse


def _lay_down(pulse: Pulse, words: list[str], *, at: datetime) -> None:
    """By their random keys, so that where a row stands says nothing."""
    rows = sorted((PulseWords(pulse=pulse, text=text) for text in words), key=lambda row: row.key)
    PulseWords.objects.bulk_create(rows)
    if rows:
        emails.queue_words_to_moderate(pulse, at=at)


@transaction.atomic
def moderate(*, pulse: Pulse, states: dict[str, str], by: Membership, at: datetime) -> None:
    """`states`: by the key of what was written. Can be done again until the report is final."""
    rules.check_can_moderate(by, pulse)
    rules.check_is_open(pulse.assessment)
    rows = list(pulse.words.select_for_update())
    for row in rows:
        row.state = WordsState(states.get(str(row.key), row.state))
    PulseWords.objects.bulk_update(rows, ["state"])
    withheld = sum(row.state == WordsState.WITHHELD for row in rows)
    _record("moderated", pulse, by=by, at=at, facts={"read": len(rows), "withheld": withheld})


@transaction.atomic
def say_what_we_did(
    *, pulse: Pulse, you_said: str, we_did: str, by: Membership, at: datetime
) -> Pulse:
    """For the poster's address, when the pulse is closed; the assessment may be final by then."""
    rules.check_can_lead_pulse(by, pulse)
    if pulse.is_open:
        raise Refused(_("The pulse is open still. Close it first."))
    pulse.you_said, pulse.we_did = you_said, we_did
    pulse.save(update_fields=["you_said", "we_did"])
    words = {"you_said": you_said, "we_did": we_did}
    _record("answered_for", pulse, by=by, at=at, words=words)
    return pulse


def close_pulses(*, at: datetime) -> int:
    """Those that nobody closed, two weeks after their last day or when their assessment ended."""
    closed = 0
    for pulse in queries.to_close((at - timedelta(days=PAPER_DAYS)).date()):
        close_pulse(pulse=pulse, by=None, at=at)
        closed += 1
    return closed


def note_answers(*, at: datetime) -> int:
    """Once a night, in fives: whoever watches a page does not see an answer come in."""
    changed = 0
    boxes = PulseBox.objects.filter(
        pulse__status=PulseStatus.OPEN, pulse__assessment__organisation__sealed_at=None
    )
    for box in boxes.select_related("pulse"):
        at_least = queries.in_fives(queries.people_in(box))
        unlike = Pulse.objects.filter(pk=box.pulse_id).exclude(at_least=at_least)
        changed += unlike.update(at_least=at_least)
    return changed


def opened_pulse(pulse: Pulse, *, by: Membership | None) -> Pulse:
    """Locked and open, and led by this member."""
    if by:
        rules.check_can_lead_pulse(by, pulse)
    locked = Pulse.objects.select_for_update(of=("self",))
    found = locked.select_related("assessment__organisation", "assessment__version").get(
        pk=pulse.pk
    )
    if not found.is_open:
        raise Refused(_("This pulse is closed."))
    return found


def _record(
    verb: str,
    pulse: Pulse,
    *,
    by: Membership | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"learning.pulse.{verb}",
        subject=pulse,
        organisation=pulse.assessment.organisation,
        by=by.person if by else None,
        at=at,
        facts=facts,
        words=words,
    )
