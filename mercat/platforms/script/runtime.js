// What the recogniser needs of Python, for the translation of its modules. No dependencies.
const $ = (() => {
  const T = (x) => x != null && x !== false && x !== 0 && x !== "" &&
    !(Array.isArray(x) ? x.length === 0 : (x instanceof Map || x instanceof Set) && x.size === 0);
  const it = (x) => (x instanceof Map ? x.keys() : x);
  const eq = (a, b) => {
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => eq(x, b[i]));
    return a === b || (a == null && b == null);
  };
  const has = (x, all) => {
    if (Array.isArray(all)) return all.some((each) => eq(each, x));
    return typeof all === "string" ? all.includes(x) : all.has(x);
  };
  const idx = (all, at) => {
    if (all instanceof Map) return all.get(at);
    if (all instanceof Match) return all.group(at);
    return at < 0 ? all[all.length + at] : all[at];
  };
  const sl = (all, from, to, step) => {
    if (step !== -1) return all.slice(from == null ? 0 : from, to == null ? undefined : to);
    const turned = [...all.slice(0, from == null ? undefined : from + 1)].reverse();
    return typeof all === "string" ? turned.join("") : turned;
  };
  const add = (a, b) => (Array.isArray(a) ? a.concat(b) : a + b);
  const bor = (a, b) => (a instanceof Map ? new Map([...a, ...b]) : typeof a === "number" ? a | b : new Set([...a, ...b]));
  const band = (a, b) => {
    const there = b instanceof Map ? b : new Set(b);
    return typeof a === "number" ? a & b : new Set([...it(a)].filter((x) => there.has(x)));
  };

  const CLASSES = [[/\[\^\\W_\]/g, "[\\p{L}\\p{N}]"], [/\[\^\\W\\d_\]/g, "[\\p{L}\\p{Nl}\\p{No}]"]];
  const ESCAPES = { w: "\\p{L}\\p{N}_", d: "\\p{Nd}" };
  const KEPT = "^$\\.*+?()[]{}|/-";
  const translated = (text) => {
    for (const [old, now] of CLASSES) text = text.replace(old, now);
    let made = "", inside = false;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at], next = text[at + 1];
      if (letter !== "\\") {
        if (letter === "[" && inside) made += "\\";
        if (letter === "[") inside = true;
        if (letter === "]") inside = false;
        made += letter;
        continue;
      }
      at += 1;
      if (next === "p") made += "\\p";
      else if (ESCAPES[next]) made += inside ? ESCAPES[next] : `[${ESCAPES[next]}]`;
      else if (next === "W") made += inside ? "\\W" : "[^\\p{L}\\p{N}_]";
      else if (next === "A") made += "^";
      else if (next === "Z") made += "$";
      else if (/[a-zA-Z0-9]/.test(next)) made += `\\${next}`;
      else made += KEPT.includes(next) && (next !== "-" || inside) ? `\\${next}` : next;
    }
    return made;
  };
  class Match {
    constructor(found) { this.found = found; }
    group(at) { return at ? this.found[at] ?? null : this.found[0]; }
    groups(other) { return this.found.slice(1).map((x) => x ?? other ?? null); }
    start() { return this.found.index; }
    end() { return this.found.index + this.found[0].length; }
  }
  const re = (text, flags) => {
    if (text.startsWith("(?i)")) { text = text.slice(4); flags = `${flags || ""}i`; }
    const source = translated(text), mode = `${flags || ""}u`;
    const ask = (pattern, more) => (words) => {
      const found = new RegExp(pattern, mode + more).exec(words);
      return found ? new Match(found) : null;
    };
    const whole = new RegExp(`^(?:${source})$`, mode);
    return {
      fullmatch: (words) => { const found = whole.exec(words); return found ? new Match(found) : null; },
      match: ask(`^(?:${source})`, ""),
      search: ask(source, ""),
      sub: (by, words) => words.replace(new RegExp(source, `${mode}g`), (...given) => {
        if (typeof by === "string") return by;
        const at = given.findIndex((each, i) => i > 0 && typeof each === "number");
        return by(new Match(Object.assign(given.slice(0, at), { index: given[at] })));
      }),
      split: (words) => words.split(new RegExp(source, mode)),
    };
  };

  const SPACE = " \t\n\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u0085\u001c\u001d\u001e\u001f";
  const lstrip = (s, of = SPACE) => { let at = 0; while (at < s.length && of.includes(s[at])) at += 1; return s.slice(at); };
  const rstrip = (s, of = SPACE) => { let at = s.length; while (at > 0 && of.includes(s[at - 1])) at -= 1; return s.slice(0, at); };
  const some = (given, test) => (Array.isArray(given) ? given.some(test) : test(given));
  const STRINGS = {
    lower: (s) => s.toLowerCase(),
    upper: (s) => s.toUpperCase(),
    strip: (s, of) => rstrip(lstrip(s, of), of),
    lstrip, rstrip,
    startswith: (s, given, at = 0) => some(given, (x) => s.startsWith(x, at)),
    endswith: (s, given) => some(given, (x) => s.endsWith(x)),
    removeprefix: (s, x) => (x && s.startsWith(x) ? s.slice(x.length) : s),
    removesuffix: (s, x) => (x && s.endsWith(x) ? s.slice(0, -x.length) : s),
    partition: (s, x) => { const at = s.indexOf(x); return at < 0 ? [s, "", ""] : [s.slice(0, at), x, s.slice(at + x.length)]; },
    rpartition: (s, x) => { const at = s.lastIndexOf(x); return at < 0 ? ["", "", s] : [s.slice(0, at), x, s.slice(at + x.length)]; },
    split: (s, x, most) => {
      if (x == null) return STRINGS.strip(s) ? STRINGS.strip(s).split(/\s+/u) : [];
      const all = s.split(x);
      return most == null || all.length <= most + 1 ? all : [...all.slice(0, most), all.slice(most).join(x)];
    },
    find: (s, x, at) => s.indexOf(x, at),
    rfind: (s, x) => s.lastIndexOf(x),
    count: (s, x) => s.split(x).length - 1,
    replace: (s, x, y) => s.split(x).join(y),
    join: (s, all) => [...all].join(s),
    format: (s, ...given) => {
      const named = given.length && typeof given[0] === "object" && given[0] !== null ? given[0] : {};
      let at = 0;
      return s.replace(/\{(\w*)\}/g, (_, name) => (name ? named[name] : given[at++]));
    },
    isascii: (s) => /^[\x00-\x7f]*$/.test(s),
    isalnum: (s) => /^[\p{L}\p{N}]+$/u.test(s),
    isalpha: (s) => /^\p{L}+$/u.test(s),
    isdigit: (s) => /^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u.test(s),
    isprintable: (s) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(s),
    translate: (s, table) => [...s].map((x) => { const to = table.get(x.codePointAt(0)); return to === undefined ? x : to; }).join(""),
    encode: (s, how) => {
      if (how !== "idna") { if (!STRINGS.isascii(s)) throw new Error("ascii"); return s; }
      const host = new URL(`http://${s}/`).hostname;
      if (!host) throw new Error("idna");
      return host;
    },
    decode: (s, how) => (how === "punycode" ? punycode(s) : s),
  };
  const LISTS = {
    append: (all, x) => { all.push(x); },
    extend: (all, more) => { all.push(...more); },
    pop: (all, at = -1) => all.splice(at, 1)[0],
  };
  const MAPS = {
    get: (all, x, other = null) => (all.has(x) ? all.get(x) : other),
    items: (all) => [...all.entries()],
    keys: (all) => all,
    values: (all) => [...all.values()],
    update: (all, more) => { for (const [x, y] of more) all.set(x, y); },
  };
  const SETS = { add: (all, x) => { all.add(x); } };
  const m = (on, name, ...given) => {
    const known = typeof on === "string" ? STRINGS : Array.isArray(on) ? LISTS : on instanceof Map ? MAPS : on instanceof Set ? SETS : {};
    return known[name] ? known[name](on, ...given) : on[name](...given);
  };

  const punycode = (text) => { // RFC 3492
    const last = text.lastIndexOf("-");
    const out = last > 0 ? [...text.slice(0, last)] : [];
    let n = 128, i = 0, bias = 72;
    for (let at = last > 0 ? last + 1 : 0; at < text.length;) {
      const before = i;
      for (let weight = 1, k = 36; ; k += 36) {
        const letter = text.charCodeAt(at++);
        const digit = letter - 48 < 10 ? letter - 22 : letter - 65 < 26 ? letter - 65 : letter - 97;
        if (!(digit >= 0 && digit < 36)) throw new Error("punycode");
        i += digit * weight;
        const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
        if (digit < t) break;
        weight *= 36 - t;
      }
      const size = out.length + 1;
      let delta = before === 0 ? Math.floor(i / 700) : (i - before) >> 1;
      delta += Math.floor(delta / size);
      let k = 0;
      for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
      bias = k + Math.floor((36 * delta) / (delta + 38));
      n += Math.floor(i / size);
      i %= size;
      out.splice(i++, 0, String.fromCodePoint(n));
    }
    return out.join("");
  };
  const unquote = (text) => text.replace(/(?:%[0-9a-fA-F]{2})+/g, (code) =>
    new TextDecoder().decode(Uint8Array.from(code.slice(1).split("%"), (x) => parseInt(x, 16))));
  const quote = (text, safe = "/") => [...text].map((x) =>
    (/[A-Za-z0-9_.~-]/.test(x) || safe.includes(x) ? x
      : [...new TextEncoder().encode(x)].map((b) => `%${b.toString(16).toUpperCase().padStart(2, "0")}`).join(""))).join("");
  const maketrans = (from, to) => new Map(from instanceof Map
    ? [...from].map(([x, y]) => [typeof x === "string" ? x.codePointAt(0) : x, y])
    : [...from].map((x, at) => [x.codePointAt(0), [...to][at]]));
  const table = (text) => text.split("\n").filter((line) => line && !line.startsWith("#"));
  return {
    T, it, eq, has, idx, sl, add, bor, band, re, m, unquote, quote, maketrans, table,
    not: (x) => !T(x),
    and: (a, b) => (T(a) ? b() : a),
    or: (a, b) => (T(a) ? a : b()),
    len: (x) => (x instanceof Map || x instanceof Set ? x.size : x.length),
    any: (all) => { for (const x of all) if (T(x)) return true; return false; },
    all: (all) => { for (const x of all) if (!T(x)) return false; return true; },
    map: (by, all) => [...it(all)].map((x) => by(x)),
    zip: (...all) => [...all[0]].map((_, at) => all.map((each) => each[at])),
    range: (a, b) => (b === undefined ? [...Array(Math.max(0, a)).keys()] : Array.from({ length: Math.max(0, b - a) }, (_, at) => a + at)),
    next: (all, other) => { for (const x of all) return x; return other; },
    dict: (pairs) => new Map(pairs),
    fromkeys: (keys, to = null) => new Map([...it(keys)].map((x) => [x, to])),
    set: (all) => new Set(all === undefined ? [] : it(all)),
    list: (all) => [...it(all)],
    int: (x, base) => parseInt(x, base || 10),
    isalnum: STRINGS.isalnum,
    combining: (x) => /\p{Mn}/u.test(x),
    normalize: (form, x) => x.normalize(form),
  };
})();
