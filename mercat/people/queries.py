from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from mercat.people.models import Person, SignIn

APP, PASSKEY, CODES = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)


def oldest_sign_in(at: datetime) -> datetime:
    """What began before this is over."""
    return at - timedelta(seconds=settings.SESSION_COOKIE_AGE)


def sign_ins_of(person: Person, *, at: datetime) -> QuerySet[SignIn]:
    lasting = SignIn.objects.filter(person=person, began_at__gt=oldest_sign_in(at))
    return lasting.order_by("-seen_at", "-began_at")


def second_factors_of(person: Person, *kinds: str) -> QuerySet[Authenticator]:
    """What besides the password proves who it is; recovery codes alone are none."""
    held: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=person, type__in=kinds or (APP, PASSKEY)
    )
    return held.order_by("created_at")


def recovery_codes_left(person: Person) -> int:
    codes = Authenticator.objects.filter(user=person, type=CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


def by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email.strip()).first()
