from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common.views import form_page, tried
from mercat.organisations import actions, queries, rules
from mercat.organisations.department_forms import DepartmentForm
from mercat.organisations.models import Department, Membership
from mercat.organisations.views.loading import administrator, reader


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    membership = reader(request)
    context = {
        "tree": queries.department_tree(membership.organisation),
        "administers": rules.can_administer(membership),
    }
    return render(request, "organisations/departments.html", context)


@form_page
def add_department(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    form = DepartmentForm(request.POST or None, organisation=by.organisation)
    if request.method == "POST" and form.is_valid():
        actions.add_department(
            organisation=by.organisation, **form.given(), by=by.person, at=timezone.now()
        )
        messages.success(request, _("{name} is added.").format(name=form.cleaned_data["name"]))
        return redirect("organisations:departments")
    return render(request, "organisations/add_department.html", {"form": form})


def _load(by: Membership, department_id: str) -> Department:
    found = Department.objects.filter(organisation=by.organisation).select_related("parent", "head")
    return get_object_or_404(found, public_id=department_id)


@form_page
def change_department(request: HttpRequest, department_id: str) -> HttpResponse:
    by = administrator(request)
    department = _load(by, department_id)
    form = DepartmentForm(request.POST or None, organisation=by.organisation, department=department)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.change_department,
            department=department,
            **form.given(),
            by=by.person,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("{name} is changed.").format(name=form.cleaned_data["name"]))
        return redirect("organisations:departments")
    context = {"form": form, "department": department}
    return render(request, "organisations/change_department.html", context)


@form_page
def remove_department(request: HttpRequest, department_id: str) -> HttpResponse:
    by = administrator(request)
    department = _load(by, department_id)
    name = str(department)
    if request.method == "POST":
        if tried(
            request,
            actions.remove_department,
            department=department,
            by=by.person,
            at=timezone.now(),
        ):
            messages.success(request, _("{name} is removed.").format(name=name))
            return redirect("organisations:departments")
        return redirect("organisations:change_department", department_id)
    return render(request, "organisations/remove_department.html", {"department": department})
