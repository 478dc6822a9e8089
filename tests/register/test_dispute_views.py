from mercat.register import actions
from mercat.register.lifecycle import Status
from mercat.register.models import Account
from tests.organisations.test_administration_views import errors, main
from tests.register.actions.test_disputes import dispute, ours, theirs

__all__ = ["dispute", "ours", "theirs"]


def address(dispute, page=""):
    return f"/register/disputes/{dispute.public_id}/{page}"


def test_dispute_shows_the_other_by_its_name_alone(client, council, outside, dispute, at):
    actions.state_claim(
        dispute=dispute,
        words="A parent told us of it.",
        evidence="https://glentarbet.example/",
        by=outside.keeper,
        at=at,
    )
    council.sign_in(client, "keeper")

    shown = main(client.get(address(dispute)))

    assert "Glentarbet Care The register says: it pretends to be us." in shown
    assert "A parent told us of it.https://glentarbet.example/" in shown
    assert "You The register says: it is ours." in shown
    assert outside.keeper.person.name not in shown


def test_dashboard_leads_to_it(client, council, dispute):
    council.sign_in(client, "keeper")

    assert "Another register contradicts ours" in main(client.get("/dashboard/"))
    assert "Waits for you both" in main(client.get("/register/disputes/"))


def test_claim_without_words_is_asked_for_them(client, council, dispute):
    council.sign_in(client, "keeper")

    answer = client.post(address(dispute, "claim/"), {"words": "", "evidence": "not an address"})

    assert errors(answer)[0] == "Error: Say what shows that you are right"
    assert "not an address" in answer.content.decode()


def test_claim_is_kept_and_can_be_changed(client, council, dispute):
    council.sign_in(client, "keeper")

    said = client.post(address(dispute, "claim/"), {"words": "Our page links to it."}, follow=True)

    assert "The other organisation is told within the hour" in main(said)
    assert "Our page links to it." in client.get(address(dispute, "claim/")).content.decode()


def test_claim_taken_back_is_settled(client, council, outside, dispute, theirs):
    outside.sign_in(client, "keeper")

    said = client.post(address(dispute, "withdraw/"), {"reason": "It is theirs."}, follow=True)

    assert "Your register says nothing of this account any more" in main(said)
    assert "Settled on" in main(said)
    assert Account.objects.get(pk=theirs.pk).status == Status.PROPOSED


def test_nothing_in_dispute_says_so(client, council):
    council.sign_in(client, "keeper")

    assert "Nobody contradicts your register" in main(client.get("/register/disputes/"))
