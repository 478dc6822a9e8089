from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mercat.audit.models import Event
from mercat.files import actions as stored
from mercat.files.models import StoredFile
from mercat.register.checks import actions
from mercat.register.checks.models import Code, Finding, FoundAccount, Proof, Watch
from mercat.register.models import Account
from tests.common.uploads import samples
from tests.register.checks.test_actions import make_account, make_finding
from tests.register.checks.test_sweeping import make_found


@pytest.fixture
def account(council):
    return make_account(council)


@pytest.fixture
def finding(account, at):
    return make_finding(account, at)


def url(name, thing):
    return reverse(f"checks:{name}", args=[thing.public_id])


@pytest.mark.parametrize("number", [1, 3])
def test_findings_lists_what_is_to_be_decided(
    client, council, at, number, django_assert_num_queries
):
    for each in range(number):
        make_finding(make_account(council, f"https://x.com/strathbeg{each}"), at)
    make_finding(make_account(council, "https://x.com/old"), at, state="settled")
    council.sign_in(client, "keeper")

    with django_assert_num_queries(5):
        answer = client.get(reverse("checks:findings"))

    assert answer.content.decode().count('<th scope="row">') == number


def test_findings_when_there_is_nothing(client, council):
    council.sign_in(client, "adviser")

    answer = client.get(reverse("checks:findings"))

    assert "Nothing to decide" in answer.content.decode()


@pytest.mark.parametrize(("part", "status"), [("keeper", 200), ("auditor", 200), ("member", 403)])
def test_findings_are_for_those_who_keep_the_register(client, council, finding, part, status):
    council.sign_in(client, part)

    assert client.get(reverse("checks:findings")).status_code == status
    assert client.get(url("finding", finding)).status_code == status


def test_finding_of_another_organisation_is_not_there(client, outside, finding):
    outside.sign_in(client, "keeper")

    assert client.get(url("finding", finding)).status_code == 404
    assert client.post(url("finding", finding)).status_code == 404


def test_finding_is_accepted(client, council, account, finding):
    council.sign_in(client, "keeper")

    answer = client.post(url("finding", finding), {"judgement": "rename"}, follow=True)

    account.refresh_from_db()
    assert account.handle == "news.strathbeg.scot"
    assert "The register calls it news.strathbeg.scot now." in answer.content.decode()


def test_finding_that_is_lost_since_a_day(client, council, account, finding):
    council.sign_in(client, "keeper")
    day = {"since_day": "1", "since_month": "11", "since_year": "2026"}

    client.post(url("finding", finding), {"judgement": "lose", **day})

    account.refresh_from_db()
    assert account.status == "lost"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judgement": ""}, "Select what is to be done"),
        ({"judgement": "lose"}, "Enter the day since when it is out of our hands"),
        ({"judgement": "ignore"}, "Say why all is well"),
        (
            {"judgement": "lose", "since_day": "1", "since_month": "1", "since_year": "2099"},
            "This day has to be today or before",
        ),
    ],
)
def test_finding_judged_with_something_missing(client, council, finding, given, said):
    council.sign_in(client, "keeper")

    answer = client.post(url("finding", finding), given)

    assert said in answer.content.decode()
    assert Finding.objects.get().state == "open"


def test_finding_is_judged_by_the_keeper_alone(client, council, finding):
    council.sign_in(client, "adviser")

    assert client.post(url("finding", finding), {"judgement": "rename"}).status_code == 403


def test_finding_that_somebody_else_settled(client, council, finding):
    council.sign_in(client, "keeper")
    Finding.objects.update(state="settled")

    answer = client.post(url("finding", finding), {"judgement": "rename"})

    assert "settled already" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_proofs_show_what_was_seen(client, council, account, at, number, django_assert_num_queries):
    for kind in ["official_page", "schema_org", "trust_txt"][:number]:
        Proof.objects.create(
            account=account,
            kind=kind,
            result="found",
            latest_result="error",
            latest_seen="strathbeg.scot took too long.",
            found_at=at,
            checked_at=at,
            seen="It is there.",
            evidence_url="https://strathbeg.scot/",
        )
    council.sign_in(client, "keeper")

    with django_assert_num_queries(9):
        answer = client.get(url("proofs", account))

    assert answer.content.decode().count("Last time: strathbeg.scot took too long.") == number


