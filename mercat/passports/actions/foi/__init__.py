"""An answer is drafted from the register, changed by the FOI officer, and released for good."""

import hashlib
import json
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.actions.foi.wording import facts_of, texts
from mercat.passports.lifecycle import FoiStatus
from mercat.passports.models import FoiAnswer, FoiLine, FoiPart

HASHED = (
    "number",
    "account_id",
    "name",
    "platform",
    "handle",
    "url",
    "opened_on",
    "service",
    "role",
    "owner_name",
    "purpose",
    "status",
    "closed_on",
    "reviewed_on",
    "withheld_because",
)


@transaction.atomic
def begin_foi(
    *, reference: str, received_on: date | None, by: Membership, at: datetime
) -> FoiAnswer:
    """What the register says at this moment, in the organisation's first language."""
    rules.check_can_answer_foi(by)
    answer = FoiAnswer.objects.create(
        organisation=by.organisation,
        reference=reference,
        received_on=received_on,
        status=FoiStatus.DRAFT,
        begun_by=by.person,
        begun_at=at,
    )
    with languages.reading(by.organisation.languages[0]):
        written = list(texts(facts_of(answer, at=at)))
        _list_accounts(answer)
    FoiPart.objects.bulk_create(
        FoiPart(answer=answer, key=key, number=number, text=text)
        for number, (key, text) in enumerate(written, start=1)
    )
    _record("begun", answer, by=by, at=at)
    return answer


def _list_accounts(answer: FoiAnswer) -> None:
    accounts = queries.foi_accounts(answer.organisation).iterator(chunk_size=2000)
    FoiLine.objects.bulk_create(
        (_line(answer, number, each) for number, each in enumerate(accounts, start=1)),
        batch_size=1000,
    )


def _line(answer: FoiAnswer, number: int, account: Any) -> FoiLine:
    confirmed = account.confirmed_at and answer.organisation.day(account.confirmed_at)
    return FoiLine(
        answer=answer,
        number=number,
        account_id=account.public_id,
        name=account.name,
        platform=account.platform_name,
        handle=account.handle,
        url=account.url,
        opened_on=account.opened_on,
        service=str(account.department or "")[:200],
        role=account.owner_title or "",
        purpose=str(account.purpose)[:2000],
        status=str(account.get_status_display()),
        closed_on=account.closed_on,
        reviewed_on=confirmed,
    )


@transaction.atomic
def change_foi_part(
    *, part: FoiPart, text: str, row_version: int, by: Membership, at: datetime
) -> None:
    answer = _locked(part.answer, by=by, action="change")
    part = FoiPart.objects.select_for_update().get(pk=part.pk)
    _check_version(part.row_version, row_version)
    part.text, part.row_version = text, part.row_version + 1
    part.save(update_fields=["text", "row_version"])
    _record("changed", answer, by=by, at=at, part=part.key)


@transaction.atomic
def change_foi_line(
    *, line: FoiLine, values: dict[str, Any], row_version: int, by: Membership, at: datetime
) -> None:
    """`values` by field: what is given of one account, or why its line is withheld."""
    answer = _locked(line.answer, by=by, action="change")
    line = FoiLine.objects.select_for_update().get(pk=line.pk)
    _check_version(line.row_version, row_version)
    for name, value in values.items():
        setattr(line, name, value)
    line.row_version += 1
    line.save(update_fields=[*values, "row_version"])
    _record("changed", answer, by=by, at=at, line=line.account_id)


@transaction.atomic
def release_foi(*, answer: FoiAnswer, by: Membership, at: datetime) -> None:
    """Nothing of it changes after; its hash says so."""
    answer = _locked(answer, by=by, action="release")
    if queries.foi_notes(list(answer.parts.all())):
        raise Refused(_("Notes in [brackets] still wait for your judgement."))
    answer.status, answer.released_by, answer.released_at = FoiStatus.RELEASED, by.person, at
    answer.sha256 = digest_of(answer)
    answer.save(update_fields=["status", "released_by", "released_at", "sha256"])
    _record("released", answer, by=by, at=at, sha256=answer.sha256)


@transaction.atomic
def discard_foi(*, answer: FoiAnswer, by: Membership, at: datetime) -> None:
    answer = _locked(answer, by=by, action="discard")
    kept = FoiAnswer(public_id=answer.public_id, organisation=answer.organisation)
    answer.delete()
    _record("discarded", kept, by=by, at=at)


def digest_of(answer: FoiAnswer) -> str:
    """SHA-256 of every part and every line, in their order, each as a line of JSON."""
    digest = hashlib.sha256()
    parts = answer.parts.order_by("number").values_list("key", "text")
    lines = answer.lines.order_by("number").values_list(*HASHED)
    for said in chain(parts, lines.iterator(chunk_size=2000)):
        digest.update(json.dumps(list(said), default=str, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _locked(answer: FoiAnswer, *, by: Membership, action: str) -> FoiAnswer:
    found = FoiAnswer.objects.select_for_update(of=("self",)).select_related("organisation")
    locked = found.filter(pk=answer.pk).first()
    if locked is None:
        raise Refused(_("This draft was discarded."))
    rules.check_can_change_foi(by, locked, action=action)
    return locked


def _check_version(there: int, opened: int) -> None:
    if there != opened:
        raise Refused(
            _("Somebody changed this since you opened it. Yours is kept below: look at both.")
        )


def _record(verb: str, answer: FoiAnswer, *, by: Membership, at: datetime, **facts: Any) -> None:
    audit.record(
        f"passports.foi.{verb}",
        subject=answer,
        organisation=answer.organisation,
        by=by.person,
        at=at,
        facts=facts,
    )
