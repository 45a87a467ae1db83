// The peer: the scoring of src/matching/SCORING.md as a good web engineer would tune it in JavaScript. FROZEN: it was
// written and verified against the oracle (peer.test.mjs) before the engine was optimised, and is not to be made
// slower or faster since; a change of the scoring itself is the only reason to touch it.
//
// What makes it fast: typed arrays for everything, lists of the format as bit masks, gates as bit sets over all
// offers (32 pairs an operation), texts by an inverted index with normalised weights, offers with telling texts
// first, and a bound that drops a pair as soon as it cannot enter the first ten.
//
// It starts where the engine's index starts to be asked: from entries as facts (tests/oracle/facts.mjs) and analysed
// terms, which the constructor lays out; ranking is `rankAll`.

import { PeerIndex } from "./peer-index.mjs";

const CRITERIA = [
  "subject", "quadrant", "modality", "language", "time", "profile", "text", "context", "evidence", "commitment",
];
const [SUBJECT, QUADRANT, MODALITY, LANGUAGE, TIME, PROFILE, TEXT, CONTEXT, EVIDENCE, COMMITMENT] = CRITERIA.keys();
const [NOT_ASKED, SILENT, STATED] = [0, 1, 2];
const FAR = 1 << 29;
const BANDS = ["weak", "possible", "good", "strong"];

function bits(x) {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
}

const round9 = (x) => Math.floor(x * 1e9 + 0.5) / 1e9;

export class Peer extends PeerIndex {
  /** The best `k` offers of every request: parallel arrays, `count[r]` of them from `r * k` on. */
  rankAll(settings, k = 10) {
    const { requests, offers } = this;
    this.prepare(settings);
    const found = {
      k, count: new Int32Array(requests.count), offers: new Int32Array(requests.count * k),
      scores: new Float64Array(requests.count * k), bands: new Uint8Array(requests.count * k),
    };
    const live = new Int32Array(this.words);
    for (let o = 0; o < offers.count; o += 1) {
      if (offers.open[o] && this.hasRoom[o] && offers.to[o] >= this.asOf) live[o >>> 5] |= 1 << (o & 31);
    }
    for (let r = 0; r < requests.count; r += 1) {
      if (!requests.open[r] || !this.unserved[r] || requests.to[r] < this.asOf) continue;
      this.rankOne(r, k, live, settings, found);
    }
    return found;
  }

  prepare(settings) {
    const { K } = this;
    const factors = { required: K.FACTOR_VERY, very: K.FACTOR_VERY, somewhat: K.FACTOR_SOMEWHAT, not: 0 };
    const words = CRITERIA.map((name) => settings.importances[name] ?? "somewhat");
    const allNot = words.every((word) => word === "not");
    this.weights = Float64Array.from(words, (word, at) => {
      return K[`BASE_${CRITERIA[at].toUpperCase()}`] * factors[allNot ? "somewhat" : word];
    });
    this.required = CRITERIA.map((_, at) => at).filter((at) => words[at] === "required");
    this.minimum = settings.required_minimum;
    this.asOf = Math.round(Date.parse(`${settings.as_of}T00:00:00Z`) / 86_400_000);
  }

  rankOne(r, k, live, settings, found) {
    const { allowed, textOf, offers } = this;
    const near = this.findTexts(r);
    this.allow(r, live, settings, near);
    const asked = this.asks(r);
    const top = { at: r * k, k, count: 0, least: -1 };
    // Those with telling texts first: they raise the bound for the others.
    for (let n = 0; n < near; n += 1) {
      const o = this.textOffers[n];
      if (textOf[o] < this.K.TEXT_GATE || !((allowed[o >>> 5] >>> (o & 31)) & 1)) continue;
      allowed[o >>> 5] &= ~(1 << (o & 31));
      this.consider(r, o, asked, top, found);
    }
    for (let word = 0; word < this.words; word += 1) {
      let left = allowed[word];
      while (left !== 0) {
        const low = left & -left;
        left ^= low;
        this.consider(r, (word << 5) + 31 - Math.clz32(low), asked, top, found);
      }
    }
    found.count[r] = top.count;
    for (let n = 0; n < top.count; n += 1) {
      const at = top.at + n;
      this.evaluate(r, found.offers[at]);
      found.bands[at] = this.band(found.scores[at]);
    }
    for (let n = 0; n < near; n += 1) textOf[this.textOffers[n]] = 0;
  }

