// What a catalog states, entry by entry: sections 1 and 3 of src/matching/SCORING.md.
import { LISTS, isSector, isSubtopic, isTopic, quadrantsOf } from "./vocabulary.mjs";

const BINDING = ["agreed", "in-execution", "completed", "evaluated"];

/** The different values of a list that this version knows; an empty array means "not stated". */
const known = (list, values) => [...new Set(list ?? [])].filter((value) => values.includes(value));
const distinct = (list) => [...new Set(list)];
const orNull = (value) => value ?? null;

/** Days since 1970-01-01. */
export const day = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

/** The id that stands for `id` after all joins; a circle stands for its lowest member. */
export function resolve(catalog, id) {
  const path = [id];
  for (;;) {
    const current = path[path.length - 1];
    const targets = (catalog.joins ?? []).filter((join) => join.from === current).map((join) => join.to).sort();
    if (targets.length === 0) return current;
    const seen = path.indexOf(targets[0]);
    if (seen >= 0) return path.slice(seen).sort()[0];
    path.push(targets[0]);
  }
}

/** The node a subject states, if any. */
function nodeOf(subject) {
  if (isSubtopic(subject.subtopic)) return subject.subtopic;
  return isTopic(subject.topic) ? subject.topic : null;
}

/** The quadrant a subject states, or the main one of what it names. */
function quadrantOf(subject) {
  if (LISTS.quadrants.includes(subject.quadrant)) return subject.quadrant;
  const node = nodeOf(subject);
  return node === null ? null : quadrantsOf(node)[0];
}

/** Deliveries as gate 3 takes them: who offers both ways offers a mix too. */
function deliveries(list) {
  const stated = known(list, LISTS.delivery);
  const both = stated.includes("on-site") && stated.includes("remote");
  return both && !stated.includes("mixed") ? [...stated, "mixed"] : stated;
}

/** What offers and requests state alike. */
function common(catalog, entry) {
  const institutionId = resolve(catalog, entry.institution);
  const institution = (catalog.institutions ?? []).find((record) => record.id === institutionId);
  const tags = entry.languages?.length ? entry.languages : institution?.languages ?? [];
  const subjects = [...(entry.subjects ?? []), ...(entry.components ?? []).flatMap((part) => part.subjects ?? [])];
  const nodes = distinct([...subjects.map(nodeOf).filter((node) => node !== null), ...(entry.sectors ?? []).filter(isSector)]);
  return {
    id: entry.id,
    institution: institutionId,
    country: orNull(institution?.country),
    status: entry.status ?? "open",
    languages: distinct(tags.map((tag) => tag.split(/[-_]/)[0].toLowerCase())),
    nodes,
    quadrants: distinct(subjects.map(quadrantOf).filter((quadrant) => quadrant !== null)),
    alsoQuadrants: distinct(nodes.flatMap((node) => quadrantsOf(node).slice(1))),
    modalities: known(entry.modalities, LISTS.modalities),
    delivery: deliveries(entry.delivery),
    from: entry.window?.from ? day(entry.window.from) : null,
    to: entry.window?.to ? day(entry.window.to) : null,
    profiles: known(entry.profiles, LISTS.profiles),
    covers: known(entry.covers, LISTS.costs),
    asksCover: known(entry.asks_cover, LISTS.costs),
    scale: LISTS.scale.includes(entry.context?.scale) ? entry.context.scale : null,
    people: entry.context?.people || null,
    settings: known(entry.context?.settings, LISTS.settings),
  };
}

export function offerFacts(catalog, offer) {
  const items = (catalog.portfolio ?? []).filter((item) => BINDING.includes(item.status));
  return {
    ...common(catalog, offer),
    minDuration: orNull(offer.min_duration_days),
    capacity: orNull(offer.capacity),
    used: items.filter((item) => (item.offers ?? []).includes(offer.id)).length,
    evaluated: orNull(offer.evidence?.evaluated),
    documented: orNull(offer.evidence?.documented),
    transferredTo: distinct(offer.evidence?.transferred_to ?? []),
    links: offer.evidence?.links ?? [],
  };
}

export function requestFacts(catalog, request) {
  const { commitment = {} } = request;
  return {
    ...common(catalog, request),
    providersNeeded: request.providers_needed ?? 1,
    providers: providers(catalog, request.id),
    priority: LISTS.priority.includes(request.priority) ? request.priority : null,
    secured: [commitment?.counterpart_team, commitment?.political_backing, commitment?.agency_informed].filter(
      (answer) => typeof answer === "boolean",
    ),
  };
}

/** How many institutions already provide for a request, by its binding portfolio items. */
function providers(catalog, requestId) {
  const institutions = new Set();
  let unnamed = 0;
  for (const item of catalog.portfolio ?? []) {
    if (item.request !== requestId || !BINDING.includes(item.status)) continue;
    const named = new Set();
    for (const offer of (catalog.offers ?? []).filter((record) => (item.offers ?? []).includes(record.id))) {
      named.add(resolve(catalog, offer.institution));
    }
    for (const party of item.parties ?? []) {
      if ((party.roles ?? []).includes("provider")) named.add(resolve(catalog, party.institution));
    }
    if (named.size === 0) unnamed += 1;
    for (const institution of named) institutions.add(institution);
  }
  return institutions.size + unnamed;
}
