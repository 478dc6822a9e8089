"""What the recogniser's modules may call, and what it is called in JavaScript."""

from __future__ import annotations

import ast
from typing import NoReturn

from mercat.platforms.platform import listed

RESERVED = frozenset(
    listed(
        "arguments await case class const default delete enum eval export function in let new "
        "null package private protected public static super switch this throw typeof var void with"
    )
)
KNOWN = {
    "len": "$.len",
    "abs": "Math.abs",
    "bool": "$.T",
    "any": "$.any",
    "all": "$.all",
    "map": "$.map",
    "zip": "$.zip",
    "next": "$.next",
    "range": "$.range",
    "dict": "$.dict",
    "set": "$.set",
    "frozenset": "$.set",
    "list": "$.list",
    "tuple": "$.list",
    "int": "$.int",
    "chr": "String.fromCodePoint",
    "min": "Math.min",
    "max": "Math.max",
    "str": "String",
    "quote": "$.quote",
    "unquote": "$.unquote",
    "MappingProxyType": "$.dict",
}
ATTRIBUTES = {
    "str.isalnum": "$.isalnum",
    "str.maketrans": "$.maketrans",
    "dict.fromkeys": "$.fromkeys",
    "re.compile": "$.re",
    "re.IGNORECASE": '"i"',
    "re.DOTALL": '"s"',
    "unicodedata.normalize": "$.normalize",
    "unicodedata.combining": "$.combining",
}


class Untranslatable(Exception):
    """Something of Python that the recogniser's modules did not use before."""


def refuse(node: ast.AST) -> NoReturn:
    raise Untranslatable(f"line {getattr(node, 'lineno', '?')}: {type(node).__name__}")


def name(word: str) -> str:
    return word + "_" if word in RESERVED else word


class Signatures(dict[str, list[str]]):
    """The parameters of functions and classes by their name, to put keywords into order."""

    def learn(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self[node.name] = parameters(node.args)
            elif isinstance(node, ast.ClassDef):
                self[node.name] = [target for target, _ in fields(node)]


def parameters(given: ast.arguments) -> list[str]:
    return [each.arg for each in (*given.args, *given.kwonlyargs)]


def fields(node: ast.ClassDef) -> list[tuple[str, ast.expr | None]]:
    return [
        (each.target.id, each.value)
        for each in node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]