@pytest.mark.parametrize("seen", [True, False])
def test_proofs_say_when_the_account_was_there_and_its_number(client, council, account, at, seen):
    watch = {"seen_at": at, "stable_id": "1234567"} if seen else {}
    Watch.objects.create(account=account, next_at=at, **watch)
    council.sign_in(client, "keeper")

    page = " ".join(client.get(url("proofs", account)).content.decode().split())

    assert ("It was there on 18 November 2026. The platform knows it as" in page) is seen
    assert (">1234567<" in page) is seen


def test_proofs_of_an_own_account_are_not_shown(client, council, account, at):
    Proof.objects.create(
        account=account, kind="trust_txt", result="error", latest_result="error", checked_at=at
    )
    account.status = "own"
    account.save()
    council.sign_in(client, "keeper")

    assert "trust.txt" not in client.get(url("proofs", account)).content.decode()


def test_keeper_asks_for_a_check_and_a_code(client, council, account):
    council.sign_in(client, "keeper")

    again = client.post(url("check_again", account), follow=True)
    twice = client.post(url("check_again", account), follow=True)
    coded = client.post(url("make_code", account), follow=True)

    assert "We look again within a few minutes" in again.content.decode()
    assert "ten minutes" in twice.content.decode()
    assert Code.objects.get().code in coded.content.decode()
    assert Watch.objects.count() == 1


@pytest.mark.parametrize("name", ["check_again", "make_code"])
def test_asking_is_for_the_keeper_by_post(client, council, account, name):
    council.sign_in(client, "adviser")

    assert client.post(url(name, account)).status_code == 403
    assert client.get(url(name, account)).status_code == 405


def test_keeper_names_the_page(client, council, account, at):
    council.organisation.domain_set.create(
        host="council.example", method="operator", verified_at=at
    )
    council.sign_in(client, "keeper")

    refused = client.post(url("name_page", account), {"url": "https://fan.scot/"})
    client.post(url("name_page", account), {"url": "https://council.example/us"})

    assert "on no website of ours" in refused.content.decode()
    assert Watch.objects.get().page == "https://council.example/us"
    page = client.get(url("name_page", account)).content.decode()
    assert "https://council.example/us" in page


def test_adviser_says_what_stands_there(client, council, account, at):
    code = actions.make_code(account=account, by=council.keeper, at=at + timedelta(days=3650))
    council.sign_in(client, "adviser")
    assert code.code in client.get(url("attest", account)).content.decode()

    client.post(url("attest", account), {"is_ours": "yes", "saw_code": "on", "seen": "Crest"})

    assert set(Proof.objects.values_list("kind", flat=True)) == {"attested", "bio_code"}


def test_attest_says_what_is_missing(client, council, account):
    council.sign_in(client, "keeper")

    answer = client.post(url("attest", account), {"is_ours": "yes"}).content.decode()

    assert "Say what you saw" in answer
    assert "Choose a picture of its profile" in answer


def test_attest_with_a_picture_is_private_and_drawn_anew(client, council, outside, account, files):
    council.sign_in(client, "adviser")
    typed = {"is_ours": "yes", "seen": "Crest", "picture": picture(samples.picture_that_tells())}

    page = client.post(url("attest", account), typed, follow=True).content.decode()

    address = url("proof_picture", account)
    assert address in page
    answer = client.get(address)
    content = b"".join(answer)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"CANARY" not in content
    kept = StoredFile.objects.get()
    assert kept.attached_at is not None
    event = Event.objects.filter(verb="register.account.attested").get()
    assert event.facts["picture_sha256"] == kept.sha256 == sha256(content).hexdigest()
    council.sign_in(client, "member")
    assert client.get(address).status_code == 403
    outside.sign_in(client, "keeper")
    assert client.get(address).status_code == 404