  /** Text values of all offers that share a term with the request; how many. */
  findTexts(r) {
    const { K, touched, isTouched } = this;
    let count = 0;
    this.spaces.forEach((space, which) => {
      const sums = this.sums[which];
      const { terms, own, starts, docs, weights } = space;
      for (let t = space.start[r]; t < space.start[r + 1]; t += 1) {
        if (terms[t] < 0) continue;
        const u = own[t];
        for (let p = starts[terms[t]]; p < starts[terms[t] + 1]; p += 1) {
          const d = docs[p];
          sums[d] += u * weights[p];
          if (isTouched[d] === 0) {
            isTouched[d] = 1;
            touched[count++] = d;
          }
        }
      }
    });
    const [concepts, words] = this.sums;
    let offers = 0;
    for (let n = 0; n < count; n += 1) {
      const d = touched[n];
      const c = concepts[d];
      const w = words[d];
      const saturatedC = c === 0 ? 0 : (c * (1 + K.CONCEPT_HALF)) / (c + K.CONCEPT_HALF);
      const saturatedW = w === 0 ? 0 : (w * (1 + K.WORD_HALF)) / (w + K.WORD_HALF);
      const text = 1 - (1 - K.CONCEPT_SHARE * saturatedC) * (1 - K.WORD_SHARE * saturatedW);
      const o = this.docOffer[d];
      if (this.textOf[o] === 0) this.textOffers[offers++] = o;
      if (text > this.textOf[o]) this.textOf[o] = text;
      isTouched[d] = 0;
      concepts[d] = 0;
      words[d] = 0;
    }
    return offers;
  }

  /** The offers that pass every gate but overlap and what is required, as a bit set. */
  allow(r, live, settings, near) {
    const { requests, allowed, words } = this;
    allowed.set(live);
    const meet = (mask, sets) => {
      if (mask === 0) return;
      const chosen = sets.filter((_, bit) => (mask >>> bit) & 1);
      for (let word = 0; word < words; word += 1) {
        let any = 0;
        for (let n = 0; n < chosen.length; n += 1) any |= chosen[n][word];
        allowed[word] &= any;
      }
    };
    meet(requests.sectors[r], this.bySector);
    if (requests.sectors[r] !== 0) {
      for (let n = 0; n < near; n += 1) {
        const o = this.textOffers[n];
        if (this.textOf[o] >= this.K.TEXT_GATE) allowed[o >>> 5] |= live[o >>> 5] & (1 << (o & 31));
      }
    }
    meet(requests.modalities[r], this.byModality);
    meet(requests.delivery[r], this.byDelivery);
    for (const o of this.byInstitution.get(requests.institution[r]) ?? []) allowed[o >>> 5] &= ~(1 << (o & 31));
    const own = requests.country[r] < 0 || settings.same_country ? undefined : this.byCountry[requests.country[r]];
    if (own) for (let word = 0; word < words; word += 1) allowed[word] &= ~own[word];
  }

  /** Weight of what the request asks: in all, and without text and subject. */
  asks(r) {
    const { requests, weights } = this;
    const asked = [
      requests.nodeStart[r + 1] > requests.nodeStart[r], requests.quadrants[r] !== 0, requests.modalities[r] !== 0,
      requests.languages[r] !== 0, requests.hasWindow[r] === 1, requests.profiles[r] !== 0,
      this.requestHasTerms[r] === 1, requests.scale[r] >= 0 || requests.people[r] >= 0 || requests.settings[r] !== 0,
      true, this.secured[r] >= 0 || requests.covers[r] !== 0 || requests.asksCover[r] !== 0,
    ];
    this.asked = asked;
    const whole = asked.reduce((sum, is, at) => sum + (is ? weights[at] : 0), 0);
    const rest = whole - (asked[TEXT] ? weights[TEXT] : 0) - (asked[SUBJECT] ? weights[SUBJECT] : 0);
    return { whole, rest };
  }

  overlap(r, o) {
    const { requests, offers } = this;
    const last = Math.min(requests.to[r], offers.to[o]);
    const days = last - Math.max(requests.from[r], offers.from[o], this.asOf) + 1;
    return last === FAR ? FAR : days > 0 ? days : 0;
  }

