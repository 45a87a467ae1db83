// The ten criteria of a pair: section 5 of src/matching/SCORING.md. Each answers { state, value }.
import { K } from "./constants.mjs";
import { LISTS, continentOf, isSector, isSubtopic, parent, regionOf, sectorsOf } from "./vocabulary.mjs";

export const CRITERIA = [
  "subject", "quadrant", "modality", "language", "time", "profile", "text", "context", "evidence", "commitment",
];

const NOT_ASKED = { state: "not-asked", value: 0 };
const silent = (value) => ({ state: "silent", value });
const stated = (value) => ({ state: "stated", value });

export const both = (a, b) => a.filter((value) => b.includes(value));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const hasWindow = (entry) => entry.from !== null || entry.to !== null;

/** How far a supplied node `m` covers a wanted node `n`. */
export function kin(n, m) {
  if (n === m) return 1;
  if (parent(m) === n) return K.KIN_PART;
  if (parent(n) === m) return K.KIN_WHOLE;
  if (isSubtopic(n) && isSubtopic(m) && parent(n) === parent(m)) return K.KIN_SIBLING;
  if (isSector(n) && !isSector(m) && sectorsOf(m).includes(n)) return K.KIN_IN_SECTOR;
  if (isSector(m) && !isSector(n) && sectorsOf(n).includes(m)) return K.KIN_FROM_SECTOR;
  return 0;
}

/** Days both windows leave from the day of matching on; infinite where nothing ends. */
export function overlap(r, o, asOf) {
  const last = Math.min(r.to ?? Infinity, o.to ?? Infinity);
  const first = Math.max(r.from ?? -Infinity, o.from ?? -Infinity, asOf);
  return Math.max(0, last - first + 1);
}

function subject(r, o, world) {
  if (r.nodes.length === 0) return NOT_ASKED;
  if (o.nodes.length === 0) return silent(K.NEUTRAL_SUBJECT);
  const whole = r.nodes.reduce((sum, n) => sum + world.omega(n), 0);
  const covered = r.nodes.reduce((sum, n) => sum + world.omega(n) * Math.max(...o.nodes.map((m) => kin(n, m))), 0);
  return stated(covered / whole);
}

function quadrant(r, o) {
  if (r.quadrants.length === 0) return NOT_ASKED;
  if (o.quadrants.length === 0 && o.alsoQuadrants.length === 0) return silent(K.NEUTRAL_QUADRANT);
  const also = both(r.quadrants, o.alsoQuadrants).filter((value) => !o.quadrants.includes(value));
  return stated((both(r.quadrants, o.quadrants).length + K.QUADRANT_ALSO * also.length) / r.quadrants.length);
}

function modality(r, o) {
  if (r.modalities.length === 0) return NOT_ASKED;
  if (o.modalities.length === 0) return silent(K.NEUTRAL_MODALITY);
  const shared = both(r.modalities, o.modalities).length;
  if (shared === 0) return stated(0);
  return stated(K.MODALITY_FIRST + ((1 - K.MODALITY_FIRST) * shared) / r.modalities.length);
}

function language(r, o) {
  if (r.languages.length === 0) return NOT_ASKED;
  if (o.languages.length === 0) return silent(K.NEUTRAL_LANGUAGE);
  if (both(r.languages, o.languages).length > 0) return stated(1);
  const near = (a, b) => a.languages.includes("es") && b.languages.includes("pt");
  if (near(r, o) || near(o, r)) return stated(K.LANGUAGE_NEAR);
  const paid = r.covers.includes("interpretation") || o.covers.includes("interpretation");
  return stated(paid ? K.LANGUAGE_PAID : K.LANGUAGE_NONE);
}

function time(r, o, world) {
  if (!hasWindow(r)) return NOT_ASKED;
  if (!hasWindow(o)) return silent(K.NEUTRAL_TIME);
  const first = Math.max(r.from ?? -Infinity, world.asOf);
  const wanted = r.to === null ? K.WANTED_DAYS : Math.max(1, r.to - first + 1);
  return stated(Math.min(1, overlap(r, o, world.asOf) / wanted));
}

function profile(r, o) {
  if (r.profiles.length === 0) return NOT_ASKED;
  if (o.profiles.length === 0) return silent(K.NEUTRAL_PROFILE);
  return stated(both(r.profiles, o.profiles).length / r.profiles.length);
}

function text(r, o, world) {
  if (!world.requestHasTerms(r)) return NOT_ASKED;
  if (!world.offerHasTerms(o)) return silent(K.NEUTRAL_TEXT);
  return stated(world.text(r, o));
}

function context(r, o) {
  const parts = [];
  let answered = false;
  const part = (isAsked, isAnswered, value) => {
    if (!isAsked) return;
    if (isAnswered) answered = true;
    parts.push(isAnswered ? value() : K.NEUTRAL_CONTEXT);
  };
  part(r.scale !== null, o.scale !== null, () => {
    return 1 - Math.abs(LISTS.scale.indexOf(r.scale) - LISTS.scale.indexOf(o.scale)) / 2;
  });
  part(r.people !== null, o.people !== null, () => {
    return Math.max(0, 1 - Math.abs(Math.log10(o.people) - Math.log10(r.people)) / K.PEOPLE_DECADES);
  });
  part(r.settings.length > 0, o.settings.length > 0, () => both(r.settings, o.settings).length / r.settings.length);
  if (parts.length === 0) return NOT_ASKED;
  const [mine, yours] = [regionOf(r.country), regionOf(o.country)];
  if (mine !== undefined && yours !== undefined) {
    if (mine === yours) parts.push(1);
    else parts.push(continentOf(mine) === continentOf(yours) ? K.REGION_CONTINENT : K.REGION_FAR);
  }
  return answered ? stated(mean(parts)) : silent(K.NEUTRAL_CONTEXT);
}

function evidence(r, o) {
  const nothing =
    o.evaluated === null && o.documented === null && o.transferredTo.length === 0 && o.links.length === 0;
  const yes = (answer) => (answer === null ? K.NEUTRAL_EVIDENCE : answer ? 1 : 0);
  const documented = o.links.length > 0 ? 1 : yes(o.documented);
  const transferred = o.transferredTo.length === 0
    ? K.NEUTRAL_EVIDENCE
    : Math.min(1, K.TRANSFER_FIRST + K.TRANSFER_MORE * (o.transferredTo.length - 1));
  const value =
    K.EVIDENCE_EVALUATED * yes(o.evaluated) + K.EVIDENCE_DOCUMENTED * documented + K.EVIDENCE_TRANSFERRED * transferred;
  return nothing ? silent(value) : stated(value);
}

function commitment(r, o) {
  if (r.secured.length === 0 && r.covers.length === 0 && r.asksCover.length === 0) return NOT_ASKED;
  const parts = [];
  if (r.secured.length > 0) parts.push(r.secured.filter((answer) => answer).length / r.secured.length);
  if (r.asksCover.length > 0) {
    parts.push(o.covers.length > 0 ? both(r.asksCover, o.covers).length / r.asksCover.length : K.NEUTRAL_COMMITMENT);
  }
  if (o.asksCover.length > 0 && r.covers.length > 0) parts.push(both(o.asksCover, r.covers).length / o.asksCover.length);
  return parts.length > 0 ? stated(mean(parts)) : silent(K.NEUTRAL_COMMITMENT);
}

const FORMULAS = { subject, quadrant, modality, language, time, profile, text, context, evidence, commitment };

/** All ten, in order. `world` knows rarity, texts and the day of matching. */
export const criteriaOf = (r, o, world) => CRITERIA.map((name) => FORMULAS[name](r, o, world));
