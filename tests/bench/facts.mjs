// What both sides of the bench start from besides the analysed terms: entries as facts, read by the oracle's reader.
import { K } from "../oracle/constants.mjs";
import { offerFacts, requestFacts } from "../oracle/facts.mjs";
import { continentOf, countries, nodes, parent, regionOf, sectorsOf, shortestDays, LISTS, isSector, isSubtopic } from "../oracle/vocabulary.mjs";

const kind = (id) => (isSector(id) ? "sector" : isSubtopic(id) ? "subtopic" : "topic");

/** Plain data, as the peer's constructor takes it and as JSON carries it into a page. */
export function factsOf(catalog) {
  const { ROBUSTNESS_SEED, ...numbers } = K;
  const regions = [...new Set(countries().map(regionOf))];
  return {
    K: numbers,
    nodes: nodes().map((id) => ({ id, kind: kind(id), parent: parent(id) ?? null, sectors: sectorsOf(id) })),
    regions: Object.fromEntries(countries().map((id) => [id, [regions.indexOf(regionOf(id)), continentOf(regionOf(id))]])),
    shortestDays: Object.fromEntries(LISTS.modalities.map((id) => [id, shortestDays(id)])),
    offers: catalog.offers.map((offer) => offerFacts(catalog, offer)),
    requests: catalog.requests.map((request) => requestFacts(catalog, request)),
  };
}
