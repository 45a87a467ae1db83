//! Subject: how much of what the request is about the offer covers, rarer subjects counting more.

use super::super::answer::State;
use super::super::constants as c;
use super::super::facts::{Facts, Node};
use super::super::rows::RequestRow;
use super::{NOT_ASKED, Told, Value};
use crate::primitive::{Arg, Said};

/// The request names a topic, a sub-topic or a sector.
pub fn is_asked(request: &RequestRow) -> bool {
    !request.row.nodes.is_empty()
}

/// How much a wanted node counts.
pub fn omega(facts: &Facts, level: u32, node: Node) -> f64 {
    let share = if facts.is_sector(node) { c::SECTOR_SHARE } else { 1.0 };
    (1.0 + f64::from(level)) * share
}

/// The value for wanted nodes with their weights and the nodes supplied.
pub fn value(facts: &Facts, wanted: &[(Node, f64)], supplied: &[Node]) -> Value {
    if wanted.is_empty() {
        return NOT_ASKED;
    }
    if supplied.is_empty() {
        return (State::Silent, c::NEUTRAL_SUBJECT);
    }
    let (mut covered, mut whole) = (0.0, 0.0);
    for (node, omega) in wanted {
        covered += omega * coverage(facts, *node, supplied);
        whole += omega;
    }
    (State::Stated, covered / whole)
}

/// How far the nearest supplied node covers a wanted one.
pub fn coverage(facts: &Facts, wanted: Node, supplied: &[Node]) -> f64 {
    supplied.iter().map(|node| facts.kin(wanted, *node)).fold(0.0, f64::max)
}

/// Nodes as labels to be shown.
pub fn labels(told: &Told<'_>, nodes: &[Node]) -> Arg {
    let id = |node: &Node| told.vocabulary.concepts()[usize::from(*node)].id.clone();
    Arg::List(nodes.iter().map(|node| Arg::Label("concept".into(), id(node))).collect())
}

pub(super) fn reason((state, _): Value, told: &Told<'_>) -> Said {
    if state == State::Silent {
        return Said::new("reason.subject.silent");
    }
    let supplied = &told.pair.offer.row.nodes;
    let wanted = &told.pair.request.row.nodes;
    let cover = |node: &Node| coverage(told.facts, *node, supplied);
    // A part covers the whole in the reader's eyes; siblings and sectors are only near.
    let (covered, rest): (Vec<Node>, Vec<Node>) = wanted.iter().partition(|node| cover(node) >= c::KIN_WHOLE);
    if rest.is_empty() {
        Said::new("reason.subject.all").with("covered", labels(told, &covered))
    } else if !covered.is_empty() {
        Said::new("reason.subject.part")
            .with("covered", labels(told, &covered))
            .with("missing", labels(told, &rest))
    } else if rest.iter().any(|node| cover(node) > 0.0) {
        let kin = |node: &Node| rest.iter().any(|wanted| told.facts.kin(*wanted, *node) > 0.0);
        let near: Vec<Node> = supplied.iter().copied().filter(kin).collect();
        Said::new("reason.subject.near").with("offered", labels(told, &near))
    } else {
        Said::new("reason.subject.none").with("missing", labels(told, &rest))
    }
}
