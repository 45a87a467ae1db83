// The facts of data/vocabulary/*.json that scoring needs, looked up by id.
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../../data/vocabulary/${name}.json`, import.meta.url), "utf8"));
const byId = (list) => new Map(list.map((entry) => [entry.id, entry]));

const topics = byId(read("topics"));
const sectors = byId(read("sectors"));
const subtopics = byId([...read("subtopics-of-topics"), ...read("subtopics-of-sectors")]);
const modalities = byId(read("modalities"));
const countryById = byId(read("countries"));

// The closed lists of the file format, in its order (the order matters for near misses).
export const LISTS = {
  quadrants: [
    "policy-design-and-planning", "programme-implementation-and-evaluation",
    "institutional-strengthening-and-tools", "professional-training",
  ],
  modalities: [
    "prospecting-mission", "technical-assistance", "internship", "field-visit", "training-course", "knowledge-exchange",
    "planning-instrument-exchange", "material-development", "monitoring-visit", "expert-visit", "delegation-reception",
    "comparative-study", "follow-up-videoconference",
  ],
  delivery: ["on-site", "remote", "mixed"],
  profiles: [
    "policy-planning", "programme-management", "teaching", "evaluation", "information-systems", "legal", "finance",
  ],
  costs: [
    "expert-time", "counterpart-team", "office-space", "travel", "lodging-meals", "materials", "equipment",
    "interpretation", "systematisation", "evaluation", "financing",
  ],
  scale: ["local", "subnational", "national"],
  settings: [
    "urban", "rural", "indigenous", "island", "federal", "unitary", "decentralised", "post-disaster", "post-conflict",
    "border", "migration",
  ],
  priority: ["low", "medium", "high", "urgent"],
};

const CONTINENTS = [
  ["north-america", "central-america", "caribbean", "south-america"],
  ["west-africa", "central-africa", "east-africa", "southern-africa", "north-africa"],
  ["western-asia", "central-asia", "south-asia", "south-east-asia", "east-asia"],
  ["northern-europe", "western-europe", "southern-europe", "eastern-europe"],
  ["oceania"],
];

export const isTopic = (id) => topics.has(id);
export const isSector = (id) => sectors.has(id);
export const isSubtopic = (id) => subtopics.has(id);

/** The topic or the sector a sub-topic stands under; nothing for a topic or a sector. */
export function parent(node) {
  const subtopic = subtopics.get(node);
  return subtopic ? subtopic.topic ?? subtopic.sector : undefined;
}

/** Sectors of a node: of a sector itself, of a topic its own, of a sub-topic those of its parent. */
export function sectorsOf(node) {
  if (isSector(node)) return [node];
  if (isTopic(node)) return topics.get(node).sectors;
  return sectorsOf(parent(node));
}

/** The quadrants of a topic or sub-topic, the main one first; of a sector none. */
export function quadrantsOf(node) {
  if (isTopic(node)) return [topics.get(node).quadrant, ...topics.get(node).also_quadrants];
  return isSubtopic(node) ? subtopics.get(node).quadrants : [];
}

export const shortestDays = (modality) => modalities.get(modality).shortest_days;
export const countries = () => [...countryById.keys()];
export const regionOf = (country) => countryById.get(country)?.region;
export const continentOf = (region) => CONTINENTS.findIndex((regions) => regions.includes(region));
export const nodes = () => [...topics.keys(), ...sectors.keys(), ...subtopics.keys()];
