//! What is drawn over the countries: a node where something is offered or asked, arcs for what goes between.
//!
//! Everything here is in pixels from the map's upper left corner, at one zoom: moving the map moves it as a whole.

use super::sums::Place;
use super::view::Point;

/// Radius of the half disc for a single entry: a figure of one digit has room in it.
const SMALLEST: f64 = 9.0;
/// Radius from which a figure of two digits has room.
const TWO_DIGITS: f64 = 17.0;
/// What the root of the count adds to the radius, so that the area grows with the count.
const GROWTH: f64 = 2.2;
/// The largest radius: beyond it only the figure tells.
const LARGEST: f64 = 22.0;
/// Radius of a country of which there is something, but neither offers nor requests.
const DOT: f64 = 4.0;
/// Pixels between nodes that had to make room.
const GAP: f64 = 2.0;
/// Rounds of making room; the fullest corners of the map are settled after some thirty.
const ROUNDS: usize = 60;
/// A node that moved less than this still stands where its country is.
const MOVED: f64 = 4.0;
/// How far an arc bends away from the straight line, as a share of its length.
const BEND: f64 = 0.16;
/// Length of an arrow's head in pixels.
const HEAD: f64 = 7.0;

/// A country on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub country: String,
    pub offers: u32,
    pub requests: u32,
    /// Radii of the half disc of offers and of that of requests; 0 where there are none.
    pub left: f64,
    pub right: f64,
    /// Where the country is.
    pub home: Point,
    /// Where the node stands.
    pub at: Point,
}

impl Node {
    pub fn radius(&self) -> f64 {
        self.left.max(self.right).max(DOT)
    }

    /// Whether it stands away from its country, to which a line leads then.
    pub fn is_moved(&self) -> bool {
        distance(self.home, self.at) > MOVED
    }
}

fn radius(count: u32) -> f64 {
    let room = match count {
        0 => return 0.0,
        1..10 => SMALLEST,
        10..100 => TWO_DIGITS,
        _ => LARGEST,
    };
    (SMALLEST - GROWTH + GROWTH * f64::from(count).sqrt()).clamp(room, LARGEST)
}

/// The nodes of all places that have a point, none over another.
pub fn nodes(places: &[Place], point: impl Fn(&str) -> Option<Point>, unit: f64) -> Vec<Node> {
    let node = |place: &Place| {
        let (x, y) = point(&place.country)?;
        let home = (x / unit, y / unit);
        Some(Node {
            country: place.country.clone(),
            offers: place.offers,
            requests: place.requests,
            left: radius(place.offers),
            right: radius(place.requests),
            home,
            at: home,
        })
    };
    let mut nodes: Vec<Node> = places.iter().filter_map(node).collect();
    spread(&mut nodes);
    nodes
}

