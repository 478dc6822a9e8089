from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from mercat.api.scim import answers, asking
from mercat.api.scim.answers import Fault, answer
from mercat.common.refusals import Refused
from mercat.organisations import actions, queries
from mercat.organisations.models import ApiToken, Membership, Organisation

NOBODY = "There is nobody here with this id."


class Bearer(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = actions.use_token(secret=token, at=timezone.now())
        return found if found and ApiToken.Scope.PEOPLE in found.scopes else None


scim = NinjaAPI(
    title="Mercat SCIM",
    version="2.0",
    urls_namespace="scim",
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
)
scim.exception_handler(Fault)(answers.refused)


@scim.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return answers.refused(request, Fault(400, refusal.sentence, "invalidValue"))


@scim.exception_handler(AuthenticationError)
def not_authenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answers.refused(request, Fault(401, "This needs a token of the organisation."))


@scim.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return answers.refused(request, Fault(404, NOBODY))


@scim.get("/ServiceProviderConfig", url_name="config")
def config(request: HttpRequest) -> HttpResponse:
    return answer(answers.config())


@scim.get("/Users", url_name="users")
def users(request: HttpRequest) -> HttpResponse:
    """Everybody, in a steady order, or the one whom the filter names."""
    found = queries.newest_memberships(_organisation(request))
    if asked := request.GET.get("filter", ""):
        found = found.filter(person__email=asking.user_name_in(asked))
    start = max(1, asking.whole_number(request.GET.get("startIndex", ""), default=1))
    count = asking.whole_number(request.GET.get("count", ""), default=answers.MOST)
    shown = list(found[start - 1 : start - 1 + min(max(0, count), answers.MOST)])
    return answer(answers.users(shown, total=found.count(), start=start))


@scim.get("/Users/{user_id}", url_name="user")
def user(request: HttpRequest, user_id: str) -> HttpResponse:
    return answer(answers.user(_membership(request, user_id)))


@scim.post("/Users", url_name="create_user")
def create_user(request: HttpRequest) -> HttpResponse:
    body, organisation = asking.body_of(request), _organisation(request)
    email = asking.text_of(body, "userName", longest=254).lower()
    if queries.newest_memberships(organisation).filter(person__email=email).exists():
        raise Fault(409, "This person is or was a member: use PATCH.", "uniqueness")
    membership = actions.provision(
        organisation=organisation,
        email=email,
        name=_name(body),
        job_title=asking.text_of(body, "title", longest=120),
        at=timezone.now(),
    )
    if str(body.get("active", True)).lower() == "false":
        membership = actions.end_membership(membership=membership, by=None, at=timezone.now())
    return answer(answers.user(membership), status=201)


@scim.patch("/Users/{user_id}", url_name="patch_user")
def patch_user(request: HttpRequest, user_id: str) -> HttpResponse:
    """Switches somebody on or off. What else it asks for is left as it is, and shown so."""
    membership = _membership(request, user_id)
    active = asking.active_in(asking.body_of(request))
    if active is not None:
        act = actions.resume_membership if active else actions.end_membership
        act(membership=membership, by=None, at=timezone.now())
    return answer(answers.user(_membership(request, user_id)))


def _organisation(request: HttpRequest) -> Organisation:
    # What Bearer.authenticate returned; ninja puts it there.
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return token.organisation


def _membership(request: HttpRequest, user_id: str) -> Membership:
    found = queries.newest_memberships(_organisation(request))
    membership = found.filter(public_id=user_id.replace("\0", "")).first()
    if membership is None:
        raise Fault(404, NOBODY)
    return membership


def _name(body: dict[str, Any]) -> str:
    given = asking.text_of(body, "name", "givenName", longest=60)
    family = asking.text_of(body, "name", "familyName", longest=60)
    return (
        asking.text_of(body, "displayName", longest=120)
        or asking.text_of(body, "name", "formatted", longest=120)
        or f"{given} {family}".strip()
    )