def test_attest_keeps_the_picture_when_something_else_is_wrong(client, council, account, files):
    council.sign_in(client, "adviser")

    wrong = client.post(
        url("attest", account), {"is_ours": "yes", "picture": picture(samples.picture("PNG"))}
    ).content.decode()

    kept = StoredFile.objects.get()
    assert "Say what you saw" in wrong
    assert f'name="picture_held" value="{kept.public_id}"' in wrong
    typed = {"is_ours": "yes", "seen": "Crest", "picture_held": kept.public_id}
    client.post(url("attest", account), typed)
    assert Proof.objects.get(kind="attested").picture == kept


def test_attest_takes_no_other_file(client, council, account, files):
    council.sign_in(client, "adviser")
    plan = SimpleUploadedFile("plan.pdf", samples.PDF)

    typed = {"is_ours": "no", "seen": "Nothing", "picture": plan}
    said = client.post(url("attest", account), typed).content.decode()

    assert "“plan.pdf” is no picture." in said
    assert not Proof.objects.exists()


def test_attest_anew_lets_the_old_picture_go(client, council, account, files, at):
    council.sign_in(client, "adviser")
    typed = {"is_ours": "yes", "seen": "Crest", "picture": picture(samples.picture("PNG"))}
    client.post(url("attest", account), typed)

    client.post(url("attest", account), {"is_ours": "no", "seen": "The crest is gone"})

    assert client.get(url("proof_picture", account)).status_code == 404
    stored.remove_unattached(at=timezone.now() + timedelta(days=2))
    assert not StoredFile.objects.exists()


@pytest.fixture
def files(settings, tmp_path):
    """A storage of its own."""
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def picture(content):
    return SimpleUploadedFile("screen.png", content)


@pytest.mark.parametrize("number", [1, 3])
def test_found_accounts_lists_them(client, council, at, number, django_assert_num_queries):
    for each in range(number):
        FoundAccount.objects.create(
            organisation=council.organisation,
            platform="x",
            key=f"x:a{each}",
            handle=f"a{each}",
            url=f"https://x.com/a{each}",
            pages=["https://council-site.example/"],
            found_at=at,
            latest_at=at,
        )
    council.sign_in(client, "keeper")

    with django_assert_num_queries(6):
        answer = client.get(reverse("checks:found_accounts"))

    assert answer.content.decode().count('<th scope="row">') == number


def test_found_accounts_when_there_is_none(client, council):
    council.sign_in(client, "auditor")

    answer = client.get(reverse("checks:found_accounts"), {"state": "nonsense"})

    assert "No account here" in answer.content.decode()


def test_found_account_is_adopted(client, council, at):
    made = make_found(council, at)
    council.sign_in(client, "keeper")
    given = {"judgement": "adopt", "name": "Parks", "department": council.department.public_id}

    answer = client.post(url("found_account", made), given, follow=True)

    assert "It is on the register." in answer.content.decode()
    assert Account.objects.get().name == "Parks"
    assert "See it on the register" in client.get(url("found_account", made)).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judgement": ""}, "Select whose account it is"),
        ({"judgement": "adopt"}, "Enter what it is called"),
        ({"judgement": "report"}, "Say how it pretends to be us"),
    ],
)
def test_found_account_judged_with_something_missing(client, council, at, given, said):
    made = make_found(council, at)
    council.sign_in(client, "keeper")

    assert said in client.post(url("found_account", made), given).content.decode()


def test_found_account_is_ignored_and_looked_at_again(client, council, at):
    made = make_found(council, at)
    council.sign_in(client, "keeper")

    client.post(url("found_account", made), {"judgement": "ignore"})
    ignored = client.get(reverse("checks:found_accounts"), {"state": "ignored"})
    client.post(url("reconsider", made))

    assert "strathbegparks" in ignored.content.decode()
    made.refresh_from_db()
    assert made.state == "found"


def test_found_account_is_judged_by_the_keeper_alone(client, council, outside, at):
    made = make_found(council, at)
    council.sign_in(client, "adviser")
    assert client.get(url("found_account", made)).status_code == 200
    assert client.post(url("found_account", made), {"judgement": "ignore"}).status_code == 403
    assert client.post(url("reconsider", made)).status_code == 403
    outside.sign_in(client, "keeper")
    assert client.get(url("found_account", made)).status_code == 404
