import pytest

from mercat.register.imports import headings


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("account_url", ("address",)),
        ("Account URL", ("address",)),
        ("ACCOUNT-URL", ("address",)),
        ("AccountUrl ", ("address",)),
        ("handle_or_url", ("address",)),
        ("Facebook/X link", ("address",)),
        ("href", ("address",)),
        ("account_platform", ("platform",)),
        ("service_type", ("platform",)),
        ("Service", ("platform", "department")),
        ("Account", ("handle", "name")),
        ("agencies", ("department",)),
        ("Départment", ("department",)),
        ("short_description", ("purpose",)),
        ("info_url", ()),
        ("Website link", ()),
        ("contacts", ()),
        ("Date Added", ()),
        ("", ()),
    ],
)
def test_fields_of_a_heading_in_any_spelling(heading, fields):
    assert headings.fields_of(heading) == fields


@pytest.mark.parametrize(
    ("cell", "platforms"),
    [
        ("x", {"x"}),
        ("Twitter", {"x"}),
        ("X (formerly Twitter)", {"x"}),
        ("Twitter/X", {"x"}),
        ("Intagram", {"instagram"}),
        ("Facebok page", {"facebook"}),
        ("Facebook Page", {"facebook"}),
        ("www.facebook.com", {"facebook"}),
        ("FB", {"facebook"}),
        ("YouTube channel", {"youtube"}),
        ("Facebook / Instagram", {"facebook", "instagram"}),
        ("Facebook and YouTube", {"facebook", "youtube"}),
        ("LinkedIn company page", {"linkedin"}),
        ("Google+", {"googleplus"}),
        ("Ko-fi", {"kofi"}),
        ("Newsletter", set()),
        ("Blog post", set()),
        ("Social media account", set()),
        ("", set()),
    ],
)
def test_platforms_named_in_a_cell(cell, platforms):
    assert headings.platforms_named(cell) == platforms


def test_platforms_named_in_a_heading_are_not_guessed():
    assert headings.platforms_named("instagram_id", misspelt=False) == frozenset()
