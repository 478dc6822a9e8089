"""A body writes its own framework: as text, or part by part by forms."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.learning import queries, rules
from mercat.learning.actions.frameworks import load
from mercat.learning.frameworks import copying, editing
from mercat.learning.frameworks.model import Framework
from mercat.learning.models import FrameworkDraft, FrameworkVersion
from mercat.organisations.models import Membership

T = TypeVar("T")


class ChangedMeanwhile(Refused):
    """Somebody else changed this part; `theirs` is how it stands now."""

    def __init__(self, draft: FrameworkDraft, theirs: editing.Part) -> None:
        super().__init__(
            _(
                "{name} changed this since you opened it. What you typed is still here; theirs "
                "stands below it. Take over what you need, then save again."
            ).format(name=draft.changed_by.name)
        )
        self.theirs = theirs


class Untellable(Refused):
    """What became of earlier indicators cannot be said so."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "An earlier question is split into several, or several are merged into one, but "
                "not both at once. If one of these is merged into another, remove it first."
            )
        )


@transaction.atomic
def draft_framework(*, text: str, by: Membership, at: datetime) -> FrameworkDraft:
    """From an uploaded file or a copy; it may be as wrong as it likes until it is put into use."""
    rules.check_can_load(by)
    draft = FrameworkDraft.objects.create(
        organisation=by.organisation,
        text=text,
        name=editing.name_in(text),
        changed_by=by.person,
        changed_at=at,
    )
    _record("drafted", draft, by=by, at=at)
    return draft


@transaction.atomic
def copy_framework(*, version: FrameworkVersion, by: Membership, at: datetime) -> FrameworkDraft:
    """The next version of one of ours, or the first of our own."""
    rules.check_can_load(by)
    taken = queries.own_numbers(by.organisation)
    if version.framework.organisation_id == by.organisation_id:
        data = copying.next_version(version.content, taken[version.framework.urn])
    else:
        data = copying.of_our_own(
            version.content, str(by.organisation.name), by.organisation.slug, taken
        )
    return draft_framework(text=editing.Draft(data).text(), by=by, at=at)


@transaction.atomic
def change_draft(
    *, draft: FrameworkDraft, text: str, row_version: int, by: Membership, at: datetime
) -> FrameworkDraft:
    draft = _locked(draft, by=by)
    if draft.row_version != row_version:
        raise Refused(
            _(
                "{name} saved this framework since you opened it. Your text is still in the box; "
                "theirs is below. Take over what you need, then save again."
            ).format(name=draft.changed_by.name)
        )
    return _save(draft, text, by=by, at=at)


@transaction.atomic
def undo_draft(
    *, draft: FrameworkDraft, row_version: int, by: Membership, at: datetime
) -> FrameworkDraft:
    """The latest change is taken back; once more, and it is there again."""
    draft = _locked(draft, by=by)
    if draft.row_version != row_version or not draft.before:
        raise Refused(_("This framework was changed since you opened the page. Look at it first."))
    return _save(draft, draft.before, by=by, at=at)


@transaction.atomic
def add_part(
    *,
    draft: FrameworkDraft,
    kind: str,
    values: editing.Part,
    within: str = "",
    came_from: list[str] | None = None,
    by: Membership,
    at: datetime,
) -> str:
    """Returns the key that the part is known by from now on."""
    draft = _locked(draft, by=by)

    def add(writing: editing.Draft) -> str:
        if within:
            _there(writing, "capabilities", within)
        return writing.add(kind, values, within=within)

    return _edit(draft, add, by=by, at=at, came_from=came_from)


@transaction.atomic
def change_part(
    *,
    draft: FrameworkDraft,
    kind: str,
    key: str,
    values: editing.Part,
    was: str,
    within: str = "",
    came_from: list[str] | None = None,
    by: Membership,
    at: datetime,
) -> None:
    """`was`: the fingerprint of the part that the page had; else `ChangedMeanwhile`."""
    draft = _locked(draft, by=by)

    def change(writing: editing.Draft) -> str:
        _check_same(draft, _there(writing, kind, key), was)
        if within:
            _there(writing, "capabilities", within)
        writing.change(kind, key, values, within=within)
        return key

    _edit(draft, change, by=by, at=at, came_from=came_from)


