from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.home import actions
from mercat.home.forms import FindForm, SetUpForm
from mercat.organisations import authorities
from mercat.organisations.authorities import Authority


# Exempt for the reason in docs/decisions/0006: the address itself is the secret.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """Which organisation, then all that it needs to begin. Behind the link that setup prints."""
    try:
        link = actions.first_run_link(token, at=timezone.now())
    except Refused as refusal:
        raise Http404(refusal.sentence) from refusal
    authority = authorities.current(request.GET.get("authority", ""))
    if authority or "other" in request.GET:
        response = _set_up(request, link, authority)
    else:
        response = _find(request)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _find(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "find_form": FindForm(request.GET or None),
        "found": authorities.search(text),
        "q": text,
    }
    return render(request, "home/first_run.html", context)


def _set_up(request: HttpRequest, link: ActLink, authority: Authority | None) -> HttpResponse:
    form = SetUpForm(
        request.POST or None,
        authority=authority,
        initial={"policy": "small_panel", "name": request.GET.get("q", "")[:120]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            organisation = actions.first_run(link=link, at=timezone.now(), **form.given())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            context = {"made": organisation, "email": form.cleaned_data["admin_email"]}
            return render(request, "home/first_run_done.html", context)
    context = {"form": form, "authority": authority}
    return render(request, "home/first_run_set_up.html", context)
