// The peer's index: entries and texts laid out as flat arrays (see peer.mjs, which ranks with it; frozen like it).

const FAR = 1 << 29;
const [SILENT, STATED] = [1, 2];

/** Numbers for names, given out as they come. */
class Names {
  constructor(known = []) {
    this.numbers = new Map(known.map((name, at) => [name, at]));
  }
  of(name) {
    let number = this.numbers.get(name);
    if (number === undefined) this.numbers.set(name, (number = this.numbers.size));
    return number;
  }
  mask(names) {
    let mask = 0;
    for (const name of names) mask |= 1 << this.of(name);
    return mask;
  }
}

/** One side's entries as columns. */
class Columns {
  constructor(entries, names, peer) {
    const n = entries.length;
    const int = (value) => Int32Array.from(entries, value);
    this.count = n;
    this.ids = entries.map((entry) => entry.id);
    this.institution = int((e) => names.institutions.of(e.institution));
    this.country = int((e) => (e.country === null ? -1 : names.countries.of(e.country)));
    this.region = int((e) => peer.facts.regions[e.country]?.[0] ?? -1);
    this.continent = int((e) => peer.facts.regions[e.country]?.[1] ?? -1);
    this.open = int((e) => (e.status === "open" ? 1 : 0));
    this.from = int((e) => e.from ?? -FAR);
    this.to = int((e) => e.to ?? FAR);
    this.hasWindow = int((e) => (e.from === null && e.to === null ? 0 : 1));
    this.languages = int((e) => names.languages.mask(e.languages));
    this.modalities = int((e) => names.modalities.mask(e.modalities));
    this.delivery = int((e) => names.delivery.mask(e.delivery));
    this.profiles = int((e) => names.profiles.mask(e.profiles));
    this.covers = int((e) => names.costs.mask(e.covers));
    this.asksCover = int((e) => names.costs.mask(e.asksCover));
    this.quadrants = int((e) => names.quadrants.mask(e.quadrants));
    this.alsoQuadrants = int((e) => names.quadrants.mask(e.alsoQuadrants));
    this.settings = int((e) => names.settings.mask(e.settings));
    this.scale = int((e) => (e.scale === null ? -1 : ["local", "subnational", "national"].indexOf(e.scale)));
    this.people = Float64Array.from(entries, (e) => (e.people === null ? -1 : Math.log10(e.people)));
    this.sectors = int((e) => e.nodes.reduce((mask, node) => mask | peer.sectorMask[peer.node.get(node)], 0));
    this.nodeStart = new Int32Array(n + 1);
    entries.forEach((e, at) => (this.nodeStart[at + 1] = this.nodeStart[at] + e.nodes.length));
    this.nodes = Int32Array.from(entries.flatMap((e) => e.nodes.map((node) => peer.node.get(node))));
  }
}

/** Everything the ranking looks at. */
export class PeerIndex {
  /** facts: { K, nodes, regions, shortestDays, offers, requests }; analysed: [{ entry, documents }]. */
  constructor(facts, analysed) {
    const sorted = (list) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.facts = facts;
    this.K = facts.K;
    const offers = sorted(facts.offers);
    const requests = sorted(facts.requests);
    this.layOutNodes(offers, requests);
    const names = {
      institutions: new Names(), countries: new Names(), languages: new Names(["es", "pt"]),
      modalities: new Names(Object.keys(facts.shortestDays)), delivery: new Names(), profiles: new Names(),
      costs: new Names(["interpretation"]), quadrants: new Names(), settings: new Names(),
    };
    this.offers = new Columns(offers, names, this);
    this.requests = new Columns(requests, names, this);
    if (names.languages.numbers.size > 31) throw new Error("the peer knows at most 31 languages");
    this.layOutStays(Object.values(facts.shortestDays));
    this.layOutOffers(offers);
    this.layOutRequests(requests);
    this.layOutTexts(offers, requests, new Map(analysed.map((entry) => [entry.entry, entry.documents])));
    this.layOutSets();
    this.values = new Float64Array(10);
    this.states = new Uint8Array(10);
  }

  level(count) {
    let p = 1;
    while (p * 2 <= Math.max(this.entryCount, this.K.RARITY_FLOOR)) p *= 2;
    let k = 0;
    while (k < this.K.MAX_LEVEL && Math.max(count, 1) * 2 ** (k + 1) <= p) k += 1;
    return k;
  }

