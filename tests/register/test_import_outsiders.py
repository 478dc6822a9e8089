"""Imports are their keeper's alone; what is another organisation's is not there."""

from django.urls import get_resolver, reverse

from tests.register.import_addresses import IMPORTS, ONE_IMPORT, REGISTER_KEEPERS, one_import

KEYS = {
    f"register:{pattern.name}": set(pattern.pattern.converters)
    for resolver in get_resolver().url_patterns
    if getattr(resolver, "namespace", "") == "register"
    for pattern in resolver.url_patterns
}


def test_imports_are_their_keepers_alone(client, council, outside):
    values = one_import(council)

    def address(name):
        return reverse(name, kwargs={key: values[key] for key in KEYS[name]})

    council.sign_in(client, "member")
    for name in IMPORTS:
        for method in (client.get, client.post):
            refused = 405 if method == client.get and ONE_IMPORT.get(name) == 405 else 403
            if method == client.get or name in ONE_IMPORT:
                assert (name, method(address(name)).status_code) in {(name, refused), (name, 405)}
    outside.sign_in(client, "keeper")
    for name, status in ONE_IMPORT.items():
        missing = 405 if status == 405 else 404
        assert (name, client.get(address(name)).status_code) == (name, missing)
        assert (name, client.post(address(name)).status_code) in {(name, 404), (name, 405)}
    council.sign_in(client, "keeper")
    for name in REGISTER_KEEPERS:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    assert {name: client.get(address(name)).status_code for name in ONE_IMPORT} == ONE_IMPORT
