"""Whom to ask at an organisation, by what for: kept with the organisation, shown in the footer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mercat.audit import actions as audit
from mercat.organisations.models import Organisation
from mercat.people.models import Person

KINDS = {
    "safeguarding": _("If somebody is at risk"),
    "data_protection": _("Data protection"),
    "accessibility": _("Accessibility"),
    "press": _("Press"),
}
HINTS = {
    "safeguarding": _(
        "Shown on every page where people write or upload. A telephone number that "
        "somebody answers is best."
    ),
    "data_protection": _("Your data-protection officer. Complaints go there by mail."),
    "accessibility": _("Who helps when somebody cannot use a page."),
    "press": _("Who answers journalists."),
}
PARTS = ("name", "phone", "email")
Contact = dict[str, str]


@transaction.atomic
def change_contacts(
    *, organisation: Organisation, contacts: dict[str, Contact], by: Person, at: datetime
) -> Organisation:
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    filled = {kind: {p: w for p, w in each.items() if w} for kind, each in contacts.items()}
    organisation.contacts = {kind: each for kind, each in filled.items() if each}
    organisation.save(update_fields=["contacts"])
    audit.record(
        "home.contacts.changed",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"kinds": sorted(organisation.contacts)},
        words=organisation.contacts,
    )
    return organisation
