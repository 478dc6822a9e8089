"""Pages about one's own sign-in. allauth's views do the work; here they come on record."""

import json
from typing import Any

from allauth.account.views import (
    ConfirmLoginCodeView,
    ConfirmPasswordResetCodeView,
    LoginView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.people import actions, queries
from mercat.people.forms import SignInByPasskeyForm
from mercat.people.models import Person
from mercat.people.models import SignIn as SignInRow


def _person(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # SignInForPrivatePaths lets nobody else by
    return person


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    context = {
        "app": queries.second_factors_of(person, queries.APP).first(),
        "passkeys": [each.wrap() for each in queries.second_factors_of(person, queries.PASSKEY)],
        "codes_left": queries.recovery_codes_left(person),
        "sign_ins": queries.sign_ins_of(person, at=timezone.now()).count(),
    }
    return render(request, "people/security.html", context)


@require_safe
def second_step_first(request: HttpRequest) -> HttpResponse:
    return render(request, "people/second_step_first.html")


@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    here = request.session.get(SignInRow.SESSION_KEY)
    listed = queries.sign_ins_of(_person(request), at=timezone.now())
    return render(request, "people/sign_ins.html", {"sign_ins": listed, "here": here})


@require_POST
def end_sign_in(request: HttpRequest, sign_in_id: str) -> HttpResponse:
    person = _person(request)
    at = timezone.now()
    sign_in = get_object_or_404(queries.sign_ins_of(person, at=at), public_id=sign_in_id)
    actions.end_sign_in(sign_in=sign_in, by=person, at=at)
    messages.success(request, _("Signed out: {browser}.").format(browser=sign_in.browser))
    return redirect("people_sign_ins")


@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    here = request.session.get(SignInRow.SESSION_KEY)
    actions.end_other_sign_ins(person=_person(request), but=here, at=timezone.now())
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("people_sign_ins")


def _as_text(options: Any) -> str:
    """What passkeys.js reads from a page, which holds no script of its own."""
    return json.dumps(options, cls=DjangoJSONEncoder)


class SignIn(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> Any:
        return super().get_context_data(**kwargs) | {"passkey_form": SignInByPasskeyForm()}


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]
    def get_form_kwargs(self) -> Any:
        _as_much_work(self._process.user)
        return super().get_form_kwargs()


class ConfirmPasswordCode(ConfirmPasswordResetCodeView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> Any:
        _as_much_work(self._process.user)
        return super().form_invalid(form)


def _as_much_work(person: Person | None) -> None:
    """An unknown address costs the look-up that a known one costs: time tells nothing."""
    if person is None:
        Person.objects.filter(pk=0).first()


class SecondStep(AuthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> Any:
        context = super().get_context_data(**kwargs)
        factors = queries.second_factors_of(self.stage.login.user)
        return context | {
            "kinds": {factor.type for factor in factors},
            "passkey_options": _as_text(context["js_data"]["request_options"]),
        }


class PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> Any:
        context = super().get_context_data(**kwargs)
        return context | {"passkey_options": _as_text(context["js_data"]["request_options"])}


class Noted:
    """What is done to a second step leaves its event and its mail, in the same transaction."""

    request: HttpRequest
    kind: str
    note: Any

    @transaction.atomic
    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]  # allauth's view beside it
        self.note(person=_person(self.request), kind=self.kind, at=timezone.now())
        return response


class AddApp(Noted, ActivateTOTPView):  # type: ignore[misc]
    kind, note = queries.APP, staticmethod(actions.note_second_factor_added)

    def get_context_data(self, **kwargs: Any) -> Any:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {"secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))}


class RemoveApp(Noted, DeactivateTOTPView):  # type: ignore[misc]
    kind, note = queries.APP, staticmethod(actions.note_second_factor_removed)


class AddPasskey(Noted, AddWebAuthnView):  # type: ignore[misc]
    kind, note = queries.PASSKEY, staticmethod(actions.note_second_factor_added)

    def get_context_data(self, **kwargs: Any) -> Any:
        context = super().get_context_data(**kwargs)
        return context | {"passkey_options": _as_text(context["js_data"]["creation_options"])}


class RenamePasskey(EditWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")


class RemovePasskey(Noted, RemoveWebAuthnView):  # type: ignore[misc]
    kind, note = queries.PASSKEY, staticmethod(actions.note_second_factor_removed)

    success_url = reverse_lazy("mfa_index")


class NewRecoveryCodes(Noted, GenerateRecoveryCodesView):  # type: ignore[misc]
    kind, note = queries.CODES, staticmethod(actions.note_second_factor_added)
