"""What SCIM answers look like."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from mercat.organisations.models import Membership

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
KIND = "application/scim+json"
ROOT = "/api/scim/v2"
MOST = 100  # resources in one answer


class Fault(Exception):
    """What was wrong with the request; `kind` is one of the words of RFC 7644, table 9."""

    def __init__(self, status: int, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.kind = status, detail, kind


def answer(content: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(content, status=status, content_type=KIND)
    response["Cache-Control"] = "no-store"
    if status == 201:
        response["Location"] = content["meta"]["location"]
    return response


def refused(request: HttpRequest, fault: Fault) -> HttpResponse:
    content = {"schemas": [ERROR], "status": str(fault.status), "detail": fault.detail}
    response = answer(content | ({"scimType": fault.kind} if fault.kind else {}), fault.status)
    if fault.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Mercat"'
    return response


def user(membership: Membership) -> dict[str, Any]:
    person = membership.person
    return {
        "schemas": [USER],
        "id": membership.public_id,
        "userName": person.email,
        "displayName": person.name,
        "name": {"formatted": person.name},
        "emails": [{"value": person.email, "type": "work", "primary": True}],
        "title": membership.job_title,
        "active": membership.ended_at is None,
        "meta": {
            "resourceType": "User",
            "created": membership.started_at.isoformat(),
            "location": f"{settings.SITE_URL}{ROOT}/Users/{membership.public_id}",
        },
    }


def users(found: list[Membership], *, total: int, start: int) -> dict[str, Any]:
    return {
        "schemas": [LIST],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": len(found),
        "Resources": [user(each) for each in found],
    }


def config() -> dict[str, Any]:
    def can(yes: bool, **more: Any) -> dict[str, Any]:
        return {"supported": yes, **more}

    return {
        "schemas": [CONFIG],
        "patch": can(True),
        "bulk": can(False, maxOperations=0, maxPayloadSize=0),
        "filter": can(True, maxResults=MOST),
        "changePassword": can(False),
        "sort": can(False),
        "etag": can(False),
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "A token of the organisation",
                "description": "Made on the page “Programs that may ask”.",
            }
        ],
    }
