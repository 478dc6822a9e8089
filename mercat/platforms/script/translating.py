"""Translates the recogniser's own modules into JavaScript, so that there is one recogniser.

It knows as much of Python as those modules use, and refuses the rest by name. What a platform's
author may write, and what comes out, is held by tests that ask both the same thousands of texts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .expressions import Expressions
from .names import Signatures, Untranslatable, fields, name, parameters, refuse

__all__ = ["Module", "Signatures", "Untranslatable", "name"]
TYPES = frozenset({"Answer", "Reader", "Words", "PLATFORM_NAMES"})
PASSED_OVER = (ast.For, ast.Assign, ast.AnnAssign, ast.Import, ast.If, ast.Expr)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Module(Expressions):
    """One module, as a function that is called at once and gives what the others import."""

    def __init__(self, tree: ast.Module, signatures: Signatures, *, only: set[str] | None) -> None:
        super().__init__(signatures)
        self.tree, self.only = tree, only
        self.names: list[str] = []

    def body(self) -> str:
        return "\n".join(line for node in self.tree.body for line in self.top(node))

    def top(self, node: ast.stmt) -> Iterator[str]:
        if self.only is not None and not (set(named(node)) & self.only):
            return
        if isinstance(node, ast.ImportFrom):
            yield from self.imported(node)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            self.names.append(node.name)
            yield self.statement(node)
        elif named(node) and not (set(named(node)) & TYPES):
            self.names += named(node)
            yield f"var {self.statement(node)}"
        elif not isinstance(node, PASSED_OVER):
            refuse(node)

    def imported(self, node: ast.ImportFrom) -> Iterator[str]:
        module, names = node.module or "", [name(each.name) for each in node.names]
        if not node.level and not module.startswith("mercat.platforms"):
            return
        path = module.removeprefix("mercat.platforms").strip(".")
        place = "" if path in ("", "sites") else "." + path.rpartition(".")[2]
        yield from (f"var {each} = M{place}.{each};" for each in names)

    def block(self, nodes: list[ast.stmt]) -> str:
        return "{" + "\n".join(self.statement(each) for each in nodes) + "}"

    def statement(self, node: ast.stmt) -> str:
        return str(getattr(self, f"do_{type(node).__name__.lower()}", refuse)(node))

    def do_functiondef(self, node: ast.FunctionDef) -> str:
        return f"function {name(node.name)}{self.function(node.args, node.body)}"

    def do_classdef(self, node: ast.ClassDef) -> str:
        """A named tuple, an enumeration, or the one plain class."""
        bases = [each.id for each in node.bases if isinstance(each, ast.Name)]
        if bases == ["StrEnum"]:
            pairs = [each for each in node.body if isinstance(each, ast.Assign)]
            inner = ", ".join(f"{self.target(e.targets[0])}: {self.value(e.value)}" for e in pairs)
            return f"var {node.name} = {{{inner}}};"
        methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
        made = "\n".join(self.method(each) for each in methods if each.name != "__init__")
        return f"class {node.name} {{{self.constructor(node, methods)}\n{made}}}"

    def do_return(self, node: ast.Return) -> str:
        return f"return {self.value(node.value) if node.value else 'null'};"

    def do_assign(self, node: ast.Assign) -> str:
        (target,) = node.targets
        return f"{self.target(target)} = {self.value(node.value)};"

    def do_annassign(self, node: ast.AnnAssign) -> str:
        return f"{self.target(node.target)} = {self.value(node.value)};" if node.value else ""

    def do_augassign(self, node: ast.AugAssign) -> str:
        old = ast.parse(ast.unparse(node.target), mode="eval").body
        both = ast.BinOp(left=old, op=node.op, right=node.value)
        return f"{self.target(node.target)} = {self.value(both)};"

    def do_if(self, node: ast.If) -> str:
        rest = f" else {self.block(node.orelse)}" if node.orelse else ""
        return f"if ({self.truth(node.test)}) {self.block(node.body)}{rest}"

    def do_while(self, node: ast.While) -> str:
        if node.orelse:
            refuse(node)
        return f"while ({self.truth(node.test)}) {self.block(node.body)}"

    def do_for(self, node: ast.For) -> str:
        if node.orelse:
            refuse(node)
        over = f"{self.target(node.target)} of $.it({self.value(node.iter)})"
        return f"for ({over}) {self.block(node.body)}"

    def do_try(self, node: ast.Try) -> str:
        (handler,) = node.handlers
        return f"try {self.block(node.body)} catch (_error) {self.block(handler.body)}"

    def do_expr(self, node: ast.Expr) -> str:
        return "" if isinstance(node.value, ast.Constant) else f"{self.value(node.value)};"

    def do_continue(self, node: ast.Continue) -> str:
        return "continue;"

    def do_break(self, node: ast.Break) -> str:
        return "break;"

    def function(self, given: ast.arguments, body: list[ast.stmt], *, method: bool = False) -> str:
        names = parameters(given)[1 if method else 0 :]
        others = defaults(given)
        said = [
            f"{name(each)} = {self.value(others[each])}" if each in others else name(each)
            for each in names
        ]
        local = sorted(set(assigned(body)) - set(names))
        let = f"let {', '.join(name(each) for each in local)};\n" if local else ""
        own = "const self = this;\n" if method else ""
        inner = "\n".join(self.statement(each) for each in body)
        return f"({', '.join(said)}) {{{own}{let}{inner}}}"

    def constructor(self, node: ast.ClassDef, methods: list[ast.FunctionDef]) -> str:
        first = next((each for each in methods if each.name == "__init__"), None)
        if first is None:
            return self.of_a_tuple(node)
        self.signatures[node.name] = parameters(first.args)[1:]
        others = [each.name for each in methods if each is not first]
        bound = "".join(f"this.{each} = this.{each}.bind(this);" for each in others)
        made = self.function(first.args, first.body, method=True)
        return "constructor" + made.replace("{", "{" + bound, 1)

    def of_a_tuple(self, node: ast.ClassDef) -> str:
        given = [
            f"{target} = {self.value(value) if value else 'null'}" for target, value in fields(node)
        ]
        sets = "".join(f"this.{target} = {target};" for target, _ in fields(node))
        again = "_replace(given) {return Object.assign(new this.constructor(), this, given);}"
        return f"constructor({', '.join(given)}) {{{sets}}}\n{again}"

    def method(self, node: ast.FunctionDef) -> str:
        marks = [each.id for each in node.decorator_list if isinstance(each, ast.Name)]
        made = self.function(node.args, node.body, method=True)
        return f"{'get ' if 'property' in marks else ''}{node.name}{made}"


def defaults(given: ast.arguments) -> dict[str, ast.expr]:
    last = [each.arg for each in given.args][len(given.args) - len(given.defaults) :]
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    others = {each.arg: value for each, value in named if value is not None}
    return {**dict(zip(last, given.defaults, strict=True)), **others}


def named(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Assign(targets=targets):
            return [e.id for each in targets for e in ast.walk(each) if isinstance(e, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=word)):
            return [word]
    return []


def assigned(body: list[ast.stmt]) -> Iterator[str]:
    """What a function calls its own; what a function inside it does so is another matter."""
    for node in body:
        yield from _assigned(node)


def _assigned(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    for child in ast.iter_child_nodes(node):
        if isinstance(node, COMPREHENSIONS) and isinstance(child, ast.comprehension):
            yield from (e.target.id for e in ast.walk(child) if isinstance(e, ast.NamedExpr))
        else:
            yield from _assigned(child)
