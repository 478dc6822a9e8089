from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.learning import frameworks, queries
from mercat.learning.models import Framework, FrameworkVersion
from mercat.organisations.models import Organisation
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
