from django.template import Context, Template


def test_spoken_filter_needs_no_load():
    template = Template("{{ number|spoken }}")

    assert template.render(Context({"number": "kx7t4m29bc"})) == "KX7-T4M2-9BC"


def test_at_key_of_a_missing_key_is_empty():
    template = Template("{{ answers|at_key:'purpose' }}, {{ answers|at_key:'risks' }}.")

    assert template.render(Context({"answers": {"purpose": "Loans"}})) == "Loans, ."
