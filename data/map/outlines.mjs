// Makes public/map/world.json: outlines of countries, projected once, so that the page draws paths and computes nothing.
//
//   npm install --prefix SOMEWHERE world-atlas@2
//   node data/map/outlines.mjs SOMEWHERE/node_modules/world-atlas > public/map/world.json
//
// The outlines are Natural Earth's (public domain), from the npm package world-atlas: the coarse set (1:110 million) for
// the land, and the finer one (1:50 million) for countries too small for the first. Each country has the point at which
// the map puts its figures: where a circle inside its largest part is largest.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Width of the map in its own units: at the deepest zoom a unit is about two pixels. */
const WIDTH = 10_000;
/** Corners that cut off less than this (square units) are left out: less than a pixel at the whole world. */
const COARSE = 20;
/** The same for small islands, which are looked at from near. */
const FINE = 1.5;
/** Territories that the outlines count as part of a state far away: longitude and latitude of their middle. */
const BY_HAND = {
  ANT: [-68.9, 12.2], BES: [-68.26, 12.18], BVT: [3.4, -54.4], CCK: [96.8, -12.2], CXR: [105.6, -10.5], GIB: [-5.35, 36.14],
  GLP: [-61.5, 16.2], GUF: [-53.1, 4], MTQ: [-61, 14.65], MYT: [45.15, -12.8], REU: [55.5, -21.1], SJM: [16, 78.5],
  TKL: [-171.8, -9.2], TUV: [179.2, -8.5], UMI: [-160, 0.4],
};

const folder = process.argv[2];
const countries = JSON.parse(readFileSync(new URL("../vocabulary/countries.json", import.meta.url)));
const alpha3 = new Map(countries.map(({ id, iso2 }) => [iso2, id]));
const coarse = decoded("countries-110m.json", COARSE);
const fine = decoded("countries-50m.json", FINE);

/** Equal Earth (Šavrič, Patterson and Jenny 2018): areas are true, shapes are kept as far as that allows. */
function project([lon, lat]) {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const root = Math.sqrt(3);
  const t = Math.asin((root / 2) * Math.sin((lat * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 ** 3;
  const x = (2 * root * ((lon * Math.PI) / 180) * Math.cos(t)) / (3 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
  const y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
  const scale = WIDTH / 2 / 2.7066298;
  return [WIDTH / 2 + x * scale, 1.3173627 * scale - y * scale];
}

/** Country code to rings, each simplified with the borders it shares; "" for land that belongs to no code. */
function decoded(name, threshold) {
  const topology = JSON.parse(readFileSync(join(folder, name)));
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      const place = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
      return [...project(place), ...place];
    });
    return simplified(points, threshold);
  });
  const ring = (ids) => ids.flatMap((id, at) => {
    const points = id < 0 ? arcs[~id].toReversed() : arcs[id];
    return at ? points.slice(1) : points;
  });
  const found = new Map();
  for (const { type, arcs: parts, id, properties } of topology.objects.countries.geometries) {
    if (properties.name === "Antarctica") continue;
    const polygons = type === "Polygon" ? [parts] : parts;
    const code = codeOf(id);
    found.set(code, [...(found.get(code) ?? []), ...polygons.map((rings) => rings.map(ring).flatMap(split))]);
  }
  return found;
}

/** The alpha-3 code behind a numeric one; the platform knows the way from numbers to alpha-2. */
function codeOf(numeric) {
  if (!numeric) return "";
  const [tag] = Intl.getCanonicalLocales(`und-${numeric}`);
  return alpha3.get(tag.split("-")[1]) ?? "";
}

/** A ring that crosses the edge of the map (180°) as one ring on either side; any other as it is. */
function split(ring) {
  if (ring.every(([, , lon], at) => !at || Math.abs(lon - ring[at - 1][2]) < 180)) return [ring];
  let turn = 0;
  const unrolled = ring.map(([, , lon, lat], at) => {
    if (at) turn += Math.round((ring[at - 1][2] - lon) / 360) * 360;
    return [lon + turn, lat];
  });
  const edge = Math.max(...unrolled.map(([lon]) => lon)) > 180 ? 180 : -180;
  return [1, -1].map((side) => {
    const half = clipped(unrolled, edge, side);
    const shift = half.some(([lon]) => Math.abs(lon) > 180.001) ? -2 * edge : 0;
    return half.map(([lon, lat]) => project([lon + shift, lat]));
  });
}

