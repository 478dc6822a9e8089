from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.params.functions import Query as Asked

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.private.tokens import REFUSED, RegisterRead, token_of
from mercat.api.problems import NOTHING, Problem, ProblemOut
from mercat.api.public.showing import DepartmentOut
from mercat.organisations.models import Department
from mercat.register import queries as register
from mercat.register.lifecycle import Status
from mercat.register.models import Account

router = Router(tags=["private"], auth=RegisterRead())


class CustodianOut(Schema):
    name: str
    email: str
    level: str
    since: str


class RegisteredOut(Schema):
    """An account as the organisation's own register has it, what is not published included."""

    id: str
    name: str
    platform: str
    kind: str
    handle: str
    url: str
    stable_id: str
    department: DepartmentOut | None
    purpose: str
    audience: str
    languages: list[str]
    status: str
    status_reason: str
    since: str
    opened_on: str | None
    closed_on: str | None
    exit_plan: str
    confirmed_on: str | None
    mailbox: str
    secret_place: str
    second_factor: str
    tool: str
    contract: str
    custodians: list[CustodianOut]


class RegisteredPage(Schema):
    items: list[RegisteredOut]
    next: str | None


class DepartmentsOut(Schema):
    items: list[DepartmentOut]
    next: str | None


@router.get(
    "/accounts",
    response={200: RegisteredPage} | REFUSED,
    summary="The organisation’s register",
    url_name="private_accounts",
)
def accounts(
    request: HttpRequest,
    response: HttpResponse,
    status: Annotated[Status | None, Asked(description="Those in this state alone")] = None,
    after: After = "",
    limit: Limit = USUAL,
) -> dict[str, Any]:
    """In the order in which they were entered. People’s own accounts are none of them."""
    found = _accounts(request)
    return page(
        found.filter(status=status) if status else found,
        _shown,
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


@router.get(
    "/accounts/{slug:account_id}",
    response={200: RegisteredOut, 404: ProblemOut} | REFUSED,
    summary="An account of the organisation’s register",
    url_name="private_account",
)
def account(request: HttpRequest, account_id: str) -> dict[str, Any]:
    found = _accounts(request).filter(public_id=account_id).first()
    if found is None:
        raise Problem(404, NOTHING)
    return _shown([found])[0]


@router.get(
    "/departments",
    response={200: DepartmentsOut} | REFUSED,
    summary="The organisation’s departments",
    url_name="private_departments",
)
def departments(
    request: HttpRequest, response: HttpResponse, after: After = "", limit: Limit = USUAL
) -> dict[str, Any]:
    return page(
        Department.objects.filter(organisation=token_of(request).organisation),
        lambda found: [_department(each) for each in found],
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


def _accounts(request: HttpRequest) -> Any:
    found = register.accounts_of(token_of(request).organisation)
    return found.select_related("department", "organisation")


def _department(department: Department) -> dict[str, Any]:
    return {"id": department.public_id, "name": str(department.name)}


def _shown(found: list[Account]) -> list[dict[str, Any]]:
    held = register.custodians_of_all(found)
    return [{**_told(each), "custodians": held.get(each.pk, [])} for each in found]


PLAIN = (
    *("name", "platform", "kind", "handle", "url", "stable_id", "status", "status_reason"),
    *("exit_plan", "mailbox", "secret_place", "second_factor", "tool", "contract", "languages"),
)


def _told(account: Account) -> dict[str, Any]:
    confirmed = account.confirmed_at and account.organisation.day(account.confirmed_at)
    return {
        "id": account.public_id,
        **{name: getattr(account, name) for name in PLAIN},
        "department": _department(account.department) if account.department else None,
        "purpose": str(account.purpose),
        "audience": str(account.audience),
        "since": account.since.isoformat(),
        "opened_on": account.opened_on.isoformat() if account.opened_on else None,
        "closed_on": account.closed_on.isoformat() if account.closed_on else None,
        "confirmed_on": confirmed.isoformat() if confirmed else None,
    }
