from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mercat.demo import letter_box as box


@login_not_required
def letter_box(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/letter_box.html", {"letters": box.letters()})


@login_not_required
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = box.letter(name)
    if found is None:
        raise Http404("No such letter.")
    return render(request, "demo/letter.html", {"letter": found})
