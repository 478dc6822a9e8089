from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import (
    CERTIFY_DAYS,
    HANDOVER_WORKING_DAYS,
)
from mercat.passports.models import (
    Policy,
)


def policy_of(organisation: Organisation) -> Policy:
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    if policy is None:
        raise Refused(_("Nobody has said yet how cases are decided here. Ask an administrator."))
    return policy


def has_policy(organisation: Organisation) -> bool:
    return Policy.objects.filter(organisation=organisation).exists()


def certify_days(organisation: Organisation) -> int:
    """How long a confirmation holds, by the organisation's policy."""
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    return int(policy.content.get("certify_days", CERTIFY_DAYS)) if policy else CERTIFY_DAYS


def handover_working_days(organisation: Organisation) -> int:
    """How long there is to settle what somebody left, by the organisation's policy."""
    policy = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    key = "handover_working_days"
    return int(policy.content.get(key, HANDOVER_WORKING_DAYS)) if policy else HANDOVER_WORKING_DAYS
