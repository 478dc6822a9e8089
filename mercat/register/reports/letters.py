"""A letter to a platform, drafted from what we know. Only a person sends it."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from mercat.organisations import queries as organisations
from mercat.register import queries as register
from mercat.register.lifecycle import Answer
from mercat.register.reports.models import ReportedAccount

OURS = 10  # accounts that it names


def draft(reported: ReportedAccount, *, today: date) -> str:
    organisation = reported.organisation
    official = register.publications().filter(
        organisation=organisation, platform=reported.platform, answer=Answer.OFFICIAL
    )
    public = reverse("lookup:organisation", args=[organisation.slug])
    context = {
        "reported": reported,
        "organisation": organisation,
        "today": today,
        "hosts": organisations.verified_hosts(organisation),
        "official": list(official.order_by("name", "pk")[:OURS]),
        "register": settings.SITE_URL + public,
    }
    return render_to_string("reports/letter.txt", context).strip()
