// Rarity and the text criterion: sections 2 and 6 of src/matching/SCORING.md.
import { K } from "./constants.mjs";

/** The greatest power of two that is no greater than max(n, RARITY_FLOOR). */
function power(n) {
  let p = 1;
  while (p * 2 <= Math.max(n, K.RARITY_FLOOR)) p *= 2;
  return p;
}

/** How rare: whole halvings from the number of entries down to the count. */
export function level(count, entries) {
  let best = 0;
  for (let k = 0; k <= K.MAX_LEVEL; k += 1) if (Math.max(count, 1) * 2 ** k <= power(entries)) best = k;
  return best;
}

/** In how many entries each value stands; `lists` holds one list of values an entry. */
export function counts(lists) {
  const all = new Map();
  for (const list of lists) for (const value of new Set(list)) all.set(value, (all.get(value) ?? 0) + 1);
  return all;
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The kept terms of one space of one document, with their weights. */
function vector(terms, counted, entries) {
  const weights = [...terms].map(([term, tf]) => [term, (level(counted.get(term), entries) * tf) / (tf + K.TF_HALF)]);
  const kept = weights.filter(([, u]) => u > 0).sort((a, b) => b[1] - a[1] || byBytes(a[0], b[0])).slice(0, K.MAX_TERMS);
  return { weights: new Map(kept), norm: Math.sqrt(kept.reduce((sum, [, u]) => sum + u * u, 0)) };
}

/** Analysed terms of every entry → the vectors of its documents, by id of the entry. */
export function vectors(analysed) {
  const space = (name) => counts(analysed.map((entry) => entry.documents.flatMap((document) => Object.keys(document[name]))));
  const counted = { concepts: space("concepts"), words: space("words") };
  const of = (document, name) => vector(Object.entries(document[name]), counted[name], analysed.length);
  return new Map(analysed.map((entry) => [
    entry.entry,
    entry.documents.map((document) => ({ concepts: of(document, "concepts"), words: of(document, "words") })),
  ]));
}

function cosine(a, b) {
  if (a.norm === 0 || b.norm === 0) return 0;
  let sum = 0;
  for (const [term, u] of a.weights) sum += u * (b.weights.get(term) ?? 0);
  return sum / (a.norm * b.norm);
}

const saturated = (c, half) => (c === 0 ? 0 : (c * (1 + half)) / (c + half));

function similarity(r, d) {
  const concepts = K.CONCEPT_SHARE * saturated(cosine(r.concepts, d.concepts), K.CONCEPT_HALF);
  const words = K.WORD_SHARE * saturated(cosine(r.words, d.words), K.WORD_HALF);
  return 1 - (1 - concepts) * (1 - words);
}

const hasKept = (document) => document.concepts.weights.size > 0 || document.words.weights.size > 0;

export const requestHasTerms = (documents) => hasKept(documents[0]);
export const offerHasTerms = (documents) => documents.some(hasKept);

/** The text value of a pair, from the vectors of its two entries. */
export const textValue = (request, offer) => Math.max(...offer.map((document) => similarity(request[0], document)));
