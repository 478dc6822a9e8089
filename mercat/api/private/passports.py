from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.private.tokens import REFUSED, ApplicationsRead, OnBehalfOf, member
from mercat.api.problems import NOTHING, Problem, ProblemOut
from mercat.passports import queries
from mercat.passports.models import Passport

router = Router(tags=["private"], auth=ApplicationsRead())


class PersonOut(Schema):
    name: str
    email: str


class PassportAccountOut(Schema):
    id: str
    name: str
    platform: str
    handle: str
    url: str


class PassportOut(Schema):
    id: str
    status: str
    holder: PersonOut
    department: str | None
    job_title: str
    account: PassportAccountOut | None
    purpose: str
    starts_on: str
    expires_on: str
    application: str


class PassportsPage(Schema):
    items: list[PassportOut]
    next: str | None


@router.get(
    "",
    response={200: PassportsPage} | REFUSED,
    summary="Passports that this member sees",
    url_name="private_passports",
)
def passports(
    request: HttpRequest,
    response: HttpResponse,
    on_behalf_of: OnBehalfOf,
    after: After = "",
    limit: Limit = USUAL,
) -> dict[str, Any]:
    return page(
        queries.passports_seen_by(member(request, on_behalf_of)),
        lambda found: [_shown(each) for each in found],
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


@router.get(
    "/{slug:passport_id}",
    response={200: PassportOut, 404: ProblemOut} | REFUSED,
    summary="A passport that this member sees",
    url_name="private_passport",
)
def passport(request: HttpRequest, passport_id: str, on_behalf_of: OnBehalfOf) -> dict[str, Any]:
    seen = queries.passports_seen_by(member(request, on_behalf_of))
    found = seen.filter(public_id=passport_id).first()
    if found is None:
        raise Problem(404, NOTHING)
    return _shown(found)


def _shown(passport: Passport) -> dict[str, Any]:
    account = passport.account
    return {
        "id": passport.public_id,
        "status": passport.status,
        "holder": {"name": passport.holder.name, "email": passport.holder.email},
        "department": str(passport.department) if passport.department else None,
        "job_title": passport.job_title,
        "account": account
        and {
            "id": account.public_id,
            **{name: getattr(account, name) for name in ("name", "platform", "handle", "url")},
        },
        "purpose": passport.purpose,
        "starts_on": passport.starts_on.isoformat(),
        "expires_on": passport.expires_on.isoformat(),
        "application": passport.application.public_id,
    }
