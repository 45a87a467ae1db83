// Many mutants in one build: every body of a function that cargo-mutants would change becomes a choice between its
// mutations and itself, made when the program runs.

/** Offsets of the lines of a text; columns count characters, not the code units of a string. */
function positions(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return ({ line, column }) => {
    let at = starts[line - 1];
    for (let left = column - 1; left > 0; left -= 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
}

/** The end of what is no code at this place: a comment, a string, a character; or the place itself. */
function past(text, at) {
  if (text.startsWith("//", at)) return text.indexOf("\n", at);
  if (text.startsWith("/*", at)) return text.indexOf("*/", at) + 2;
  if (text[at] === '"') {
    let end = at + 1;
    while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    return end + 1;
  }
  return at;
}

/** Where the braces of a function begin: attributes and signature hold none outside brackets. */
function bodyStart(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const end = past(text, at);
    if (end > at) { at = end; continue; }
    if ("([".includes(text[at])) depth += 1;
    if (")]".includes(text[at])) depth -= 1;
    if (text[at] === "{" && depth === 0) return at;
    at += 1;
  }
  throw new Error("a function without a body");
}

/** Whether a mutation is in the body of its function, not in the signature. */
export function isInBody(text, mutant) {
  const offset = positions(text);
  return offset(mutant.span.start) >= bodyStart(text, offset(mutant.function.span.start));
}

/** The functions of one file with their mutants, the outer ones holding the inner ones. */
function functionsOf(text, mutants, offset) {
  const all = new Map();
  for (const mutant of mutants) {
    const { span, function_name: name, return_type: returns } = mutant.function;
    const start = offset(span.start);
    if (!all.has(start)) {
      const body = bodyStart(text, start);
      all.set(start, { start, body, end: offset(span.end), name, returns, mutants: [], inner: [], number: mutant.functionNumber });
    }
    all.get(start).mutants.push({ ...mutant, from: offset(mutant.span.start), to: offset(mutant.span.end) });
  }
  const outer = [];
  for (const one of [...all.values()].sort((a, b) => a.start - b.start)) {
    let home = outer;
    for (let last = home.at(-1); last && last.end > one.start; last = home.at(-1)) home = last.inner;
    home.push(one);
  }
  return outer;
}

/** Pieces of text, each with the mutant (or the function) an error in it belongs to. */
function pieces(text, from, to, functions) {
  const found = [];
  let at = from;
  for (const one of functions) {
    // What looks at its surroundings cannot be worked out by the compiler.
    found.push({ text: text.slice(at, one.body).replace(/\bconst fn (?![^]*\bfn )/, "fn ") }, ...choice(text, one));
    at = one.end;
  }
  found.push({ text: text.slice(at, to) });
  return found;
}

function choice(text, one) {
  const differ = one.returns.includes("impl ");
  const wrapped = (at, last) => {
    if (!differ) return ["", ""];
    const turns = "crate::mutant::Either::B(".repeat(at) + (last ? "" : "crate::mutant::Either::A(");
    return [turns, ")".repeat(at + (last ? 0 : 1))];
  };
  const found = [{ text: `{ match crate::mutant::active(${one.number}) {\n`, whole: one.number }];
  one.mutants.forEach((mutant, at) => {
    const [open, close] = wrapped(at, false);
    const body = text.slice(one.body, mutant.from) + (mutant.replacement || " ") + text.slice(mutant.to, one.end);
    found.push({ text: `${mutant.number} => ${open}${body}${close},\n`, mutant: mutant.number, shaky: differ });
  });
  const [open, close] = wrapped(one.mutants.length, true);
  const own = pieces(text, one.body, one.end, one.inner).map((piece) => ({ whole: one.number, ...piece }));
  return [...found, { text: `_ => ${open}`, whole: one.number }, ...own, { text: `${close} }}`, whole: one.number }];
}

/** The file with these mutants in it, and to whom each stretch of its bytes belongs. */
export function weave(text, mutants) {
  const offset = positions(text);
  let bytes = 0;
  const stretches = [];
  const woven = pieces(text, 0, text.length, functionsOf(text, mutants, offset)).map((piece) => {
    const from = bytes;
    bytes += Buffer.byteLength(piece.text);
    stretches.push({ ...piece, text: undefined, from, to: bytes });
    return piece.text;
  });
  return { text: woven.join(""), stretches };
}
