import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.common.uploads import KINDS, clean_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Plan 2027.pdf", "Plan 2027.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ailsa\\Plan.PDF", "Plan.PDF"),
        ("plan\u202efdp.exe", "planfdp.pdf"),
        ("plan\x00.pdf", "plan.pdf"),
        ("pl\u200ban\r\n.pdf", "plan.pdf"),
        ('a<b>:"c|?*.pdf', "a b c.pdf"),
        ("Cynllun ŵy 🦌.pdf", "Cynllun ŵy 🦌.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file.pdf"),
        ("con.pdf", "_con.pdf"),
        ("plan.exe", "plan.pdf"),
        ("Plan 2. final version", "Plan 2. final version.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_name_is_short_safe_and_ends_as_its_kind(typed, kept):
    assert clean_name(typed, KINDS["pdf"]) == kept


@given(st.text(max_size=300), st.sampled_from([None, *KINDS.values()]))
def test_any_name_becomes_one_that_is_safe(typed, kind):
    name = clean_name(typed, kind)

    assert 0 < len(name) <= 100
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(each) not in {"Cc", "Cf", "Cs"} for each in name)
    assert not name.startswith(".")
    assert kind is None or name.lower().endswith(kind.endings)
