from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from mercat.demo import people


def demo(request: HttpRequest) -> dict[str, Any]:
    """A word over every page, and the people to sign in as. Only where the demo runs."""
    signing_in = request.resolver_match and request.resolver_match.url_name == "account_login"
    return {
        "notice": {
            "text": "This is a demonstration. Strathbeg and its people are invented.",
            "url": reverse("demo:letter_box"),
            "link": "Read the mail that it sends",
        },
        "demo_people": people.everybody() if signing_in else (),
        "demo_password": people.PASSWORD,
    }
