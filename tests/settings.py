"""The project's own settings, with a database of the tests' and nothing left behind."""

import os
import tempfile
import zlib

os.environ["MERCAT_VAR"] = tempfile.mkdtemp(prefix="mercat-tests-")
os.environ["SECRET_KEY"] = "only for tests"
os.environ["MERCAT_DEMO"] = "true"  # so that the demo's own pages are tested too
os.environ["SITE_URL"] = "http://localhost:8000"

from mercat.config.settings import *  # noqa: F403
from mercat.config.settings import BASE_DIR, DATABASES, SQLITE, STORAGES, VAR

POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"

if os.environ.get("TEST_DATABASE") == "postgresql":
    import dj_database_url

    DATABASES["default"] = dj_database_url.parse(os.environ.get("TEST_DATABASE_URL", POSTGRESQL))
    # A test's data need not outlive a power cut.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
    # One name for each checkout, so that two of them can run at once.
    checkout = zlib.crc32(str(BASE_DIR).encode())
    DATABASES["default"]["TEST"] = {"NAME": f"test_mercat_{checkout:08x}"}
else:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "OPTIONS": SQLITE,
        # A file, because the browser's server and the test are two threads.
        "NAME": VAR / "test.sqlite3",
        "TEST": {"NAME": VAR / "test.sqlite3"},
    }

PUBLIC_LANGUAGES = ["en"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True)
ACCOUNT_RATE_LIMITS = False
API_RATE_LIMITS: dict[str, int] = {}
EXPORTS_AN_HOUR = None
PULSE_RATE_LIMITS: dict[str, int] = {}
