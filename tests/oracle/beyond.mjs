// Near misses and robustness: sections 9 and 10 of src/matching/SCORING.md.
import { K } from "./constants.mjs";
import { CRITERIA, both, overlap } from "./criteria.mjs";
import { GATES, byScore, judge, judgeAll, neededDays, passes, scoreOf } from "./oracle.mjs";
import { LISTS } from "./vocabulary.mjs";

const MENDABLE = ["time", "form", "capacity", "required"];
/** More than a century: windows lie nearer to each other than that. */
const FARTHEST_SHIFT = 40_000;

const hasWindow = (entry) => entry.from !== null || entry.to !== null;
const shifted = (r, n) => ({
  ...r, from: r.from === null ? null : r.from + n, to: r.to === null ? null : r.to + n,
});

/** Gate 2: statuses open, lapsed ends gone, then the request's window longer, then moved. */
function mendTime(r, o, world, changes) {
  const { asOf } = world;
  let [request, offer] = [{ ...r }, { ...o }];
  for (const [entry, open, renew] of [[offer, "open-offer", "renew-offer"], [request, "open-request", "renew-request"]]) {
    if (entry.status !== "open") {
      entry.status = "open";
      changes.push([open]);
    }
    if (entry.to !== null && entry.to < asOf) {
      entry.to = null;
      changes.push([renew]);
    }
  }
  const needed = neededDays(request, offer);
  const enough = () => !hasWindow(request) || !hasWindow(offer) || overlap(request, offer, asOf) >= needed;
  if (enough()) return [request, offer];
  if (request.from !== null && request.to !== null && request.to - request.from + 1 < needed) {
    const longer = needed - (request.to - request.from + 1);
    request.to += longer;
    changes.push(["lengthen-window", longer]);
  }
  if (enough()) return [request, offer];
  // Where the offer has no room for so many days, no shift of the request can help.
  if (overlap({ from: null, to: null }, offer, asOf) < needed) return [request, offer];
  const at = request;
  for (let n = 1; n <= FARTHEST_SHIFT; n += 1) {
    for (const days of [n, -n]) {
      request = shifted(at, days);
      if (!enough()) continue;
      changes.push(["shift-window", days]);
      return [request, offer];
    }
  }
  return [at, offer];
}

/** Gate 3: the request accepts what the offer states first. */
function mendForm(r, o, changes) {
  const request = { ...r };
  const accept = (list, order, word) => {
    if (r[list].length === 0 || o[list].length === 0 || both(r[list], o[list]).length > 0) return;
    const first = order.find((value) => o[list].includes(value));
    request[list] = [...r[list], first];
    changes.push([word, first]);
  };
  accept("modalities", LISTS.modalities, "accept-modality");
  accept("delivery", LISTS.delivery, "accept-delivery");
  return [request, o];
}

/** Gate 5: one more place, one more provider. */
function mendCapacity(r, o, changes) {
  const [request, offer] = [{ ...r }, { ...o }];
  if (o.capacity !== null && o.used >= o.capacity) {
    offer.capacity = o.used + 1;
    changes.push(["free-capacity"]);
  }
  if (r.providers >= r.providersNeeded) {
    request.providersNeeded = r.providers + 1;
    changes.push(["another-provider"]);
  }
  return [request, offer];
}

/** Gate 6: what fails is very important instead of required. */
function mendRequired(pair, world, changes) {
  const importances = { ...world.settings.importances };
  CRITERIA.forEach((name, at) => {
    const { state, value } = pair.criteria[at];
    if (importances[name] !== "required" || state !== "stated" || value >= world.settings.required_minimum) return;
    importances[name] = "very";
    changes.push(["relax", name]);
  });
  return { ...world, settings: { ...world.settings, importances } };
}

/** Section 9: pairs that fail one gate and would be among the best, with what would have to change. */
export function nearMissesOf(r, world) {
  const pairs = judgeAll(r, world);
  const matches = pairs.filter(passes);
  const found = [];
  pairs.forEach((pair, at) => {
    const o = world.offers[at];
    const failed = GATES.filter((_, gate) => !pair.gates[gate]);
    if (failed.length !== 1 || !MENDABLE.includes(failed[0])) return;
    if (r.status === "draft" || o.status === "draft") return;
    const changes = [];
    let [request, offer, changed] = [r, o, world];
    if (failed[0] === "time") [request, offer] = mendTime(r, o, world, changes);
    if (failed[0] === "form") [request, offer] = mendForm(r, o, changes);
    if (failed[0] === "capacity") [request, offer] = mendCapacity(r, o, changes);
    if (failed[0] === "required") changed = mendRequired(pair, world, changes);
    const mended = judge(request, offer, changed);
    if (!passes(mended) || mended.score < K.POSSIBLE) return;
    if (matches.filter((match) => match.score > mended.score).length >= K.NEAR_AMONG) return;
    found.push({ ...mended, failed: failed[0], changes });
  });
  return found.sort(byScore);
}

const MASK = (1n << 64n) - 1n;

/** SplitMix64 from the stated seed: `count` numbers in [0, 1). */
function uniform(count) {
  let state = K.ROBUSTNESS_SEED;
  const numbers = [];
  for (let k = 0; k < count; k += 1) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    z ^= z >> 31n;
    numbers.push(Number(z >> 11n) * 2 ** -53);
  }
  return numbers;
}

const DRAWN = uniform(K.DRAWS * CRITERIA.length);

/** Section 10: how often each match stands first, and among the first three, when the weights move. */
export function robustnessOf(r, world) {
  const matches = judgeAll(r, world).filter(passes);
  const tally = new Map(matches.map((match) => [match.offer, { first: 0, topThree: 0 }]));
  for (let k = 0; k < K.DRAWS; k += 1) {
    const weights = world.weights.map((weight, at) => {
      return weight * (K.FACTOR_LOW + (K.FACTOR_HIGH - K.FACTOR_LOW) * DRAWN[k * CRITERIA.length + at]);
    });
    const order = matches.map(({ offer, criteria }) => ({ offer, score: scoreOf(criteria, weights) })).sort(byScore);
    order.slice(0, 3).forEach(({ offer }, place) => {
      tally.get(offer).topThree += 1;
      if (place === 0) tally.get(offer).first += 1;
    });
  }
  return matches.map(({ offer }) => {
    const { first, topThree } = tally.get(offer);
    return { offer, first: first / K.DRAWS, topThree: topThree / K.DRAWS };
  });
}