  layOutNodes(offers, requests) {
    const { K, facts } = this;
    const nodes = facts.nodes;
    const sectors = new Names(nodes.filter((n) => n.kind === "sector").map((n) => n.id));
    this.node = new Map(nodes.map((n, at) => [n.id, at]));
    this.sectorMask = Int32Array.from(nodes, (n) => sectors.mask(n.sectors));
    this.entryCount = offers.length + requests.length;
    const counts = new Int32Array(nodes.length);
    for (const entry of [...offers, ...requests]) for (const node of entry.nodes) counts[this.node.get(node)] += 1;
    this.omega = Float64Array.from(nodes, (n, at) => {
      return (1 + this.level(counts[at])) * (n.kind === "sector" ? K.SECTOR_SHARE : 1);
    });
    const kin = (n, m) => {
      if (n === m) return 1;
      if (m.parent === n.id) return K.KIN_PART;
      if (n.parent === m.id) return K.KIN_WHOLE;
      if (n.kind === "subtopic" && m.kind === "subtopic" && n.parent === m.parent) return K.KIN_SIBLING;
      if (n.kind === "sector" && m.kind !== "sector" && m.sectors.includes(n.id)) return K.KIN_IN_SECTOR;
      if (m.kind === "sector" && n.kind !== "sector" && n.sectors.includes(m.id)) return K.KIN_FROM_SECTOR;
      return 0;
    };
    this.kin = Float64Array.from(nodes.flatMap((n) => nodes.map((m) => kin(n, m))));
  }

  /** The least shortest stay of every set of modalities; 1 of none. */
  layOutStays(days) {
    this.stay = new Int32Array(1 << days.length).fill(1);
    for (let mask = 1; mask < this.stay.length; mask += 1) {
      const low = mask & -mask;
      const rest = mask ^ low;
      const own = days[31 - Math.clz32(low)];
      this.stay[mask] = rest === 0 ? own : Math.min(own, this.stay[rest]);
    }
  }

  layOutOffers(offers) {
    const { K } = this;
    const yes = (answer) => (answer === null ? K.NEUTRAL_EVIDENCE : answer ? 1 : 0);
    this.minDuration = Int32Array.from(offers, (o) => o.minDuration ?? 0);
    this.hasRoom = Int32Array.from(offers, (o) => (o.capacity === null || o.used < o.capacity ? 1 : 0));
    this.evidence = Float64Array.from(offers, (o) => {
      const count = o.transferredTo.length;
      const moved = count === 0 ? K.NEUTRAL_EVIDENCE : Math.min(1, K.TRANSFER_FIRST + K.TRANSFER_MORE * (count - 1));
      const documented = o.links.length > 0 ? 1 : yes(o.documented);
      return K.EVIDENCE_EVALUATED * yes(o.evaluated) + K.EVIDENCE_DOCUMENTED * documented + K.EVIDENCE_TRANSFERRED * moved;
    });
    this.evidenceState = Uint8Array.from(offers, (o) => {
      const says = o.evaluated !== null || o.documented !== null || o.transferredTo.length > 0 || o.links.length > 0;
      return says ? STATED : SILENT;
    });
  }

  layOutRequests(requests) {
    this.unserved = Int32Array.from(requests, (r) => (r.providers < r.providersNeeded ? 1 : 0));
    this.secured = Float64Array.from(requests, (r) => {
      return r.secured.length === 0 ? -1 : r.secured.filter((answer) => answer).length / r.secured.length;
    });
  }

