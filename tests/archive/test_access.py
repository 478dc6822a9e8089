"""Those who run the site close it; of their own organisation administrators read the plan."""

from django.urls import reverse

from tests.archive.addresses import CLOSING, OPERATORS, POST_ONLY, READ, WRITE
from tests.archive.closed import operator


def address(name, council):
    return reverse(name, args=[] if name in OPERATORS or "site" in name else [slug_of(council)])


def slug_of(council):
    return council.organisation.slug


def test_members_find_nothing_and_administrators_read_their_own(client, council, outside):
    for organisation in (council, outside):
        for part in organisation.members:
            organisation.sign_in(client, part)
            own = organisation is council and part == "administrator"
            for name in CLOSING:
                ask = client.post if name in POST_ONLY else client.get
                status = ask(address(name, council)).status_code
                expected = 200 if own and name in READ else 403 if own and name in WRITE else 404
                assert status == expected, (part, name)


def test_operator_opens_every_page(client, council):
    client.force_login(operator())
    for name in CLOSING - POST_ONLY:
        assert client.get(address(name, council)).status_code == 200, name
    for name in POST_ONLY:  # nothing is planned
        assert client.post(address(name, council)).status_code == 404, name
        assert client.get(address(name, council)).status_code == 405, name
