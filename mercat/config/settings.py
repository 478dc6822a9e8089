"""All settings, from the environment. docs/reference/settings.md is drawn from this file.

Each `env.…("NAME", default)` line has its meaning in the comment lines above it.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from environs import Env

from mercat.config import secret

BASE_DIR = Path(__file__).resolve().parents[2]
env = Env()

# Where the site is reached from outside. With https, cookies are sent over https alone.
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
# Folder of the SQLite database, the secret key and private files.
VAR = env.path("MERCAT_VAR", BASE_DIR / "var")
# Further host names, separated by commas, under which the site answers.
EXTRA_HOSTS: list[str] = env.list("EXTRA_HOSTS", [])
# `postgres://user:password@host/name` for PostgreSQL; SQLite in MERCAT_VAR without it.
DATABASE_URL = env.str("DATABASE_URL", "")
# Signs sessions and seals waiting mail. Required with https; otherwise kept in MERCAT_VAR.
SECRET_KEY = env.str("SECRET_KEY", "")
# `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte.
MAIL_URL = env.str("MAIL_URL", "smtp://localhost:25")
# The address that mail comes from.
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Mercat <mercat@localhost>")
# Shows the demo's people and its letter box. `make demo` sets it; never set it on a real site.
DEMO = env.bool("MERCAT_DEMO", False)
# Roles that sign in with a second step, separated by commas. `duties` stands for clerk,
# panel_member, chair, keeper, administrator and operator on https, and for nobody on one's own
# machine. An empty value asks nobody, and neither does the demonstration.
SECOND_FACTOR_FOR: list[str] = env.list("SECOND_FACTOR_FOR", ["duties"])
# How many proxies of yours stand before a site on https and add to X-Forwarded-For; rate limits
# count by the address that they report.
PROXIES = env.int("PROXIES", 1)
# Whether this server asks others: to check the register's accounts, to import from an address. The
# demonstration never does.
OUTGOING_REQUESTS = env.bool("OUTGOING_REQUESTS", True)
# Seconds that one host is left alone between two requests of ours.
SECONDS_BETWEEN_REQUESTS = env.float("SECONDS_BETWEEN_REQUESTS", 1.0)
# Folder of lists that the register reads regularly: a folder in it for each organisation's short
# name. In MERCAT_VAR without it.
IMPORT_FOLDER = env.path("IMPORT_FOLDER", VAR / "lists")
# Where the files of `manage.py publish` can be read from outside, such as
# `https://accounts.example.org/`. Without it no page offers a badge.
LOOKUP_FILES_URL = env.str("LOOKUP_FILES_URL", "")
if LOOKUP_FILES_URL and not LOOKUP_FILES_URL.endswith("/"):
    LOOKUP_FILES_URL += "/"
# S3-compatible storage for `publish --bucket`: `s3://bucket/folder`; the keys come from the
# environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Needs the extra `bucket`.
LOOKUP_BUCKET = env.str("LOOKUP_BUCKET", "")
# The address of that storage, where it is not Amazon's.
LOOKUP_BUCKET_ENDPOINT = env.str("LOOKUP_BUCKET_ENDPOINT", "")
# DNS servers to ask instead of the machine's own, separated by commas: `address` or `address:port`.
DNS_SERVERS: list[str] = env.list("DNS_SERVERS", [])
# A file of further certificate authorities to trust in requests of ours, beside the usual ones.
FETCHING_TRUST = env.str("FETCHING_TRUST", "")
# A bearer token of the API of X, to see whether accounts there exist and are the same. Without it,
# only people look.
X_BEARER_TOKEN = env.str("X_BEARER_TOKEN", "")
# The same for YouTube: a key of Google's YouTube Data API v3.
YOUTUBE_API_KEY = env.str("YOUTUBE_API_KEY", "")
# Languages that the public pages can be read in, separated by commas; the first is for everybody
# whose browser asks for none of them. What an organisation's own pages speak, it says itself.
PUBLIC_LANGUAGES: list[str] = env.list("PUBLIC_LANGUAGES", ["en"])
# How much is logged: DEBUG, INFO, WARNING or ERROR.
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")

HTTPS = SITE_URL.startswith("https://")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
LOCAL_HOSTS = [] if HTTPS else ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [SITE_HOST, *EXTRA_HOSTS, *LOCAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
SECRET_KEY = secret.read(given=SECRET_KEY, folder=VAR, required=HTTPS)
DEBUG = False
SECOND_FACTOR_DUTIES = ["clerk", "panel_member", "chair", "keeper", "administrator", "operator"]
if "duties" in SECOND_FACTOR_FOR:
    SECOND_FACTOR_FOR = [*SECOND_FACTOR_FOR, *(SECOND_FACTOR_DUTIES if HTTPS else [])]
FETCHING_LOOPBACK: dict[int, int] = {}  # the tests' own web servers: which port stands for 80, 443
if DEMO:
    SECOND_FACTOR_FOR = []
    PUBLIC_LANGUAGES = ["en", "cy"]
    OUTGOING_REQUESTS = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "mercat.common",
    "mercat.audit",
    "mercat.people",
    "mercat.organisations",
    "mercat.files",
    "mercat.comments",
    "mercat.register",
    "mercat.register.checks",
    "mercat.register.reports",
    "mercat.register.elections",
    "mercat.practice",
    "mercat.access",
    "mercat.practice.papers",
    "mercat.passports",
    "mercat.learning",
    "mercat.lookup",
    "mercat.home",
    "mercat.api",
    "mercat.archive",
    "mercat.demo",
    "mercat.config",
    "allauth",  # after ours, whose templates come before its own
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "mercat.learning.middleware.Anonymous",  # first: what it takes away nobody else has seen
    "mercat.common.middleware.RequestLog",
    "mercat.api.middleware.EveryAnswer",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mercat.people.middleware.EndedSignIns",
    "mercat.people.middleware.SignInForPrivatePaths",
    "mercat.organisations.middleware.CurrentMembership",
    "mercat.organisations.middleware.Language",
    "mercat.common.middleware.Refusals",
    "mercat.archive.middleware.Closed",
    "mercat.people.middleware.SecondFactorFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "mercat.config.urls"
WSGI_APPLICATION = "mercat.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mercat.home.context.layout",
                "mercat.archive.context.closing",
                *(["mercat.demo.context.demo"] if DEMO else []),
            ],
            "builtins": ["django.templatetags.i18n", "mercat.common.templatetags.words"],
        },
    }
]
FORM_RENDERER = "mercat.common.forms.Renderer"

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR}/mercat.sqlite3"),
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = SQLITE
else:
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["pool"] = True
    # To compile a page's query takes longer than to run it. An address may say otherwise.
    options.setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:dashboard"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "mercat.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail may be slow; three tries are all that a code has
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
# A whole council may come from one address, so what is strict counts by person, not by address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,3/m/key",
    "reset_password_from_key": "60/m/ip",
    "comment": "20/h/ip",  # ours, of the public: mercat/practice/papers
    "complain": "5/h/ip",  # ours: mercat/home/views/about.py
    "report": "10/h/ip",  # ours: mercat/lookup/reporting
    "ask_review": "5/h/ip",
    "look_up_list": "60/h/ip",  # ours: mercat/lookup/views.py; a list and its file are two
}
# Requests a minute: with one token, and from one address with tokens that do not work.
API_RATE_LIMITS = {"token": 300, "refused": 30}
# Files of all organisations together that are written in an hour for one address; 304 is free.
EXPORTS_AN_HOUR: int | None = 30
# Of a pulse, in a minute and from one address; counted in memory alone, in each process by itself.
PULSE_RATE_LIMITS = {"answer": 120, "card": 30}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES if HTTPS else 0
ACCOUNT_LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_FORMS = {
    "login": "mercat.people.forms.SignInForm",
    "request_login_code": "mercat.people.forms.RequestCodeForm",
    "confirm_login_code": "mercat.people.forms.ConfirmCodeForm",
    "reset_password": "mercat.people.forms.ForgottenPasswordForm",
    "confirm_password_reset_code": "mercat.people.forms.ConfirmPasswordCodeForm",
    "reset_password_from_key": "mercat.people.forms.NewPasswordForm",
    "change_password": "mercat.people.forms.ChangePasswordForm",
    "set_password": "mercat.people.forms.SetPasswordForm",
    "reauthenticate": "mercat.people.forms.ReauthenticateForm",
}
MFA_ADAPTER = "mercat.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # invited by mail, so the address works
MFA_TOTP_ISSUER = "Mercat" if SITE_HOST == "localhost" else f"Mercat {SITE_HOST}"
MFA_TOTP_TOLERANCE = 1  # half a minute for slow fingers and slow clocks
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "mercat.people.forms.SecondStepForm",
    "authenticate_webauthn": "mercat.people.forms.UsePasskeyForm",
    "reauthenticate": "mercat.people.forms.SecondStepAgainForm",
    "reauthenticate_webauthn": "mercat.people.forms.UsePasskeyAgainForm",
    "activate_totp": "mercat.people.forms.AddAppForm",
    "deactivate_totp": "mercat.people.forms.RemoveAppForm",
    "generate_recovery_codes": "mercat.people.forms.NewRecoveryCodesForm",
    "add_webauthn": "mercat.people.forms.AddPasskeyForm",
    "edit_webauthn": "mercat.people.forms.RenamePasskeyForm",
    "login_webauthn": "mercat.people.forms.SignInByPasskeyForm",
}
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "mercat.home.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]  # those with a catalogue in mercat/locale
LOCALE_PATHS = [BASE_DIR / "mercat" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = "mercat.config.formats"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR / "files",
            "base_url": None,  # private: one checked view hands them out
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if LOOKUP_BUCKET:
    _bucket = urlsplit(LOOKUP_BUCKET)
    STORAGES["lookup"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket.netloc,
            "location": _bucket.path.strip("/"),
            "endpoint_url": LOOKUP_BUCKET_ENDPOINT or None,
            "file_overwrite": True,
            "default_acl": None,
            "querystring_auth": False,
            "object_parameters": {"CacheControl": "max-age=60"},
        },
    }

# What is too large is read and thrown away, so that the form can say so; see common/uploads.
FILE_UPLOAD_HANDLERS = ["mercat.common.uploads.handler.Limit"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # all that is typed on one page
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

_mail = urlsplit(MAIL_URL)
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_PORT = _mail.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = bool(_mail.username) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django's own lines name whole paths, and a path may hold a link that acts.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "ERROR"},
        "mail.log": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
