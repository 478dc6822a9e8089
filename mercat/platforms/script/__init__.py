"""The recogniser for web pages: its modules in JavaScript, with their tables, in one file.

`recogniser()` gives a script that defines `recognise(text, platform)` and needs nothing else.
"""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path

from mercat.platforms.registry import DATA, ENTRIES, FEDIVERSE, lines
from mercat.platforms.script.translating import Module, Signatures, name

HERE = Path(__file__).parent
ROOT = HERE.parent
FIRST = ("account", "platform", "hosts", "grammar", "registry")
LAST = ("address", "lookalikes", "fediverse", "recogniser")
# The tables of the registry are data here; these of its functions read them.
OF_REGISTRY = {"OLD_NAMES", "LANGUAGE", "platform_for", "split_host", "is_same_site"}
TABLES = ("confusables.txt", "namesakes.txt")


@cache
def recogniser() -> str:
    """The script. About as large as the modules it is made from."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _paths()}
    signatures = Signatures(quote=["text", "safe"])
    for tree in trees.values():
        signatures.learn(tree)
    runtime = (HERE / "runtime.js").read_text(encoding="utf-8")
    parts = [runtime, f"const M = {{}}, NAMES = new Map();\nconst TABLES = {_tables()};"]
    for path, tree in trees.items():
        only = OF_REGISTRY if path.stem == "registry" else None
        parts.append(_module(path.stem, Module(tree, signatures, only=only)))
    parts.append("return M.recogniser.recognise;")
    inner = "\n".join(parts)
    return f"const recognise = (() => {{\n{inner}\n}})();\n"


def _paths() -> list[Path]:
    sites = sorted((ROOT / "sites" / f"{key}.py") for key in ENTRIES)
    return [
        *(ROOT / f"{each}.py" for each in FIRST),
        *sites,
        *(ROOT / f"{each}.py" for each in LAST),
    ]


def _module(stem: str, module: Module) -> str:
    body = module.body()
    before = {"registry": REGISTRY, "account": "var PLATFORM_NAMES = NAMES;\n"}.get(stem, "")
    names = ", ".join(name(each) for each in dict.fromkeys([*module.names, *EXTRA.get(stem, ())]))
    return f"M.{stem} = (() => {{\n{before}{body}\nreturn {{{names}}};\n}})();"


def _tables() -> str:
    return json.dumps(
        {
            "index": lines("index.txt"),
            "others": lines("other_hosts.txt"),
            "fediverse": sorted(FEDIVERSE),
            **{each: (DATA / each).read_text(encoding="utf-8") for each in TABLES},
        },
        ensure_ascii=False,
    )


EXTRA = {
    "registry": (
        "ENTRIES", "BASES", "HOSTS", "REFUSED_HOSTS", "FEDIVERSE", "PLATFORM_NAMES", "lines",
        "platform_name",
    )
}  # fmt: skip
REGISTRY = """
var ENTRIES = new Map(), BASES = new Map(), HOSTS = new Map(), REFUSED_HOSTS = new Map();
var PLATFORM_NAMES = NAMES, FEDIVERSE = new Set(TABLES.fediverse);
var lines = (file) => $.table(TABLES[file]);
var platform_name = (key) => PLATFORM_NAMES.get(key);
class Entry {
  constructor(key, fame) { this.key = key; this.fame = fame; }
  load() { return M[this.key].PLATFORM; }
  read(path, query, host) { return this.load().read(path, query, host); }
}
for (const line of TABLES.index) {
  const [word, key, first, ...rest] = line.split(" ");
  if (word === "platform") {
    PLATFORM_NAMES.set(key, rest.join(" "));
    ENTRIES.set(key, new Entry(key, first));
  } else if (word === "refused") {
    for (const host of rest) REFUSED_HOSTS.set(host, [first, key]);
  } else {
    const table = word === "base" ? BASES : HOSTS;
    for (const host of [first, ...rest]) table.set(host, ENTRIES.get(key));
  }
}
for (const line of TABLES.others) {
  const [reason, host] = line.split(/\\s+/);
  REFUSED_HOSTS.set(host, [reason, null]);
}
for (const host of FEDIVERSE) HOSTS.set(host, ENTRIES.get("mastodon"));
var PLATFORMS = new Proxy({}, { get: (_, key) => ENTRIES.get(key).load() });
"""
