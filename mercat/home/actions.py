"""How a site begins: its first organisation, with an administrator and a policy."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import links
from mercat.common.links import LinkPlan
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations import actions as organisations
from mercat.organisations import queries as organisation_queries
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions as passports
from mercat.passports.models import Policy
from mercat.people import actions as people
from mercat.people import queries as person_queries

FIRST_RUN = "home.first_run"
NOBODY = UUID(int=0)  # nobody has an account before the first run
LINK_DAYS = 2
OVER = _("An organisation exists here already.")


@transaction.atomic
def offer_first_run(*, at: datetime) -> str:
    """The path of a new link to the first-run page; those before it end."""
    if Organisation.objects.exists():
        raise Refused(OVER)
    ActLink.objects.filter(purpose=FIRST_RUN, used_at=None).update(used_at=at)
    path = reverse("home:first_run", args=["TOKEN"]).replace("TOKEN", "{token}")
    plan = LinkPlan(FIRST_RUN, path, "site", str(NOBODY), revision=1, days=LINK_DAYS)
    return links.mint(plan, at=at)


def first_run_link(token: str, *, at: datetime) -> ActLink:
    """Refused when the link ended, and as soon as any organisation exists."""
    link = links.read(token, purpose=FIRST_RUN, at=at)
    if Organisation.objects.exists():
        raise Refused(OVER)
    return link


@transaction.atomic
def first_run(*, link: ActLink, at: datetime, **given: str) -> Organisation:
    links.spend(link, at=at)
    if Organisation.objects.exists():
        raise Refused(OVER)
    set_up(at=at, **given)
    return Organisation.objects.get()


@transaction.atomic
def set_up(
    *,
    name: str,
    slug: str,
    nation: str,
    domain: str,
    admin_name: str,
    admin_email: str,
    policy: str,
    at: datetime,
) -> list[str]:
    """Make what is not there yet, change nothing that is; what was done, in sentences."""
    organisation = Organisation.objects.filter(slug=slug).first()
    done = (
        [gettext("{organisation} is here already.").format(organisation=organisation)]
        if organisation
        else [gettext("{name} is made.").format(name=name)]
    )
    if organisation is None:
        organisation = organisations.create(name=name, slug=slug, nation=nation, by=None, at=at)
    done += _domain(organisation, domain, at=at)
    done += _policy(organisation, policy, at=at)
    done += _administrator(organisation, admin_name, admin_email, at=at)
    return done


def _domain(organisation: Organisation, host: str, *, at: datetime) -> Iterator[str]:
    if not host:
        return
    verified = organisation.domain_set.filter(host=host).exclude(verified_at=None)
    if verified.exists():
        yield gettext("{host} is its domain already.").format(host=host)
        return
    organisations.verify_domain(
        organisation=organisation, host=host, method="operator", by=None, at=at
    )
    yield gettext("{host} is its domain: its accounts can be shown to the public.").format(
        host=host
    )


def _policy(organisation: Organisation, key: str, *, at: datetime) -> Iterator[str]:
    latest = Policy.objects.filter(organisation=organisation).order_by("-version").first()
    if latest is None:
        latest = passports.adopt_policy(organisation=organisation, key=key, by=None, at=at)
        yield gettext("The policy is: {name}.").format(name=latest.content["name"])
    else:
        yield gettext("The policy stays as it is: {name}.").format(name=latest.content["name"])


def _administrator(
    organisation: Organisation, name: str, email: str, *, at: datetime
) -> Iterator[str]:
    if not email:
        return
    person = person_queries.by_email(email) or people.join(
        email=email, name=name, password="", organisation=organisation, at=at
    )
    membership = organisation_queries.membership_of(organisation, person)
    if membership is None:
        organisations.add_member(
            organisation=organisation,
            person=person,
            department=None,
            manager=None,
            job_title="",
            roles=[Role.ADMINISTRATOR],
            by=None,
            at=at,
        )
        yield gettext("{person} ({email}) is administrator.").format(
            person=person.name, email=person.email
        )
        return
    roles = {Role(held.role) for held in membership.roles.all()}
    if Role.ADMINISTRATOR in roles:
        yield gettext("{person} ({email}) is administrator already.").format(
            person=person.name, email=person.email
        )
        return
    organisations.change_member(
        membership=membership,
        department=membership.department,
        manager=membership.manager,
        job_title=membership.job_title,
        roles=sorted({*roles, Role.ADMINISTRATOR}),
        by=None,
        at=at,
    )
    yield gettext("{person} ({email}) is administrator now.").format(
        person=person.name, email=person.email
    )