  /** One pair that passed the bit sets: overlap, bound, values, score, a place among the best. */
  consider(r, o, asked, top, found) {
    const { requests, offers, weights, values } = this;
    if (requests.hasWindow[r] && offers.hasWindow[o]) {
      let needed = this.minDuration[o];
      if (needed === 0) {
        const shared = requests.modalities[r] & offers.modalities[o];
        needed = this.stay[shared !== 0 ? shared : requests.modalities[r] | offers.modalities[o]];
      }
      if (this.overlap(r, o) < needed) return;
    }
    const text = this.asked[TEXT] ? weights[TEXT] * (this.offerHasTerms[o] ? this.textOf[o] : this.K.NEUTRAL_TEXT) : 0;
    const hope = asked.rest + text;
    const full = top.count === top.k;
    const bar = (top.least - 2e-9) * asked.whole;
    const subjectWeight = this.asked[SUBJECT] ? weights[SUBJECT] : 0;
    if (full && hope + subjectWeight < bar) return;
    if (full && hope + subjectWeight * this.subject(r, o) < bar) return;
    this.evaluate(r, o);
    for (let n = 0; n < this.required.length; n += 1) {
      const at = this.required[n];
      if (this.states[at] === STATED && values[at] < this.minimum) return;
    }
    let sum = 0;
    for (let at = 0; at < 10; at += 1) if (this.states[at] !== NOT_ASKED) sum += weights[at] * values[at];
    this.place(o, asked.whole === 0 ? 0 : round9(sum / asked.whole), top, found);
  }

  place(o, score, top, found) {
    const { offers, scores } = found;
    const before = (n) => score > scores[n] || (score === scores[n] && o < offers[n]);
    if (top.count === top.k && !before(top.at + top.k - 1)) return;
    let n = top.at + Math.min(top.count, top.k - 1);
    for (; n > top.at && before(n - 1); n -= 1) {
      offers[n] = offers[n - 1];
      scores[n] = scores[n - 1];
    }
    offers[n] = o;
    scores[n] = score;
    if (top.count < top.k) top.count += 1;
    top.least = scores[top.at + top.count - 1];
  }

  subject(r, o) {
    const { requests, offers, kin, omega } = this;
    const first = offers.nodeStart[o];
    const last = offers.nodeStart[o + 1];
    if (first === last) return this.K.NEUTRAL_SUBJECT;
    const width = omega.length;
    let covered = 0;
    let whole = 0;
    for (let n = requests.nodeStart[r]; n < requests.nodeStart[r + 1]; n += 1) {
      const row = requests.nodes[n] * width;
      let best = 0;
      for (let m = first; m < last; m += 1) if (kin[row + offers.nodes[m]] > best) best = kin[row + offers.nodes[m]];
      covered += omega[requests.nodes[n]] * best;
      whole += omega[requests.nodes[n]];
    }
    return covered / whole;
  }

  set(at, isSilent, value) {
    this.states[at] = isSilent ? SILENT : STATED;
    this.values[at] = value;
  }

  /** All ten criteria of a pair, into `values` and `states`. */
  evaluate(r, o) {
    const { K, requests, offers, states, asked } = this;
    states.fill(NOT_ASKED);
    if (asked[SUBJECT]) this.set(SUBJECT, offers.nodeStart[o] === offers.nodeStart[o + 1], this.subject(r, o));
    if (asked[QUADRANT]) {
      const wanted = requests.quadrants[r];
      const has = offers.quadrants[o];
      const also = offers.alsoQuadrants[o];
      const value = (bits(wanted & has) + K.QUADRANT_ALSO * bits(wanted & also & ~has)) / bits(wanted);
      const isSilent = (has | also) === 0;
      this.set(QUADRANT, isSilent, isSilent ? K.NEUTRAL_QUADRANT : value);
    }
    if (asked[MODALITY]) {
      const shared = bits(requests.modalities[r] & offers.modalities[o]);
      const value = shared === 0 ? 0 : K.MODALITY_FIRST + ((1 - K.MODALITY_FIRST) * shared) / bits(requests.modalities[r]);
      const isSilent = offers.modalities[o] === 0;
      this.set(MODALITY, isSilent, isSilent ? K.NEUTRAL_MODALITY : value);
    }
    if (asked[LANGUAGE]) this.set(LANGUAGE, offers.languages[o] === 0, this.language(r, o));
    if (asked[TIME]) {
      const wanted = requests.to[r] === FAR ? K.WANTED_DAYS : Math.max(1, requests.to[r] - Math.max(requests.from[r], this.asOf) + 1);
      const isSilent = offers.hasWindow[o] === 0;
      this.set(TIME, isSilent, isSilent ? K.NEUTRAL_TIME : Math.min(1, this.overlap(r, o) / wanted));
    }
    if (asked[PROFILE]) {
      const isSilent = offers.profiles[o] === 0;
      const value = bits(requests.profiles[r] & offers.profiles[o]) / bits(requests.profiles[r]);
      this.set(PROFILE, isSilent, isSilent ? K.NEUTRAL_PROFILE : value);
    }
    if (asked[TEXT]) this.set(TEXT, !this.offerHasTerms[o], this.offerHasTerms[o] ? this.textOf[o] : K.NEUTRAL_TEXT);
    if (asked[CONTEXT]) this.context(r, o);
    this.values[EVIDENCE] = this.evidence[o];
    states[EVIDENCE] = this.evidenceState[o];
    if (asked[COMMITMENT]) this.commitment(r, o);
  }

