from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.learning import frameworks, queries, rules
from mercat.learning.models import Framework, FrameworkDraft, FrameworkVersion
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person


class Faulty(Refused):
    """Nothing is loaded; `faults` says why, line by line."""

    def __init__(self, faults: list[frameworks.Fault]) -> None:
        super().__init__(_("The framework has faults. The list says on which lines."))
        self.faults = faults


@transaction.atomic
def load(
    *, text: str, organisation: Organisation | None, by: Person | None, at: datetime
) -> FrameworkVersion:
    """Idempotent: the same file again is the version that is there. Raises `Faulty`."""
    checked = queries.checked(text, organisation)
    if checked.framework is None:
        raise Faulty(checked.faults)
    given = checked.framework
    framework, _made = Framework.objects.select_for_update().get_or_create(
        organisation=organisation, urn=given.urn
    )
    sha256 = frameworks.fingerprint(text)
    known = framework.versions.filter(number=given.version).first()
    if known and known.sha256 != sha256:
        sentence = _(
            "Version {number} is in use already, and a version never changes. Give this one "
            "another version, and say under mappings what became of each indicator."
        )
        raise Refused(sentence.format(number=given.version))
    return known or _keep(framework, checked, text, sha256, by=by, at=at)


def load_shipped(*, at: datetime) -> int:
    """Those that come with Mercat and are not in use yet; returns how many were loaded."""
    texts = {frameworks.fingerprint(text): text for text in frameworks.shipped()}
    here = FrameworkVersion.objects.filter(framework__organisation=None, sha256__in=texts)
    known = set(here.values_list("sha256", flat=True))
    missing = [each for each in texts if each not in known]  # in order: a version maps earlier ones
    for sha256 in missing:
        load(text=texts[sha256], organisation=None, by=None, at=at)
    return len(missing)


def _keep(
    framework: Framework,
    checked: frameworks.Checked,
    text: str,
    sha256: str,
    *,
    by: Person | None,
    at: datetime,
) -> FrameworkVersion:
    given = frameworks.built(checked.content)
    version = FrameworkVersion.objects.create(
        framework=framework,
        number=given.version,
        name=given.name,
        text=text,
        content=checked.content,
        sha256=sha256,
        loaded_by=by,
        loaded_at=at,
    )
    audit.record(
        "learning.framework.loaded",
        subject=version,
        organisation=framework.organisation,
        by=by,
        at=at,
        facts={"urn": given.urn, "number": given.version, "sha256": sha256},
    )
    return version


@transaction.atomic
def draft_framework(*, text: str, by: Membership, at: datetime) -> FrameworkDraft:
    """From an uploaded file or a copy; it may be as wrong as it likes until it is put into use."""
    rules.check_can_load(by)
    draft = FrameworkDraft.objects.create(
        organisation=by.organisation, text=text, changed_by=by.person, changed_at=at
    )
    _record("drafted", draft, by=by, at=at)
    return draft


@transaction.atomic
def change_draft(
    *, draft: FrameworkDraft, text: str, row_version: int, by: Membership, at: datetime
) -> FrameworkDraft:
    rules.check_can_load(by)
    draft = FrameworkDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.row_version != row_version:
        raise Refused(
            _(
                "{name} saved this framework since you opened it. Your text is still in the box; "
                "theirs is below. Take over what you need, then save again."
            ).format(name=draft.changed_by.name)
        )
    draft.text, draft.row_version = text, row_version + 1
    draft.changed_by, draft.changed_at = by.person, at
    draft.save()
    _record("draft_changed", draft, by=by, at=at)
    return draft


@transaction.atomic
def use_draft(*, draft: FrameworkDraft, by: Membership, at: datetime) -> FrameworkVersion:
    rules.check_can_load(by)
    draft = FrameworkDraft.objects.select_for_update().get(pk=draft.pk)
    version = load(text=draft.text, organisation=draft.organisation, by=by.person, at=at)
    discard_draft(draft=draft, by=by, at=at)
    return version


@transaction.atomic
def discard_draft(*, draft: FrameworkDraft, by: Membership, at: datetime) -> None:
    rules.check_can_load(by)
    kept = FrameworkDraft(public_id=draft.public_id, organisation=draft.organisation)
    draft.delete()
    _record("draft_ended", kept, by=by, at=at)


def _record(verb: str, draft: FrameworkDraft, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"learning.framework.{verb}",
        subject=draft,
        organisation=draft.organisation,
        by=by.person,
        at=at,
    )
