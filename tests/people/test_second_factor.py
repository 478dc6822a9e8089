import json
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone
from fido2.rpid import verify_rp_id
from lxml import html

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.people.adapter import SecondFactorAdapter
from tests.factories import PersonFactory
from tests.factories.models import PASSWORD
from tests.people.security import Device, add_app, events, kinds, shown, sign_in, signed_in

STEP = "/sign-in/second-step/"
CHANGES = [
    "/people/security/app/",
    "/people/security/passkeys/",
    "/people/security/codes/new/",
]

# Complete, and of a person with a number that no database can hold.
FOREIGN = """{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"signature": "AA",
"clientDataJSON": "e30", "authenticatorData": "AA", "userHandle": "enp6enp6enp6enp6enp6enp6"}}"""


@pytest.fixture
def at_her_desk(ailsa, client):
    sign_in(client, ailsa.email)
    return ailsa


def key_on(response):
    page = html.document_fromstring(response.content)
    text = page.xpath("string(//*[@class='govuk-details__text'])")
    return text.split(":")[1].replace(" ", "").strip()


def test_app_is_added_with_the_digits_it_shows(at_her_desk, client):
    key = key_on(client.get("/people/security/app/"))

    response = client.post("/people/security/app/", {"code": shown(secret=key)})

    assert (response.status_code, response.url) == (302, "/people/security/codes/")
    assert kinds(at_her_desk) == ["recovery_codes", "totp"]
    assert ("people.second_factor.added", {"kind": "totp"}) in events()
    assert OutboxMail.objects.get().context["what"] == "An app was added as a second step."


def test_app_with_wrong_digits_is_not_added_and_keeps_its_key(at_her_desk, client):
    key = key_on(client.get("/people/security/app/"))

    response = client.post("/people/security/app/", {"code": "000000"})

    assert list(response.context["form"].errors) == ["code"]
    assert (key_on(response), kinds(at_her_desk)) == (key, [])


def test_key_and_codes_are_unreadable_in_the_database(ailsa):
    codes = add_app(ailsa)

    stored = repr(list(Authenticator.objects.values("data")))

    assert "JBSWY3DP" not in stored
    assert not any(code in stored for code in codes)


def test_key_sealed_with_another_secret_key_fits_no_code(ailsa, client, settings):
    add_app(ailsa)
    settings.SECRET_KEY = "another"
    sign_in(client, ailsa.email)

    response = client.post(STEP, {"code": shown()})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["code"])
    assert SecondFactorAdapter().decrypt("rubbish") != SecondFactorAdapter().decrypt("rubbish")


def test_password_alone_signs_nobody_in_who_has_an_app(ailsa, client):
    add_app(ailsa)

    response = sign_in(client, ailsa.email)

    assert (response.url, signed_in(client)) == (STEP, None)
    assert client.get("/dashboard/").status_code == 302


def test_code_from_a_mail_alone_signs_nobody_in_who_has_an_app(ailsa, client, letter_box):
    add_app(ailsa)
    client.post("/sign-in/code/", {"email": ailsa.email})
    outbox.send_due(at=timezone.now())
    code = letter_box.messages[0]["Subject"].split()[0]

    response = client.post("/sign-in/code/confirm/", {"code": code})

    assert (response.url, signed_in(client)) == (STEP, None)


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_digits_of_this_half_minute_or_its_neighbours_sign_in(ailsa, client, later):
    add_app(ailsa)
    sign_in(client, ailsa.email)

    response = client.post(STEP, {"code": shown(later=later)})

    assert (response.url, signed_in(client)) == ("/dashboard/", ailsa)
    assert events()[-1] == ("people.sign_in.began", {"method": "password+totp"})


def test_digits_sign_in_once(ailsa, client):
    add_app(ailsa)
    code = shown(later=1)
    sign_in(client, ailsa.email)
    client.post(STEP, {"code": code})
    client.post("/sign-out/")
    sign_in(client, ailsa.email)

    client.post(STEP, {"code": code})

    assert signed_in(client) is None


