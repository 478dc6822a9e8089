"""Expressions of Python as expressions of JavaScript; each kind of node has its method."""

from __future__ import annotations

import ast
import builtins
import json
from typing import Any

from .names import ATTRIBUTES, KNOWN, Signatures, name, parameters, refuse

COMPARED = {
    ast.Eq: "$.eq({}, {})",
    ast.Is: "$.eq({}, {})",
    ast.NotEq: "!$.eq({}, {})",
    ast.IsNot: "!$.eq({}, {})",
    ast.In: "$.has({}, {})",
    ast.NotIn: "!$.has({}, {})",
    ast.Lt: "({} < {})",
    ast.LtE: "({} <= {})",
    ast.Gt: "({} > {})",
    ast.GtE: "({} >= {})",
}
BINARY = {
    ast.Add: "$.add({}, {})",
    ast.BitOr: "$.bor({}, {})",
    ast.BitAnd: "$.band({}, {})",
    ast.Sub: "({} - {})",
}
UNARY = {ast.USub: "-{}"}


class Expressions:
    def __init__(self, signatures: Signatures) -> None:
        self.signatures = signatures

    def value(self, node: ast.expr) -> str:
        return str(getattr(self, f"of_{type(node).__name__.lower()}", refuse)(node))

    def truth(self, node: ast.expr) -> str:
        match node:
            case ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return self.value(node)
            case ast.BoolOp(op=op, values=values):
                sign = " && " if isinstance(op, ast.And) else " || "
                return f"({sign.join(self.truth(each) for each in values)})"
        return f"$.T({self.value(node)})"

    def target(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return name(node.id)
        if isinstance(node, ast.Tuple | ast.List):
            return f"[{', '.join(self.target(each) for each in node.elts)}]"
        if isinstance(node, ast.Starred):
            return f"...{self.target(node.value)}"
        if isinstance(node, ast.Attribute):
            return f"{self.value(node.value)}.{node.attr}"
        return refuse(node)

    def several(self, nodes: list[ast.expr]) -> str:
        return ", ".join(self.value(each) for each in nodes)

    def of_constant(self, node: ast.Constant) -> str:
        return json.dumps(node.value)

    def of_name(self, node: ast.Name) -> str:
        if node.id not in KNOWN and hasattr(builtins, node.id):
            refuse(node)
        return KNOWN.get(node.id, name(node.id))

    def of_tuple(self, node: ast.Tuple | ast.List) -> str:
        return f"[{self.several(node.elts)}]"

    of_list = of_tuple

    def of_set(self, node: ast.Set) -> str:
        return f"new Set([{self.several(node.elts)}])"

    def of_dict(self, node: ast.Dict) -> str:
        pairs = [
            f"[{self.value(key)}, {self.value(value)}]" if key else f"...{self.value(value)}"
            for key, value in zip(node.keys, node.values, strict=True)
        ]
        return f"new Map([{', '.join(pairs)}])"

    def of_starred(self, node: ast.Starred) -> str:
        return f"...$.it({self.value(node.value)})"

    def of_joinedstr(self, node: ast.JoinedStr) -> str:
        return "(" + " + ".join(['""', *(self.value(each) for each in node.values)]) + ")"

    def of_formattedvalue(self, node: ast.FormattedValue) -> str:
        if node.conversion != -1 or node.format_spec:
            refuse(node)
        return self.value(node.value)

    def of_subscript(self, node: ast.Subscript) -> str:
        if not isinstance(node.slice, ast.Slice):
            return f"$.idx({self.value(node.value)}, {self.value(node.slice)})"
        ends = (node.slice.lower, node.slice.upper, node.slice.step)
        said = ", ".join(self.value(each) if each else "null" for each in ends)
        return f"$.sl({self.value(node.value)}, {said})"

    def of_namedexpr(self, node: ast.NamedExpr) -> str:
        return f"({self.target(node.target)} = {self.value(node.value)})"

    def of_lambda(self, node: ast.Lambda) -> str:
        given = ", ".join(name(each) for each in parameters(node.args))
        return f"(({given}) => {self.value(node.body)})"

    def of_ifexp(self, node: ast.IfExp) -> str:
        return f"({self.truth(node.test)} ? {self.value(node.body)} : {self.value(node.orelse)})"

    def of_listcomp(self, node: ast.ListComp | ast.GeneratorExp) -> str:
        return f"[...{self.comprehension(node.generators, self.value(node.elt))}]"

    of_generatorexp = of_listcomp

    def of_setcomp(self, node: ast.SetComp) -> str:
        return f"new Set({self.comprehension(node.generators, self.value(node.elt))})"

    def of_dictcomp(self, node: ast.DictComp) -> str:
        pair = f"[{self.value(node.key)}, {self.value(node.value)}]"
        return f"new Map({self.comprehension(node.generators, pair)})"

    def comprehension(self, loops: list[ast.comprehension], made: str) -> str:
        inner = f"yield {made};"
        for each in reversed(loops):
            for test in reversed(each.ifs):
                inner = f"if ({self.truth(test)}) {{{inner}}}"
            head = f"for (const {self.target(each.target)} of $.it({self.value(each.iter)}))"
            inner = f"{head} {{{inner}}}"
        return f"(function* () {{{inner}}})()"

    def of_boolop(self, node: ast.BoolOp) -> str:
        word = "and" if isinstance(node.op, ast.And) else "or"
        made = self.value(node.values[-1])
        for each in reversed(node.values[:-1]):
            made = f"$.{word}({self.value(each)}, () => {made})"
        return made

    def of_unaryop(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            return f"!{self.truth(node.operand)}"
        return self.written(UNARY, node, node.op, node.operand)

    def of_binop(self, node: ast.BinOp) -> str:
        return self.written(BINARY, node, node.op, node.left, node.right)

    def of_compare(self, node: ast.Compare) -> str:
        sides = [node.left, *node.comparators]
        pairs = zip(sides, node.ops, sides[1:], strict=False)
        said = [self.written(COMPARED, node, op, left, right) for left, op, right in pairs]
        return f"({' && '.join(said)})"

    def written(self, signs: dict[Any, str], node: ast.expr, op: ast.AST, *sides: ast.expr) -> str:
        if type(op) not in signs:
            refuse(node)
        return signs[type(op)].format(*(self.value(each) for each in sides))

    def of_attribute(self, node: ast.Attribute) -> str:
        said = ast.unparse(node)
        if said in ATTRIBUTES:
            return ATTRIBUTES[said]
        attr = "constructor" if node.attr == "__class__" else node.attr
        return f"{self.value(node.value)}.{attr}"

    def of_call(self, node: ast.Call) -> str:
        said, function = ast.unparse(node.func), node.func
        if said == "isinstance":
            return f"({self.value(node.args[0])} instanceof {self.value(node.args[1])})"
        if said == "new_account":
            return f"new Account(...{self.value(node.args[1])})"
        given = self.arguments(node)
        if isinstance(function, ast.Attribute) and said not in ATTRIBUTES:
            return self.method_call(function, given)
        new = "new " if said in self.signatures and said[0].isupper() else ""
        return f"{new}{self.value(function)}({', '.join(given)})"

    def method_call(self, function: ast.Attribute, given: list[str]) -> str:
        if isinstance(function.value, ast.Name) and function.value.id == "re":
            pattern, *rest = given
            return f"$.re({pattern}).{function.attr}({', '.join(rest)})"
        whole = [self.value(function.value), json.dumps(function.attr), *given]
        return f"$.m({', '.join(whole)})"

    def arguments(self, node: ast.Call) -> list[str]:
        given = [self.value(each) for each in node.args]
        if not node.keywords:
            return given
        named = {each.arg: self.value(each.value) for each in node.keywords}
        order = self.signatures.get(ast.unparse(node.func))
        if order is None:
            return [*given, "{" + ", ".join(f"{key}: {said}" for key, said in named.items()) + "}"]
        last = max(order.index(each) for each in named if each)
        return [*given, *(named.get(each, "undefined") for each in order[len(given) : last + 1])]
