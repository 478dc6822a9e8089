from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

# Only what people here need of allauth: no registration, as people are invited.
SIGN_IN: list[URLPattern | URLResolver] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/closed/", account.signup, name="account_signup"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mercat.home.urls")),
    path("", include(SIGN_IN)),
    path("lookup/", include("mercat.lookup.urls")),
    path("passports/", include("mercat.passports.urls")),
    path("register/", include("mercat.register.urls")),
    path("api/", include("mercat.api.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("mercat.demo.urls")))
