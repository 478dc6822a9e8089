"""Who wants to be reminded, and who is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mercat.common import links
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.practice.papers import actions, emails, forms
from mercat.practice.papers.models import Follower
from mercat.practice.papers.views.loading import load_for_member, load_to_write, to_paper


@require_POST
def follow(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_for_member(request, paper_id)
    if tried(request, actions.follow, paper=paper, by=membership, at=timezone.now()):
        messages.success(request, _("You get one mail, three days before it closes."))
    return to_paper(paper)


@require_POST
def follow_no_longer(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_for_member(request, paper_id)
    if tried(request, actions.follow_no_longer, paper=paper, by=membership, at=timezone.now()):
        messages.success(request, _("No mail comes before it closes."))
    return to_paper(paper)


@form_page
def invite(request: HttpRequest, paper_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    form = forms.InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"addresses": form.cleaned_data["addressees"], "by": membership}
        try:
            sent = actions.invite(paper=paper, **given, at=timezone.now())
        except Refused as refusal:
            form.add_error("addressees", refusal.sentence)
        else:
            said = ngettext("{count} mail goes out.", "{count} mails go out.", sent)
            messages.success(request, said.format(count=sent))
            return to_paper(paper)
    title, button = _("Whom would you like to hear from?"), _("Invite them")
    context = {"form": form, "paper": paper, "title": title, "button": button}
    return render(request, "papers/form.html", context)


# The secret in the address does the work of the CSRF check.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From an invitation: no reminder comes, and the address is forgotten."""
    at = timezone.now()
    try:
        link = links.read(token, purpose=emails.STOP, at=at)
        found = Follower.objects.filter(public_id=link.subject, key=link.person_key)
        follower = found.select_related("paper__organisation", "person").first()
        if follower is None:
            raise Refused(str(links.GONE))
        context = {"paper": follower.paper, "is_done": request.method == "POST"}
        if request.method == "POST":
            actions.stop_by_link(follower=follower, link=link, at=at)
        response = render(request, "papers/stop.html", context)
    except Refused as refusal:
        context = {"sentence": refusal.sentence}
        response = render(request, "papers/link_ended.html", context, status=410)
    response["Referrer-Policy"] = "no-referrer"
    return response
