// The oracle: every pair of a catalog, scored naively and exhaustively, written from src/matching/SCORING.md and
// from nothing else. It looks nothing up twice as fast as it could, keeps no index and skips no work: whoever doubts
// the engine reads this beside that page. What it takes over from the engine are the analysed terms of the entries
// (section 6 says so), nothing more.
import { K } from "./constants.mjs";
import { CRITERIA, both, criteriaOf, overlap } from "./criteria.mjs";
import { day, offerFacts, requestFacts } from "./facts.mjs";
import { counts, level, offerHasTerms, requestHasTerms, textValue, vectors } from "./text.mjs";
import { isSector, sectorsOf, shortestDays } from "./vocabulary.mjs";

export const GATES = ["parties", "time", "form", "subject", "capacity", "required"];

const FACTORS = { required: K.FACTOR_VERY, very: K.FACTOR_VERY, somewhat: K.FACTOR_SOMEWHAT, not: 0 };

export const round9 = (x) => Math.floor(x * 1e9 + 0.5) / 1e9;
export const byId = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Settings as a person leaves them, on a day. */
export const settingsOn = (asOf) => ({
  as_of: asOf, importances: {}, required_minimum: K.REQUIRED_MINIMUM, same_country: false,
});

/** Everything about a catalog that pairs are judged by. */
export function worldOf(catalog, analysed, settings) {
  const offers = (catalog.offers ?? []).map((offer) => offerFacts(catalog, offer));
  const requests = (catalog.requests ?? []).map((request) => requestFacts(catalog, request));
  const entries = [...offers, ...requests];
  const counted = counts(entries.map((entry) => entry.nodes));
  const documents = vectors(analysed);
  return {
    offers,
    requests,
    settings,
    asOf: day(settings.as_of),
    weights: weightsOf(settings),
    omega: (node) => (1 + level(counted.get(node), entries.length)) * (isSector(node) ? K.SECTOR_SHARE : 1),
    text: (r, o) => textValue(documents.get(r.id), documents.get(o.id)),
    requestHasTerms: (r) => requestHasTerms(documents.get(r.id)),
    offerHasTerms: (o) => offerHasTerms(documents.get(o.id)),
  };
}

/** The weights of the ten criteria, in order. */
export function weightsOf(settings) {
  const words = CRITERIA.map((name) => settings.importances[name] ?? "somewhat");
  const allNot = words.every((word) => word === "not");
  return CRITERIA.map((name, at) => K[`BASE_${name.toUpperCase()}`] * FACTORS[allNot ? "somewhat" : words[at]]);
}

/** Days an exchange between the two needs. */
export function neededDays(r, o) {
  if (o.minDuration !== null) return o.minDuration;
  const shared = both(r.modalities, o.modalities);
  const among = shared.length > 0 ? shared : [...r.modalities, ...o.modalities];
  return among.length > 0 ? Math.min(...among.map(shortestDays)) : 1;
}

const hasWindow = (entry) => entry.from !== null || entry.to !== null;

/** Section 4: which of the six gates the pair passes, in order. */
export function gatesOf(r, o, criteria, world) {
  const { settings, asOf } = world;
  const sameCountry = r.country !== null && r.country === o.country;
  const current = (entry) => entry.status === "open" && !(entry.to !== null && entry.to < asOf);
  const meet = !hasWindow(r) || !hasWindow(o) || overlap(r, o, asOf) >= neededDays(r, o);
  const agree = (a, b) => a.length === 0 || b.length === 0 || both(a, b).length > 0;
  const sectors = (entry) => entry.nodes.flatMap(sectorsOf);
  const subject =
    r.nodes.length === 0 || o.nodes.length === 0 || both(r.nodes, o.nodes).length > 0 ||
    both(sectors(r), sectors(o)).length > 0 || criteria[CRITERIA.indexOf("text")].value >= K.TEXT_GATE;
  const required = CRITERIA.every((name, at) => {
    const { state, value } = criteria[at];
    return settings.importances[name] !== "required" || state !== "stated" || value >= settings.required_minimum;
  });
  return [
    r.institution !== o.institution && (settings.same_country || !sameCountry),
    current(r) && current(o) && meet,
    agree(r.modalities, o.modalities) && agree(r.delivery, o.delivery),
    subject,
    (o.capacity === null || o.used < o.capacity) && r.providers < r.providersNeeded,
    required,
  ];
}

/** Section 7: the weighted mean over what is asked. */
export function scoreOf(criteria, weights) {
  let sum = 0;
  let whole = 0;
  criteria.forEach(({ state, value }, at) => {
    if (state === "not-asked") return;
    sum += weights[at] * value;
    whole += weights[at];
  });
  return whole === 0 ? 0 : round9(sum / whole);
}

/** Section 8: what the score means. */
export function bandOf(score, criteria, weights) {
  const [subject, text] = [criteria[CRITERIA.indexOf("subject")], criteria[CRITERIA.indexOf("text")]];
  const share = (fits) => weights.reduce((sum, weight, at) => sum + (fits(criteria[at].state) ? weight : 0), 0);
  const whole = share((state) => state !== "not-asked");
  const known = whole === 0 ? 0 : share((state) => state === "stated") / whole;
  const isStated = (criterion) => criterion.state === "stated";
  const substance = isStated(subject)
    ? subject.value >= K.STRONG_SUBJECT && isStated(text) && text.value >= K.STRONG_TEXT_TOO
    : isStated(text) && text.value >= K.STRONG_TEXT;
  const some =
    (isStated(subject) && subject.value >= K.GOOD_SUBJECT) || (isStated(text) && text.value >= K.GOOD_TEXT);
  if (score >= K.STRONG && known >= K.STRONG_KNOWN && substance) return "strong";
  if (score >= K.GOOD) return some ? "good" : "possible";
  return score >= K.POSSIBLE ? "possible" : "weak";
}

/** One pair, judged whole. */
export function judge(r, o, world, weights = world.weights) {
  const criteria = criteriaOf(r, o, world);
  const gates = gatesOf(r, o, criteria, world);
  const score = scoreOf(criteria, weights);
  return { request: r.id, offer: o.id, criteria, gates, score, band: bandOf(score, criteria, weights) };
}

export const passes = (pair) => pair.gates.every((gate) => gate);
export const byScore = (a, b) => b.score - a.score || byId(a.offer, b.offer);

/** Every offer for a request, judged; matches and others alike. */
export const judgeAll = (r, world) => world.offers.map((o) => judge(r, o, world));

/** The matches of a request, the best first. */
export const matchesOf = (r, world) => judgeAll(r, world).filter(passes).sort(byScore);

/** Section 11: how much an offer's side wants a request. */
export function providerScore(r, criteria) {
  const of = (name) => {
    const { state, value } = criteria[CRITERIA.indexOf(name)];
    return state === "stated" ? value : K.PROVIDER_NEUTRAL;
  };
  const priorities = { low: 0.25, medium: 0.5, high: 0.75, urgent: 1 };
  const priority = r.priority === null ? K.PROVIDER_NEUTRAL : priorities[r.priority];
  return round9(
    K.PROVIDER_COMMITMENT * of("commitment") + K.PROVIDER_PRIORITY * priority + K.PROVIDER_CONTEXT * of("context") +
    K.PROVIDER_LANGUAGE * of("language") + K.PROVIDER_TIME * of("time"),
  );
}
