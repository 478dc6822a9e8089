from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mercat.common.views import form_page
from mercat.home.my_data import gathering, packing
from mercat.organisations.middleware import membership_of


@form_page
def my_data(request: HttpRequest) -> HttpResponseBase:
    membership = membership_of(request)
    if request.method == "POST":
        return _file(packing.download(person=membership.person, by=membership, at=timezone.now()))
    titles = [title for title, _ in gathering.parts(membership.person)]
    return render(request, "home/my_data.html", {"titles": titles})


def _file(file: IO[bytes]) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename="my-data.zip")
    response["Cache-Control"] = "no-store"
    return response