/** What of a ring lies on one side of a meridian. */
function clipped(ring, edge, side) {
  const isIn = ([lon]) => (lon - edge) * side <= 0;
  return ring.flatMap((point, at) => {
    const before = ring.at(at - 1);
    const share = (edge - before[0]) / (point[0] - before[0]);
    const crossing = isIn(before) === isIn(point) ? [] : [[edge, before[1] + share * (point[1] - before[1])]];
    return isIn(point) ? [...crossing, point] : crossing;
  });
}

/** Visvalingam and Whyatt: takes the least visible corner away until all that are left cut off enough. Ends stay. */
function simplified(points, threshold) {
  const left = [...points];
  const area = (at) => Math.abs(cross(left[at - 1], left[at], left[at + 1])) / 2;
  for (;;) {
    let [least, where] = [threshold, 0];
    // A closed line keeps four points, or it would vanish.
    for (let at = 1; at < left.length - 1 && left.length > 4; at++) if (area(at) < least) [least, where] = [area(at), at];
    if (!where) return left;
    left.splice(where, 1);
  }
}

function cross([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
}

function areaOf(ring) {
  return Math.abs(ring.reduce((sum, [x, y], at) => sum + x * ring[(at + 1) % ring.length][1] - ring[(at + 1) % ring.length][0] * y, 0)) / 2;
}

/** Rings as an SVG path of whole relative steps; rings that shrink to a line are left out. */
function path(polygons) {
  let text = "";
  for (const ring of polygons.flat()) {
    const points = ring.map(([x, y]) => [Math.round(x), Math.round(y)]).filter(([x, y], at, all) => !at || x !== all[at - 1][0] || y !== all[at - 1][1]);
    if (points.length > 1 && String(points[0]) === String(points.at(-1))) points.pop();
    if (points.length < 3) continue;
    text += `M${points[0].join(" ")}l`;
    text += points.slice(1).map(([x, y], at) => `${x - points[at][0]} ${y - points[at][1]}`).join(" ").replaceAll(" -", "-");
    text += "z";
  }
  return text;
}

/** Where a circle inside the largest part is largest, found on a grid; its middle where the part is tiny. */
function anchor(polygons) {
  const [ring] = polygons.toSorted((a, b) => areaOf(b[0]) - areaOf(a[0]))[0];
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { room: -1, at: [(left + right) / 2, (top + bottom) / 2] };
  const steps = 48;
  for (let i = 1; i < steps; i++) {
    for (let j = 1; j < steps; j++) {
      const at = [left + ((right - left) * i) / steps, top + ((bottom - top) * j) / steps];
      if (!inside(at, ring)) continue;
      const room = Math.min(...ring.map((from, k) => toEdge(at, from, ring[(k + 1) % ring.length])));
      if (room > best.room) best = { room, at };
    }
  }
  return best.at.map(Math.round);
}

function inside([x, y], ring) {
  let odd = false;
  ring.forEach(([ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
  });
  return odd;
}

function toEdge([x, y], [ax, ay], [bx, by]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
}

const shapes = [{ id: "", at: [0, 0], d: path(coarse.get("") ?? []) }];
const missing = [];
for (const { id } of countries) {
  const polygons = coarse.get(id) ?? fine.get(id);
  const d = polygons ? path(polygons) : "";
  if (polygons) shapes.push({ id, at: anchor(polygons), d });
  else if (BY_HAND[id]) shapes.push({ id, at: project(BY_HAND[id]).map(Math.round), d });
  else missing.push(id);
}
if (missing.length) console.error(`no outline and no point: ${missing.join(" ")}`);
const height = Math.round(2 * 1.3173627 * (WIDTH / 2 / 2.7066298));
const lines = shapes.map((shape) => JSON.stringify(shape)).join(",\n");
console.log(`{"width":${WIDTH},"height":${height},"source":"Natural Earth","shapes":[\n${lines}\n]}`);
