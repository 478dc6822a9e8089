from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mercat.common import languages
from mercat.people import actions

YEAR = 60 * 60 * 24 * 365


# Without a token, so that a page which nobody signs in to read sets no cookie before this one.
# Another site can do no more with it than change the language of a browser that is signed out.
@csrf_exempt
@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    here = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = HttpResponseRedirect(back if here else reverse("home:front"))
    if language not in languages.names():
        return response
    if request.user.is_authenticated:
        actions.choose_language(person=request.user, language=language, at=timezone.now())
    response.set_cookie(
        languages.COOKIE,
        language,
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