def test_recovery_code_signs_in_once_and_says_so_in_a_mail(ailsa, client):
    codes = add_app(ailsa)
    sign_in(client, ailsa.email)
    client.post(STEP, {"code": codes[0]})
    first = signed_in(client)
    client.post("/sign-out/")
    sign_in(client, ailsa.email)

    response = client.post(STEP, {"code": codes[0]})

    assert (first, signed_in(client)) == (ailsa, None)
    assert response.context["form"].errors == {
        "code": ["This code is not right, or no longer. Enter the one shown now."]
    }
    assert OutboxMail.objects.get().context["what"] == "A recovery code was used to sign in."


def test_second_step_page_without_a_first_step_leads_to_sign_in(db, client):
    response = client.get(STEP)

    assert (response.status_code, response.url) == (302, "/sign-in/")


@pytest.mark.parametrize("credential", ["", "nonsense", "[]", "{}", '{"id": 1}', "9" * 400])
def test_second_step_with_a_broken_passkey_says_so(ailsa, client, credential):
    add_app(ailsa)
    sign_in(client, ailsa.email)

    response = client.post(STEP, {"credential": credential})

    assert (response.status_code, signed_in(client)) == (200, None)
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize(
    "credential",
    ["", "[]", "{}", '{"id": "x", "rawId": "x", "response": {"userHandle": "////"}}', FOREIGN],
)
def test_sign_in_with_a_broken_passkey_goes_back_with_a_sentence(db, client, credential):
    client.get("/sign-in/passkey/", headers={"Accept": "application/json"})

    response = client.post("/sign-in/passkey/", {"credential": credential}, follow=True)

    assert response.redirect_chain == [("/sign-in/", 302)]
    assert "The passkey was not accepted" in response.content.decode()


@pytest.mark.parametrize("credential", ["", "nonsense", "[]", "{}", '{"id": "AA"}'])
def test_passkey_that_is_broken_is_not_added(at_her_desk, client, credential):
    client.get("/people/security/passkeys/")

    response = client.post("/people/security/passkeys/", {"credential": credential, "name": "x"})

    assert (response.status_code, kinds(at_her_desk)) == (200, [])
    assert "There is a problem" in response.content.decode()


def test_app_is_removed_with_its_recovery_codes(at_her_desk, client):
    add_app(at_her_desk)

    response = client.post("/people/security/app/remove/")

    assert (response.url, kinds(at_her_desk)) == ("/people/security/", [])
    assert events()[-1] == ("people.second_factor.removed", {"kind": "totp"})


def test_new_recovery_codes_end_the_old_ones(at_her_desk, client):
    old = add_app(at_her_desk)

    client.post("/people/security/codes/new/")

    page = client.get("/people/security/codes/").content.decode()
    assert not any(code in page for code in old)
    assert events()[-1] == ("people.second_factor.added", {"kind": "recovery_codes"})


def test_recovery_codes_come_as_a_file_too(at_her_desk, client):
    codes = add_app(at_her_desk)

    response = client.get("/people/security/codes/file/")

    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().split()[-10:] == codes


@pytest.mark.parametrize("path", CHANGES)
def test_change_is_offered_right_after_sign_in(at_her_desk, client, path):
    add_app(at_her_desk) if "codes" in path else None

    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", CHANGES)
def test_change_asks_once_more_who_it_is_when_sign_in_was_a_while_ago(ailsa, client, path):
    client.force_login(ailsa)

    response = client.get(path)
    again = client.post(response.url, {"password": PASSWORD})

    assert unquote(response.url) == f"/people/security/again/?next={path}"
    assert again.url == path


def test_asking_once_more_refuses_a_wrong_password(ailsa, client):
    client.force_login(ailsa)

    response = client.post("/people/security/again/", {"password": "not it"})

    assert response.context["form"].errors == {"password": ["This is not your password."]}


def test_passkey_of_somebody_else_is_not_there(at_her_desk, client):
    other = Authenticator.objects.create(
        user=PersonFactory(), type="webauthn", data={"name": "Theirs"}
    )

    for path in (f"/people/security/passkeys/{other.pk}/{each}" for each in ("", "remove/")):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_your_sign_in_page_says_what_there_is(at_her_desk, client):
    empty = client.get("/people/security/").content.decode()
    add_app(at_her_desk)
    full = client.get("/people/security/").content.decode()

    assert ("Add an app" in empty, "Recovery codes" in empty) == (True, False)
    assert ("Add an app" in full, "You have 10 left." in full) == (False, True)