  layOutTexts(offers, requests, terms) {
    const documents = [];
    this.docStart = new Int32Array(offers.length + 1);
    offers.forEach((offer, at) => {
      documents.push(...terms.get(offer.id));
      this.docStart[at + 1] = documents.length;
    });
    this.docOffer = new Int32Array(documents.length);
    offers.forEach((_, at) => this.docOffer.fill(at, this.docStart[at], this.docStart[at + 1]));
    const asked = requests.map((request) => terms.get(request.id)[0]);
    this.spaces = ["concepts", "words"].map((name) => this.layOutSpace(name, documents, asked, [...terms.values()]));
    const kept = (d) => this.spaces.some((space) => space.keeps[d] > 0);
    this.offerHasTerms = Uint8Array.from(offers, (_, at) => {
      for (let d = this.docStart[at]; d < this.docStart[at + 1]; d += 1) if (kept(d)) return 1;
      return 0;
    });
    this.requestHasTerms = Uint8Array.from(requests, (_, at) => {
      return this.spaces.some((space) => space.start[at + 1] > space.start[at]) ? 1 : 0;
    });
    this.sums = this.spaces.map(() => new Float64Array(documents.length));
    this.touched = new Int32Array(documents.length);
    this.isTouched = new Uint8Array(documents.length);
    this.textOf = new Float64Array(offers.length);
    this.textOffers = new Int32Array(offers.length);
  }

  /** One term space: postings by term, and the requests' own terms, all with normalised weights. */
  layOutSpace(name, documents, asked, all) {
    const counts = new Map();
    for (const entry of all) {
      for (const term of new Set(entry.flatMap((document) => Object.keys(document[name])))) {
        counts.set(term, (counts.get(term) ?? 0) + 1);
      }
    }
    const encoder = new TextEncoder();
    const byBytes = (a, b) => {
      const [x, y] = [encoder.encode(a), encoder.encode(b)];
      for (let k = 0; k < Math.min(x.length, y.length); k += 1) if (x[k] !== y[k]) return x[k] - y[k];
      return x.length - y.length;
    };
    const weigh = (document) => {
      const weighed = [];
      for (const [term, tf] of Object.entries(document[name])) {
        const u = (this.level(counts.get(term)) * tf) / (tf + this.K.TF_HALF);
        if (u > 0) weighed.push([term, u]);
      }
      weighed.sort((a, b) => b[1] - a[1] || byBytes(a[0], b[0]));
      weighed.length = Math.min(weighed.length, this.K.MAX_TERMS);
      const norm = Math.sqrt(weighed.reduce((sum, [, u]) => sum + u * u, 0));
      return weighed.map(([term, u]) => [term, u / norm]);
    };
    const numbers = new Names();
    const postings = [];
    const keeps = new Int32Array(documents.length);
    documents.forEach((document, d) => {
      const weighed = weigh(document);
      keeps[d] = weighed.length;
      for (const [term, u] of weighed) (postings[numbers.of(term)] ??= []).push([d, u]);
    });
    const flat = postings.flat();
    const starts = new Int32Array(postings.length + 1);
    postings.forEach((list, term) => (starts[term + 1] = starts[term] + list.length));
    const wanted = asked.map(weigh);
    const start = new Int32Array(wanted.length + 1);
    wanted.forEach((list, at) => (start[at + 1] = start[at] + list.length));
    const own = wanted.flat();
    return {
      keeps, starts, start,
      docs: Int32Array.from(flat, ([d]) => d), weights: Float64Array.from(flat, ([, u]) => u),
      terms: Int32Array.from(own, ([term]) => numbers.numbers.get(term) ?? -1), own: Float64Array.from(own, ([, u]) => u),
    };
  }

  /** Bit sets over the offers: by modality, delivery and sector, with those that state none in every set. */
  layOutSets() {
    const { offers } = this;
    this.words = (offers.count + 31) >>> 5;
    const set = (fits) => {
      const made = new Int32Array(this.words);
      for (let o = 0; o < offers.count; o += 1) if (fits(o)) made[o >>> 5] |= 1 << (o & 31);
      return made;
    };
    const by = (column, width) => Array.from({ length: width }, (_, bit) => {
      return set((o) => column[o] === 0 || (column[o] >>> bit) & 1);
    });
    this.byModality = by(offers.modalities, 13);
    this.byDelivery = by(offers.delivery, 3);
    this.bySector = by(offers.sectors, 11);
    this.byCountry = [];
    this.byInstitution = new Map();
    for (let o = 0; o < offers.count; o += 1) {
      if (offers.country[o] >= 0) (this.byCountry[offers.country[o]] ??= new Int32Array(this.words))[o >>> 5] |= 1 << (o & 31);
      const own = this.byInstitution.get(offers.institution[o]);
      if (own) own.push(o);
      else this.byInstitution.set(offers.institution[o], [o]);
    }
    this.allowed = new Int32Array(this.words);
  }
}
