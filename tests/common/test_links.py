import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from mercat.common import links
from mercat.common.links import LinkPlan
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from tests.common.together import together

KEY = "5bb3e2f6-6f0f-4b1e-9f5a-0d3a8c1f7b11"
OTHER_KEY = "0f1f0d4c-93a5-4c7e-8f4b-6b3c2d1a0e99"


def mint(at, **changed):
    given = {
        "purpose": "tests.view",
        "path": "/view/{token}/",
        "subject": "kx7t4m29bc",
        "person_key": KEY,
        "revision": 2,
        "days": 30,
        **changed,
    }
    return links.mint(LinkPlan(**given), at=at).split("/")[2]


def read(token, at):
    return links.read(token, purpose="tests.view", at=at)


def test_mint_keeps_a_hash_and_nothing_of_the_token(db, at):
    token = mint(at)

    row = ActLink.objects.values().get()
    del row["id"]
    assert row == {
        "token_hash": hashlib.sha256(token.encode()).hexdigest(),
        "purpose": "tests.view",
        "subject": "kx7t4m29bc",
        "person_key": UUID(KEY),
        "revision": 2,
        "expires_at": at + timedelta(days=30),
        "used_at": None,
    }


def test_mint_twice_makes_two_tokens_of_256_bits(db, at):
    tokens = {mint(at), mint(at)}

    assert [len(token) for token in tokens] == [43, 43]  # 32 bytes in base64


def test_read_uses_nothing_up(db, at):
    token = mint(at)

    first, again = read(token, at), read(token, at)

    assert (first, again.used_at) == (again, None)


def test_read_until_the_last_moment(db, at):
    token = mint(at)

    assert read(token, at + timedelta(days=30, microseconds=-1)).subject == "kx7t4m29bc"
    with pytest.raises(Refused, match="This link has ended"):
        read(token, at + timedelta(days=30))


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
def test_read_unknown_token_is_refused(db, at, token):
    mint(at)

    with pytest.raises(Refused, match="This link has ended"):
        read(token, at)


def test_read_the_hash_itself_is_refused(db, at):
    mint(at)

    with pytest.raises(Refused, match="This link has ended"):
        read(ActLink.objects.get().token_hash, at)


def test_read_for_another_purpose_is_refused(db, at):
    token = mint(at, purpose="tests.certify")

    with pytest.raises(Refused, match="This link has ended"):
        read(token, at)


def test_spend_ends_the_link(db, at):
    token = mint(at)

    links.spend(read(token, at), at=at)

    assert ActLink.objects.get().used_at == at
    with pytest.raises(Refused, match="This link has ended"):
        read(token, at)


def test_spend_twice_is_refused_and_keeps_the_first_time(db, at):
    link = read(mint(at), at)
    links.spend(link, at=at)

    with pytest.raises(Refused, match="This link has ended"):
        links.spend(link, at=at + timedelta(hours=1))

    assert ActLink.objects.get().used_at == at


def test_spend_ends_the_siblings_of_the_link(db, at):
    first, reminder = mint(at), mint(at)

    links.spend(read(first, at), at=at)

    with pytest.raises(Refused, match="This link has ended"):
        read(reminder, at)


@pytest.mark.parametrize(
    "changed", [{"subject": "other"}, {"person_key": OTHER_KEY}, {"purpose": "tests.certify"}]
)
def test_spend_leaves_other_links_alone(db, at, changed):
    token, other = mint(at), mint(at, **changed)

    links.spend(read(token, at), at=at)

    purpose = changed.get("purpose", "tests.view")
    assert links.read(other, purpose=purpose, at=at).used_at is None


def test_spend_by_two_at_once_is_done_by_one(flushable, at):
    link = read(mint(at), at)

    def spend():
        try:
            links.spend(link, at=at)
        except Refused:
            return "refused"
        return "spent"

    assert sorted(together(spend, spend)) == ["refused", "spent"]