def test_operator_removes_the_second_step_of_somebody_who_lost_everything(ailsa, client, capsys):
    add_app(ailsa)

    call_command("reset_second_step", ailsa.email.upper())

    assert kinds(ailsa) == []
    assert capsys.readouterr().out == "Ailsa Rennie signs in without a second step now.\n"
    assert events() == [("people.second_factor.reset", {"person": str(ailsa.audit_key)})]
    assert OutboxMail.objects.get().context["what"] == "The operator removed your second step."


def test_operator_is_made_and_ended_by_command(ailsa, client, capsys):
    client.force_login(ailsa)

    call_command("make_operator", ailsa.email.upper())
    call_command("make_operator", ailsa.email)
    ailsa.refresh_from_db()
    made = ailsa.is_operator
    call_command("make_operator", ailsa.email, "--end")
    ailsa.refresh_from_db()

    assert (made, ailsa.is_operator) == (True, False)
    assert events() == [
        ("people.operator.made", {"person": str(ailsa.audit_key)}),
        ("people.operator.ended", {"person": str(ailsa.audit_key)}),
    ]
    with pytest.raises(CommandError, match=r"Nobody here has the address x@y\.example\."):
        call_command("make_operator", "x@y.example")


def test_operator_is_told_when_there_is_nobody(db):
    with pytest.raises(CommandError, match=r"Nobody here has the address x@y\.example\."):
        call_command("reset_second_step", "x@y.example")


@pytest.mark.parametrize(
    ("host", "belongs_to"),
    [
        ("localhost", "localhost"),
        ("mercat.example", "mercat.example"),
        ("staff.mercat.example:8443", "mercat.example"),
        ("notmercat.example", "notmercat.example"),
        ("mercat.else.example", "mercat.else.example"),
    ],
)
def test_passkeys_belong_to_the_host_of_the_site(db, client, settings, host, belongs_to):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "mercat.example", [host.partition(":")[0]]

    asked = client.get("/sign-in/passkey/", headers={"Accept": "application/json", "Host": host})

    assert asked.json()["request_options"]["publicKey"]["rpId"] == belongs_to
    assert verify_rp_id(belongs_to, f"https://{host}")
    assert verify_rp_id(belongs_to, f"http://{host}") is (host == "localhost")


def adds_passkey(client, device, *, host):
    page = client.get("/people/security/passkeys/", headers={"Host": host})
    credential = device.made(json.loads(page.context["passkey_options"]))
    given = {"credential": credential, "name": "Phone"}
    return client.post("/people/security/passkeys/", given, headers={"Host": host})


def uses_passkey(client, device, *, host):
    headers = {"Host": host}
    accepts = {"Accept": "application/json", **headers}
    asked = client.get("/sign-in/passkey/", headers=accepts).json()["request_options"]
    return client.post("/sign-in/passkey/", {"credential": device.used(asked)}, headers=headers)


@pytest.mark.parametrize("host", ["mercat.example", "staff.mercat.example"])
def test_passkey_signs_in_on_a_real_host(at_her_desk, client, settings, host):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "mercat.example", [".mercat.example"]
    device = Device("mercat.example")

    adds_passkey(client, device, host="mercat.example")
    assert kinds(at_her_desk) == ["recovery_codes", "webauthn"]
    client.logout()
    device.origin = f"https://{host}"
    uses_passkey(client, device, host=host)

    assert signed_in(client) == at_her_desk


@pytest.mark.parametrize(
    "origin",
    ["https://mercat.example.evil.example", "https://else.example", "http://mercat.example"],
)
def test_passkey_that_was_used_on_another_site_is_refused(at_her_desk, client, settings, origin):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "mercat.example", ["mercat.example"]
    device = Device("mercat.example")
    adds_passkey(client, device, host="mercat.example")
    client.logout()

    device.origin = origin
    uses_passkey(client, device, host="mercat.example")

    assert signed_in(client) is None