/// Pushes nodes apart until none covers another, as near to their countries as that allows.
fn spread(nodes: &mut [Node]) {
    for _ in 0..ROUNDS {
        let mut settled = true;
        for a in 0..nodes.len() {
            for b in a + 1..nodes.len() {
                let wanted = nodes[a].radius() + nodes[b].radius() + GAP;
                let (from, to) = (nodes[a].at, nodes[b].at);
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                // Compared by the sides first: most pairs are far apart.
                if dx.abs() >= wanted || dy.abs() >= wanted {
                    continue;
                }
                let apart = dx.hypot(dy);
                if apart >= wanted - 0.01 {
                    continue;
                }
                settled = false;
                // Two on one spot part sideways, each pair in a direction of its own.
                let (ux, uy) = if apart > 0.01 {
                    (dx / apart, dy / apart)
                } else {
                    let angle = (a * 7 + b) as f64;
                    (angle.cos(), angle.sin())
                };
                let push = (wanted - apart) / 2.0;
                nodes[a].at = (from.0 - ux * push, from.1 - uy * push);
                nodes[b].at = (to.0 + ux * push, to.1 + uy * push);
            }
        }
        if settled {
            return;
        }
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The node under a pixel, or the nearest within reach of a finger.
pub fn nearest(nodes: &[Node], at: Point, reach: f64) -> Option<&Node> {
    let beyond = |node: &Node| distance(node.at, at) - node.radius();
    let near = nodes.iter().filter(|node| beyond(node) <= reach);
    near.min_by(|a, b| beyond(a).total_cmp(&beyond(b)))
}

/// A line with a head, from the edge of one node to that of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    pub from: Point,
    pub to: Point,
    pub line: String,
    pub head: String,
}

/// The arc from one node to another, bent to its left: there and back are two lines. None where they touch.
pub fn arc(from: &Node, to: &Node) -> Option<Arc> {
    let length = distance(from.at, to.at);
    let room = from.radius() + to.radius() + HEAD + GAP;
    if length <= room {
        return None;
    }
    let (dx, dy) = (to.at.0 - from.at.0, to.at.1 - from.at.1);
    let bend = ((from.at.0 + to.at.0) / 2.0 + dy * BEND * 2.0, (from.at.1 + to.at.1) / 2.0 - dx * BEND * 2.0);
    let start = towards(from.at, bend, from.radius() + 1.0);
    let tip = towards(to.at, bend, to.radius() + 1.0);
    let end = towards(to.at, bend, to.radius() + 1.0 + HEAD * 0.8);
    let base = towards(to.at, bend, to.radius() + 1.0 + HEAD);
    let (nx, ny) = ((base.1 - tip.1) * 0.45, (tip.0 - base.0) * 0.45);
    let p = |point: Point| format!("{:.1} {:.1}", point.0, point.1);
    Some(Arc {
        from: start,
        to: tip,
        line: format!("M{}Q{} {}", p(start), p(bend), p(end)),
        head: format!("M{}L{}L{}Z", p(tip), p((base.0 + nx, base.1 + ny)), p((base.0 - nx, base.1 - ny))),
    })
}

fn towards(from: Point, to: Point, by: f64) -> Point {
    let share = by / distance(from, to).max(1.0);
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

/// How wide a line is that stands for so many.
pub fn width(count: u32) -> f64 {
    (1.2 + f64::from(count.max(1)).ln() * 1.4).min(7.0)
}

/// Half a disc: `left` for the side of offers.
pub fn half(at: Point, radius: f64, left: bool) -> String {
    let (x, top, bottom) = (at.0, at.1 - radius, at.1 + radius);
    format!("M{x:.1} {top:.1}A{radius:.1} {radius:.1} 0 0 {} {x:.1} {bottom:.1}Z", u8::from(!left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(country: &str, offers: u32, requests: u32) -> Place {
        Place { country: country.into(), offers, requests, ..Place::default() }
    }

    fn grid(n: u32) -> Vec<Place> {
        (0..n).map(|at| place(&at.to_string(), 1 + at % 5, at % 3)).collect()
    }

    #[test]
    fn crowded_nodes_make_room_and_stay_near_and_lone_ones_do_not_move() {
        // Fourteen countries in the room of the Caribbean on a wide screen.
        let at = |code: &str| {
            let n: f64 = code.parse().ok()?;
            Some((2_800.0 + (n * 373.0) % 640.0, 1_750.0 + (n * 211.0) % 380.0))
        };
        let crowd = nodes(&grid(14), at, 8.0);
        for (n, a) in crowd.iter().enumerate() {
            assert!(distance(a.at, a.home) < 60.0, "{a:?}");
            for b in &crowd[n + 1..] {
                assert!(distance(a.at, b.at) >= a.radius() + b.radius(), "{a:?} {b:?}");
            }
        }
        let alone = nodes(&[place("7", 3, 2)], at, 8.0);
        assert_eq!(alone[0].at, alone[0].home);
        assert!(!alone[0].is_moved());
    }

    #[test]
    fn two_on_one_spot_part_and_places_without_a_point_are_left_out() {
        let two = nodes(
            &[place("A", 1, 0), place("B", 0, 1), place("", 9, 9)],
            |code| (!code.is_empty()).then_some((10.0, 10.0)),
            1.0,
        );
        assert_eq!(two.len(), 2);
        assert!(distance(two[0].at, two[1].at) >= 2.0 * SMALLEST);
    }

    #[test]
    fn area_grows_with_the_count_up_to_a_limit() {
        assert_eq!((radius(0), radius(1), radius(10_000)), (0.0, SMALLEST, LARGEST));
        assert!(radius(9) > radius(4) && radius(4) > radius(1));
        assert!(width(1) < width(5) && width(1_000_000) <= 7.0);
    }

    #[test]
    fn arcs_begin_and_end_outside_their_nodes_and_there_and_back_differ() {
        let at = |code: &str| Some(if code == "A" { (0.0, 0.0) } else { (300.0, 40.0) });
        let all = nodes(&[place("A", 4, 0), place("B", 0, 9)], at, 1.0);
        let there = arc(&all[0], &all[1]).expect("they are far apart");
        let back = arc(&all[1], &all[0]).expect("they are far apart");
        assert!(distance(there.from, all[0].at) >= all[0].radius());
        assert!(distance(there.to, all[1].at) >= all[1].radius());
        assert_ne!(there.line, back.line);
        assert!(there.line.starts_with('M') && there.line.contains('Q') && there.head.ends_with('Z'));
        let near = |code: &str| Some(if code == "A" { (0.0, 0.0) } else { (8.0, 0.0) });
        let touching = nodes(&[place("A", 4, 0), place("B", 0, 9)], near, 1.0);
        assert_eq!(arc(&touching[0], &touching[1]), None);
    }

    #[test]
    fn a_finger_reaches_the_nearest_node() {
        let at = |code: &str| Some(if code == "A" { (0.0, 0.0) } else { (60.0, 0.0) });
        let all = nodes(&[place("A", 1, 0), place("B", 1, 0)], at, 1.0);
        assert_eq!(nearest(&all, (45.0, 3.0), 14.0).map(|node| node.country.as_str()), Some("B"));
        assert_eq!(nearest(&all, (30.0, 60.0), 14.0), None);
    }

    #[test]
    fn half_a_disc_has_its_side() {
        assert_ne!(half((5.0, 5.0), 3.0, true), half((5.0, 5.0), 3.0, false));
    }
}
