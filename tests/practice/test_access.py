"""Who may open which address of shared practice: a part of tests/test_outsiders.py."""

from typing import Any

from tests.practice.addresses import (
    MEMBERS,
    OF_ONE,
    PUBLIC_ONLY,
    READ,
    READERS_POST_ONLY,
    REVIEWERS,
    REVIEWERS_LISTS,
    WRITERS,
    WRITERS_LISTS,
    WRITERS_POST_ONLY,
)
from tests.practice.papers import addresses as papers
from tests.test_outsiders import address

__all__ = ["address"]  # the fixture


def read_whole(answer: Any) -> None:
    """A file is sent open. Django's client closes it after its last byte, and nothing else."""
    if answer.streaming:
        list(answer.streaming_content)


def test_shared_practice_is_read_by_colleagues_and_written_by_its_writers(
    client, council, address, outside
):
    council.sign_in(client, "member")
    for name, expected in {
        **READ,
        **MEMBERS,
        **dict.fromkeys(WRITERS | WRITERS_LISTS, 403),
    }.items():
        answer = client.get(address(name))
        assert (name, answer.status_code) == (name, expected)
        read_whole(answer)
    for name in WRITERS | WRITERS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    for name in REVIEWERS | REVIEWERS_LISTS:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "colleague")
    for name in WRITERS | WRITERS_LISTS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in WRITERS_POST_ONLY | READERS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
    council.sign_in(client, "adviser")
    for name in REVIEWERS | REVIEWERS_LISTS:
        assert (name, client.get(address(name)).status_code) == (name, 200)


def test_shared_practice_of_one_organisation_is_not_there_for_another(client, address, outside):
    for part in ("adviser", "administrator", "member"):
        outside.sign_in(client, part)
        for name in OF_ONE - WRITERS_POST_ONLY - READERS_POST_ONLY:
            assert (name, client.get(address(name)).status_code) == (name, 404)
        for name in OF_ONE - {*READ} - WRITERS_LISTS - PUBLIC_ONLY | {
            "practice:suggest",
            "practice:use",
        }:
            assert (name, client.post(address(name)).status_code) == (name, 404)
    assert client.post(address("practice:unfollow")).status_code == 404


def test_papers_are_read_by_colleagues_and_written_by_their_authors(
    client, council, address, outside
):
    council.sign_in(client, "member")
    for name in {**papers.READ, **papers.STARTS} | dict.fromkeys(papers.READERS):
        answer = client.get(address(name))
        assert (name, answer.status_code) == (name, 200)
        read_whole(answer)
    for name in papers.READERS_POST_ONLY | papers.WRITERS_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
    for name in papers.WRITERS | papers.WRITERS_POST_ONLY | papers.MODERATORS:
        assert (name, client.post(address(name)).status_code) in {(name, 403), (name, 405)}
    council.sign_in(client, "adviser")
    for name in papers.MODERATORS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in papers.WRITERS:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    council.sign_in(client, "clerk")
    for name in papers.WRITERS | papers.MODERATORS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    outside.sign_in(client, "adviser")
    for name in papers.PAPERS - set(papers.STARTS):
        for method in (client.get, client.post):
            assert (name, method(address(name)).status_code) in {(name, 404), (name, 405)}


def test_a_second_look_is_asked_for_by_whoever_wrote_it(client, council, address):
    for who, expected in (("member", 403), ("adviser", 403), ("colleague", 200)):
        council.sign_in(client, who)
        for name in papers.SPEAKERS:
            assert (name, client.get(address(name)).status_code) == (name, expected)
