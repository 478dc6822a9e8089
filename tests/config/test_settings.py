import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRET_KEY = "a-key-of-fifty-letters-or-more-that-nobody-else-has-0123456789"
SAY = """
import json
from django.conf import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


@pytest.fixture
def manage(tmp_path):
    """manage.py with the project's own settings, in a process of its own."""

    def run(*arguments, **environment):
        given = {"PATH": os.environ["PATH"], "MERCAT_VAR": str(tmp_path), **environment}
        command = [sys.executable, "-W", "error", "manage.py", *arguments]
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False
        )

    return run


def said(done):
    """What the program `SAY` printed, after anything that Django says before it."""
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_settings_with_https_pass_the_deployment_check_without_a_warning(manage):
    done = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SITE_URL="https://mercat.example",
        SECRET_KEY=SECRET_KEY,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


def test_settings_with_https_and_no_key_refuse_with_a_sentence(manage, tmp_path):
    done = manage("check", SITE_URL="https://mercat.example")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "ImproperlyConfigured: Set SECRET_KEY: a site on https needs one of its own."
    )
    assert list(tmp_path.iterdir()) == []


def test_settings_with_https_answer_to_their_own_host_alone(manage):
    names = [
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "DEBUG",
        "DEMO",
    ]
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        SAY.format(names=names),
        SITE_URL="https://mercat.example/",
        EXTRA_HOSTS="www.mercat.example,look.example",
        SECRET_KEY=SECRET_KEY,
    )

    assert said(done) == {
        "ALLOWED_HOSTS": ["mercat.example", "www.mercat.example", "look.example"],
        "CSRF_TRUSTED_ORIGINS": ["https://mercat.example"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
        "DEMO": False,
    }


def test_settings_of_a_bare_manage_are_for_this_machine_alone(manage, tmp_path):
    names = ["SITE_URL", "ALLOWED_HOSTS", "DEBUG", "DEMO", "EMAIL_HOST", "EMAIL_PORT"]
    done = manage("shell", "--no-imports", "-c", SAY.format(names=names))

    assert said(done) == {
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": ["localhost", "localhost", "127.0.0.1", "[::1]"],
        "DEBUG": False,
        "DEMO": False,
        "EMAIL_HOST": "localhost",
        "EMAIL_PORT": 25,
    }
    assert (tmp_path / "secret_key").is_file()


def test_pages_carry_the_headers_that_keep_scripts_and_frames_out(db, client):
    headers = client.get("/").headers

    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )
    assert (policy["frame-ancestors"], headers["X-Frame-Options"]) == ("'none'", "DENY")
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("language", ["en", "cy", "cy-GB", "gd", "fr", "*", "en;q=bad"])
def test_public_pages_open_in_the_language_that_a_browser_asks_for(db, client, settings, language):
    settings.PUBLIC_LANGUAGES = ["en", "cy"]
    response = client.get("/", headers={"accept-language": language})

    expected = "cy" if language.startswith("cy") else "en"
    assert (response.status_code, response.headers["Content-Language"]) == (200, expected)
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