@transaction.atomic
def remove_part(
    *, draft: FrameworkDraft, kind: str, key: str, was: str, by: Membership, at: datetime
) -> None:
    draft = _locked(draft, by=by)

    def remove(writing: editing.Draft) -> None:
        _check_same(draft, _there(writing, kind, key), was)
        writing.remove(kind, key)

    _edit(draft, remove, by=by, at=at)


@transaction.atomic
def move_part_up(
    *, draft: FrameworkDraft, kind: str, key: str, by: Membership, at: datetime
) -> None:
    draft = _locked(draft, by=by)

    def move(writing: editing.Draft) -> None:
        _there(writing, kind, key)
        writing.move_up(kind, key)

    _edit(draft, move, by=by, at=at)


@transaction.atomic
def describe_draft(
    *, draft: FrameworkDraft, values: editing.Part, was: str, by: Membership, at: datetime
) -> None:
    """Its name, version, licence and source."""
    draft = _locked(draft, by=by)

    def describe(writing: editing.Draft) -> None:
        _check_same(draft, writing.data, was)
        writing.describe(values)

    _edit(draft, describe, by=by, at=at)


@transaction.atomic
def set_draft_rules(
    *, draft: FrameworkDraft, values: editing.Part, was: str, by: Membership, at: datetime
) -> None:
    """What the first stage and the last one ask for."""
    draft = _locked(draft, by=by)

    def set_rules(writing: editing.Draft) -> None:
        _check_same(draft, writing.rules(), was)
        writing.data["rules"] = values

    _edit(draft, set_rules, by=by, at=at)


@transaction.atomic
def use_draft(*, draft: FrameworkDraft, by: Membership, at: datetime) -> FrameworkVersion:
    draft = _locked(draft, by=by)
    version = load(text=draft.text, organisation=draft.organisation, by=by.person, at=at)
    discard_draft(draft=draft, by=by, at=at)
    return version


@transaction.atomic
def discard_draft(*, draft: FrameworkDraft, by: Membership, at: datetime) -> None:
    rules.check_can_load(by)
    kept = FrameworkDraft(public_id=draft.public_id, organisation=draft.organisation)
    draft.delete()
    _record("draft_ended", kept, by=by, at=at)


def _locked(draft: FrameworkDraft, *, by: Membership) -> FrameworkDraft:
    rules.check_can_load(by)
    found = FrameworkDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk)
    locked = found.select_related("organisation", "changed_by").first()
    if locked is None:
        raise Refused(_("This draft is in use or thrown away meanwhile."))
    return locked


def _edit(
    draft: FrameworkDraft,
    edit: Callable[[editing.Draft], T],
    *,
    by: Membership,
    at: datetime,
    came_from: list[str] | None = None,
) -> T:
    """`came_from`: what the indicator comes from whose key the edit returns."""
    writing = editing.opened(draft.text)
    if writing is None:
        raise Refused(_("The text has faults that only the text itself can mend."))
    earlier = queries.earlier_of_draft(writing, draft.organisation)
    before = writing.pairs(earlier) if earlier else frozenset()
    done = edit(writing)
    if earlier:
        said = {} if came_from is None else {str(done): came_from}
        _keep_mapped(writing, earlier, before, said)
    _save(draft, writing.text(), by=by, at=at)
    return done


def _keep_mapped(
    writing: editing.Draft, earlier: Framework, before: Any, said: dict[str, list[str]]
) -> None:
    if not writing.is_tellable(before, said):
        raise Untellable
    writing.keep_mapped(earlier, before, said)


def _there(writing: editing.Draft, kind: str, key: str) -> editing.Part:
    part = writing.part(kind, key)
    if part is None:
        raise Refused(
            _("Somebody removed it meanwhile. “Undo the latest change” may bring it back.")
        )
    return part


def _check_same(draft: FrameworkDraft, part: editing.Part, was: str) -> None:
    if editing.fingerprint_of(part) != was:
        raise ChangedMeanwhile(draft, part)


def _save(draft: FrameworkDraft, text: str, *, by: Membership, at: datetime) -> FrameworkDraft:
    if text != draft.text:
        draft.before, draft.text = draft.text, text
    draft.name, draft.row_version = editing.name_in(text), draft.row_version + 1
    draft.changed_by, draft.changed_at = by.person, at
    draft.save()
    _record("draft_changed", draft, by=by, at=at)
    return draft


def _record(verb: str, draft: FrameworkDraft, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"learning.framework.{verb}",
        subject=draft,
        organisation=draft.organisation,
        by=by.person,
        at=at,
    )