  language(r, o) {
    const { K, requests, offers } = this;
    const mine = requests.languages[r];
    const yours = offers.languages[o];
    if (yours === 0) return K.NEUTRAL_LANGUAGE;
    if ((mine & yours) !== 0) return 1;
    // es is bit 0 and pt bit 1; interpretation is bit 0 of the cost items.
    if ((mine & 1 && yours & 2) || (mine & 2 && yours & 1)) return K.LANGUAGE_NEAR;
    return (requests.covers[r] | offers.covers[o]) & 1 ? K.LANGUAGE_PAID : K.LANGUAGE_NONE;
  }

  context(r, o) {
    const { K, requests, offers } = this;
    let sum = 0;
    let parts = 0;
    let answers = 0;
    if (requests.scale[r] >= 0) {
      parts += 1;
      const says = offers.scale[o] >= 0;
      if (says) answers += 1;
      sum += says ? 1 - Math.abs(requests.scale[r] - offers.scale[o]) / 2 : K.NEUTRAL_CONTEXT;
    }
    if (requests.people[r] >= 0) {
      parts += 1;
      const says = offers.people[o] >= 0;
      if (says) answers += 1;
      const apart = Math.abs(offers.people[o] - requests.people[r]) / K.PEOPLE_DECADES;
      sum += says ? (apart > 1 ? 0 : 1 - apart) : K.NEUTRAL_CONTEXT;
    }
    const settings = requests.settings[r];
    if (settings !== 0) {
      parts += 1;
      const says = offers.settings[o] !== 0;
      if (says) answers += 1;
      sum += says ? bits(settings & offers.settings[o]) / bits(settings) : K.NEUTRAL_CONTEXT;
    }
    if (requests.region[r] >= 0 && offers.region[o] >= 0) {
      parts += 1;
      if (requests.region[r] === offers.region[o]) sum += 1;
      else sum += requests.continent[r] === offers.continent[o] ? K.REGION_CONTINENT : K.REGION_FAR;
    }
    this.set(CONTEXT, answers === 0, answers === 0 ? K.NEUTRAL_CONTEXT : sum / parts);
  }

  commitment(r, o) {
    const { K, requests, offers } = this;
    let sum = 0;
    let parts = 0;
    if (this.secured[r] >= 0) {
      sum = this.secured[r];
      parts = 1;
    }
    const asks = requests.asksCover[r];
    if (asks !== 0) {
      sum += offers.covers[o] === 0 ? K.NEUTRAL_COMMITMENT : bits(asks & offers.covers[o]) / bits(asks);
      parts += 1;
    }
    if (offers.asksCover[o] !== 0 && requests.covers[r] !== 0) {
      sum += bits(offers.asksCover[o] & requests.covers[r]) / bits(offers.asksCover[o]);
      parts += 1;
    }
    this.set(COMMITMENT, parts === 0, parts === 0 ? K.NEUTRAL_COMMITMENT : sum / parts);
  }

  /** What a score means, for the pair evaluated last: a place in BANDS. */
  band(score) {
    const { K, values, states, weights } = this;
    let [whole, known] = [0, 0];
    for (let at = 0; at < 10; at += 1) {
      if (states[at] !== NOT_ASKED) whole += weights[at];
      if (states[at] === STATED) known += weights[at];
    }
    const has = (at, least) => states[at] === STATED && values[at] >= least;
    const substance = states[SUBJECT] === STATED
      ? has(SUBJECT, K.STRONG_SUBJECT) && has(TEXT, K.STRONG_TEXT_TOO)
      : has(TEXT, K.STRONG_TEXT);
    const isKnown = whole > 0 && known / whole >= K.STRONG_KNOWN;
    if (score >= K.STRONG && isKnown && substance) return BANDS.indexOf("strong");
    if (score >= K.GOOD) return BANDS.indexOf(has(SUBJECT, K.GOOD_SUBJECT) || has(TEXT, K.GOOD_TEXT) ? "good" : "possible");
    return BANDS.indexOf(score >= K.POSSIBLE ? "possible" : "weak");
  }

  /** The ranking of a request with ids and words, as the oracle gives it. */
  shown(found, r) {
    return Array.from({ length: found.count[r] }, (_, n) => {
      const at = r * found.k + n;
      return { offer: this.offers.ids[found.offers[at]], score: found.scores[at], band: BANDS[found.bands[at]] };
    });
  }
}
