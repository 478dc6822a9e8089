from mercat.register.models import Account, Transfer
from tests.organisations.test_administration_views import errors, main
from tests.register.actions.test_transfers import account, transfer

__all__ = ["account", "transfer"]


def address(transfer, page=""):
    return f"/register/transfers/{transfer.public_id}/{page}"


def test_offer_is_asked_from_the_account(client, council, outside, account):
    council.sign_in(client, "keeper")
    page = f"/register/accounts/{account.public_id}/"

    assert "Another organisation runs it" in main(client.get(page))
    wrong = client.post(f"{page}offer/", {"to": "", "reason": "Theirs"})
    sent = client.post(f"{page}offer/", {"to": "glentarbet", "reason": "Theirs now"}, follow=True)

    assert errors(wrong) == ["Error: Choose the organisation that runs it from now on"]
    assert "They are asked" in main(sent)
    assert Transfer.objects.get().to == outside.organisation


def test_taker_finds_it_on_the_dashboard_and_takes_it(client, outside, transfer):
    outside.sign_in(client, "keeper")

    assert "asks you to take it over" in main(client.get("/dashboard/"))
    assert "The harbour is theirs now." in main(client.get(address(transfer)))
    taken = client.post(address(transfer, "accept/"), follow=True)

    assert "It is on your register now" in main(taken)
    assert Account.objects.filter(organisation=outside.organisation).exists()
    assert "took it over on" in main(client.get(address(transfer)))


def test_taker_refuses_with_a_reason_that_the_giver_reads(client, council, outside, transfer):
    outside.sign_in(client, "keeper")

    asked = client.post(address(transfer, "refuse/"), {"reason": ""})
    client.post(address(transfer, "refuse/"), {"reason": "The trust runs it."})
    council.sign_in(client, "keeper")

    assert errors(asked) == ["Error: Say why"]
    assert "The trust runs it." in main(client.get(address(transfer)))


def test_giver_takes_it_back(client, council, transfer):
    council.sign_in(client, "keeper")

    assert "It waits for their answer" in main(client.get(address(transfer)))
    said = client.post(address(transfer, "back/"), follow=True)

    assert "You have taken it back" in main(said)
