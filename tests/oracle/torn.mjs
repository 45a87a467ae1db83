// Catalogs that state things as awkwardly as files do: fields gone, values nobody knows, windows with one end, joins
// that go round, exchanges that use up places. Made from a good catalog, the same for the same seed.

/** Whole numbers below a limit, always the same ones (a linear congruence is random enough for this). */
function dice(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const LISTS = ["modalities", "delivery", "languages", "profiles", "covers", "asks_cover", "sectors", "subjects"];

export function torn(catalog, seed) {
  const die = dice(seed);
  const one = (list) => list[die(list.length)];
  const made = structuredClone(catalog);
  const [institutions, offers, requests] = [made.institutions, made.offers, made.requests];
  for (const entry of [...offers, ...requests]) {
    for (const list of LISTS) {
      const chance = die(12);
      if (chance === 0) delete entry[list];
      if (chance === 1 && list !== "subjects") entry[list] = ["of-a-later-version"];
      if (chance === 2 && list !== "subjects") entry[list] = [...(entry[list] ?? []), "of-a-later-version", ...(entry[list] ?? [])];
    }
    if (die(10) === 0) entry.languages = [one(["pt-BR", "ES_mx", "fr-CA", "qu"])];
    if (die(8) === 0) entry.window = one([{ from: "2026-12-01" }, { to: "2026-11-22" }, { to: "2026-11-21" }, {}]);
    if (die(8) === 0) entry.window = { from: "2027-01-01", to: one(["2027-01-03", "2027-01-20", "2027-03-31"]) };
    if (die(12) === 0) entry.status = one(["draft", "paused", "closed"]);
    if (die(12) === 0) entry.subjects = [{ quadrant: "of-a-later-version", topic: "disability" }, { subtopic: "nobody-knows" }];
    if (die(15) === 0) entry.context = one([{ people: 0 }, { people: 1 }, { scale: "galactic" }, { settings: ["urban", "urban"] }]);
    if (die(40) === 0) entry.institution = "0197b3c2-0000-7000-8000-00000000dead";
  }
  for (const offer of offers) {
    if (die(10) === 0) offer.min_duration_days = one([1, 30, 400, 2000]);
    if (die(10) === 0) offer.evidence = one([{}, { evaluated: false, links: ["https://example.org"] }, { transferred_to: ["BRA", "BRA", "CHL", "PER", "XXX"] }]);
    if (die(15) === 0) offer.title = { lang: "en", text: "…" };
  }
  for (const request of requests) {
    if (die(8) === 0) request.commitment = one([{}, { counterpart_team: false }, { counterpart_team: true, agency_informed: false }]);
    if (die(12) === 0) request.providers_needed = one([1, 2, 3]);
  }
  institutions[0].languages = [];
  delete institutions[1 % institutions.length].country;
  made.joins = [[0, 1], [1, 0], [2, 3], [3, 1]].filter(([a, b]) => a < institutions.length && b < institutions.length)
    .map(([a, b], at) => ({
      id: `0197b3c2-0000-7000-8000-0000000077${at}0`, rev: {}, from: institutions[a].id, to: institutions[b].id,
    }));
  made.portfolio = Array.from({ length: Math.ceil(offers.length / 4) }, (_, at) => ({
    id: `0197b3c2-0000-7000-8000-0000000066${String(at).padStart(2, "0")}`, rev: {},
    status: one(["proposed", "agreed", "in-execution", "completed", "evaluated", "dropped"]),
    request: die(5) === 0 ? null : one(requests).id,
    offers: one([[], [one(offers).id], [one(offers).id, one(offers).id], ["0197b3c2-0000-7000-8000-00000000beef"]]),
    parties: one([[], [{ institution: one(institutions).id, roles: ["provider"] }], [{ institution: one(institutions).id, roles: ["recipient", "financing"] }]]),
  }));
  return made;
}
