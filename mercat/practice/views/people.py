from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.practice import actions, queries, rules
from mercat.practice.forms import MergeTagsForm, ProfileForm, WriterForm
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load_to_write


@form_page
def profile(request: HttpRequest) -> HttpResponse:
    """How one is shown beside what one writes."""
    membership = membership_of(request)
    found = queries.profile_of(membership)
    initial = {"about": found.about, "is_public": found.is_public} if found else {}
    is_post = request.method == "POST"
    data = (request.POST, request.FILES) if is_post else ()
    picture = found.picture if found else None
    form = ProfileForm(*data, member=membership, picture=picture, initial=initial)
    is_valid = is_post and form.is_valid()
    stored = form.keep_files(by=membership, at=timezone.now()) if is_post else []
    if is_valid:
        given = {name: form.cleaned_data[name] for name in ("about", "is_public")}
        chosen = stored[0] if stored else None
        actions.set_profile(**given, stored=chosen, by=membership, at=timezone.now())
        messages.success(request, _("Saved. It stands beside what you write."))
        return redirect("practice:index")
    return render(request, "practice/profile.html", {"form": form, "profile": found})


@form_page
def writers(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    return ask(
        request,
        template="practice/writers.html",
        form=WriterForm(request.POST or None, initial={"is_author": True}),
        page=page,
        by=membership,
        action=actions.add_writer,
        given={"page": page},
        to=("practice:writers", page.public_id),
        done=_("Your colleague can write this page now."),
        writers=page.writers.select_related("person").order_by("since", "pk"),
    )


@require_POST
def remove_writer(request: HttpRequest, page_id: str, person_id: str) -> HttpResponse:
    membership, page = load_to_write(request, page_id)
    found = page.writers.select_related("page")
    writer = get_object_or_404(found, person__public_id=person_id)
    if tried(request, actions.remove_writer, writer=writer, by=membership, at=timezone.now()):
        messages.success(request, _("They do not write this page any more."))
    return redirect("practice:page", page.public_id)


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    context = {
        "tags": queries.tags_of_all()[:2000],
        "may_tidy": rules.can_tidy_tags(membership),
    }
    return render(request, "practice/tags.html", context)


@form_page
def merge_tags(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_tidy_tags(membership)
    return ask(
        request,
        template="practice/merge_tags.html",
        form=MergeTagsForm(request.POST or None),
        page=None,
        by=membership,
        action=actions.merge_tags,
        to=("practice:tags",),
        done=_("One tag stands for both now."),
    )
