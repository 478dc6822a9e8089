import re

from mercat.audit.models import Event
from mercat.organisations.models import ApiToken
from tests.organisations.test_administration_views import errors, main, rows

TOKENS = "/organisation/tokens/"
MAKE = f"{TOKENS}make/"


def test_token_is_shown_once_and_kept_as_a_hash(client, council):
    council.sign_in(client, "administrator")

    made = client.post(MAKE, {"name": "Directory", "scopes": ["people"], "days": 365})
    again = client.get(TOKENS)

    token = ApiToken.objects.get()
    (secret,) = re.findall(r"mercat_[\w-]{43}", main(made))
    assert "no-store" in made["Cache-Control"]
    assert secret not in main(again)
    assert secret not in str(token.__dict__) + str(list(Event.objects.values()))
    assert rows(again)[0][0].startswith("Directory")


def test_token_ended_stays_in_the_list(client, council):
    council.sign_in(client, "administrator")
    client.post(MAKE, {"name": "Directory", "scopes": ["people"], "days": 365})

    client.post(f"{TOKENS}{ApiToken.objects.get().public_id}/end/")

    page = client.get(TOKENS)
    assert rows(page)[0][3] == "Ended"
    assert "can ask nothing here any more" in main(page)


def test_token_without_a_name_is_asked_for_one(client, council):
    council.sign_in(client, "administrator")

    answer = client.post(MAKE, {"name": "", "scopes": ["people"], "days": 365})

    assert errors(answer) == ["Error: Enter the name of the program"]
    assert not ApiToken.objects.exists()


def test_auditor_reads_tokens_and_makes_none(client, council):
    council.sign_in(client, "auditor")

    assert client.get(TOKENS).status_code == 200
    assert client.post(MAKE, {"name": "x", "scopes": ["people"], "days": 365}).status_code == 403
