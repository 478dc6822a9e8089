"""What the translation of the recogniser refuses. Whether it is right: tests/journeys."""

import ast

import pytest

from mercat.platforms.script import recogniser
from mercat.platforms.script.translating import Module, Signatures, Untranslatable


def translated(text: str) -> str:
    tree = ast.parse(text)
    signatures = Signatures()
    signatures.learn(tree)
    return Module(tree, signatures, only=None).body()


def test_keywords_are_put_in_the_order_of_the_parameters():
    said = translated("def f(a, *, b=1, c=2):\n    return a\nx = f(0, c=3)")

    assert said.endswith("var x = f(0, undefined, 3);")


def test_empty_things_are_false_as_in_python():
    assert "if ($.T(path))" in translated("def f(path):\n    if path:\n        return 1")


@pytest.mark.parametrize(
    "text",
    ["x = sorted(y)", "x = f'{a!r}'", "x = a ** b", "def f():\n    with a:\n        pass",
     "def f():\n    global x", "x = eval('1')"],
)  # fmt: skip
def test_what_is_not_known_is_refused_by_its_line(text):
    with pytest.raises(Untranslatable, match=r"line [0-9?]"):
        translated(text)


def test_script_is_one_file_that_asks_nobody():
    said = recogniser()

    assert [word for word in ("import(", "require(", "fetch(", "eval(") if word in said] == []
    assert len(said) < 250_000
