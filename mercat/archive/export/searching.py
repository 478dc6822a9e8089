"""The search: words by their first two letters, as scripts, so that a disk can be searched."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from mercat.archive.export.state import State

WORD = re.compile(r"\w{2,30}")
MOST_IN_A_PAGE = 400
PAGES_IN_A_FILE = 200


Pieces = Iterator[bytes]


def index(
    state: State, others: tuple[str, ...] = (), folder: str = ""
) -> Iterator[tuple[str, Pieces]]:
    """The files of the index, one at a time; the words are put in order on the disk.

    Of the pages in `folder`, or of those that are in none of the others.
    """
    with TemporaryDirectory(prefix="mercat-search-") as beside:
        words = sqlite3.connect(Path(beside) / "words", isolation_level=None)
        words.execute("PRAGMA journal_mode=OFF")
        words.execute("CREATE TABLE words (word TEXT, page INTEGER)")
        words.execute("BEGIN")
        batch: list[list[str]] = []
        for number, (name, title, text) in enumerate(_of(state, others, folder)):
            found = dict.fromkeys(WORD.findall(f"{title} {text}".casefold()))
            rows = [(word, number) for word in list(found)[:MOST_IN_A_PAGE]]
            words.executemany("INSERT INTO words VALUES (?, ?)", rows)
            batch.append([name, title.removesuffix(" – Mercat"), text[:160]])
            if len(batch) == PAGES_IN_A_FILE:
                yield _pages(number // PAGES_IN_A_FILE, batch)
                batch = []
        if batch:
            yield _pages(number // PAGES_IN_A_FILE, batch)
        yield from _words(words)
        words.close()


def _of(state: State, others: tuple[str, ...], folder: str) -> Iterator[tuple[str, str, str]]:
    for name, title, text in state.pages():
        if name.startswith(folder) if folder else not name.startswith(others):
            yield name.removeprefix(folder), title, text


def _pages(number: int, batch: list[list[str]]) -> tuple[str, Pieces]:
    name = f"p{number}"
    return _script(name, iter([json.dumps(batch, separators=(",", ":")).encode()]))


def _words(words: sqlite3.Connection) -> Iterator[tuple[str, Pieces]]:
    rows = words.execute("SELECT word, page FROM words ORDER BY word, page")
    for letters, some in groupby(rows, key=lambda row: row[0][:2]):
        yield _script("w" + letters.encode().hex(), _found(some))


def _found(rows: Iterable[tuple[str, int]]) -> Pieces:
    """An object of words and the pages that have them, a number at a time."""
    start = b"{"
    for word, pages in groupby(rows, key=itemgetter(0)):
        yield start + json.dumps(word).encode() + b":["
        yield b",".join(b"%d" % page for _, page in islice(pages, 1))
        for _, page in pages:
            yield b",%d" % page
        yield b"]"
        start = b","
    yield b"}"


def _script(name: str, content: Pieces) -> tuple[str, Pieces]:
    before = f"mercatSearch({json.dumps(name)},".encode()
    return f"search/{name}.js", chain([before], content, [b");\n"])


SCRIPT = """"use strict";
(() => {
  const PAGES = 200, waiting = {}, kept = {};
  window.mercatSearch = (name, content) => {
    kept[name] = content;
    (waiting[name] || []).splice(0).forEach((done) => done(content));
  };
  const base = new URL(".", document.currentScript.src).href;
  const load = (name) => kept[name] ? Promise.resolve(kept[name]) : new Promise((done) => {
    (waiting[name] ??= []).push(done);
    const script = document.createElement("script");
    script.onerror = () => done(null);
    script.src = `${base}${name}.js`;
    document.head.append(script);
  });
  const hex = (text) => [...new TextEncoder().encode(text)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const files = new Set((document.currentScript.dataset.words || "").split(" "));
  const pagesOf = async (word) => {
    const name = `w${hex([...word].slice(0, 2).join(""))}`;
    if (!files.has(name)) return new Set();
    const found = await load(name), pages = new Set();
    for (const [each, numbers] of Object.entries(found || {})) {
      if (each.startsWith(word)) numbers.forEach((number) => pages.add(number));
    }
    return pages;
  };
  const search = async (text) => {
    const words = text.toLowerCase().match(/[\\p{L}\\p{N}_]{2,30}/gu) || [];
    const sets = await Promise.all(words.map(pagesOf));
    if (!sets.length) return [];
    const all = [...sets[0]].filter((page) => sets.every((set) => set.has(page)));
    return Promise.all(all.slice(0, 50).map(async (page) =>
      (await load(`p${Math.floor(page / PAGES)}`))[page % PAGES]));
  };
  const place = document.querySelector("[data-mercat-search]");
  const field = document.querySelector("#search-words");
  const said = document.querySelector("#found-how-many");
  place.parentElement.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await search(field.value);
    const { found: some, nothing } = place.dataset;
    said.textContent = found.length ? some.replace("{n}", found.length) : nothing;
    place.replaceChildren(...found.map(([name, title, text]) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.className = "govuk-link";
      link.href = `../${name}`;
      link.textContent = title;
      item.append(link, document.createElement("br"), text);
      return item;
    }));
  });
})();
"""
