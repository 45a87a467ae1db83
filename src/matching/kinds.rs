//! Offers of one kind have the same subjects: what they cover of each wanted subject is worked out once.

use std::collections::BTreeMap;

use super::facts::{Facts, Node, SILENT};
use super::rows::OfferRow;
use super::side::Slot;

/// Number of a set of subjects.
pub type Kind = u32;

/// The different sets of subjects, and the offers of each.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    numbers: BTreeMap<Vec<Node>, Kind>,
    nodes: Vec<Vec<Node>>,
    members: Vec<Vec<Slot>>,
    of: Vec<Kind>,
    /// By wanted node, by kind: the nearest kinship among its subjects, or [`SILENT`].
    codes: Vec<Vec<u8>>,
}

impl Kinds {
    /// Files an offer under its kind.
    pub fn put(&mut self, slot: Slot, offer: &OfferRow, facts: &Facts) -> Kind {
        let known = self.numbers.get(&offer.row.nodes).copied();
        let kind = known.unwrap_or_else(|| self.add(&offer.row.nodes, facts));
        self.members[kind as usize].push(slot);
        let at = slot as usize;
        if self.of.len() <= at {
            self.of.resize(at + 1, 0);
        }
        self.of[at] = kind;
        kind
    }

    fn add(&mut self, nodes: &[Node], facts: &Facts) -> Kind {
        let kind = self.members.len() as Kind;
        self.numbers.insert(nodes.to_vec(), kind);
        self.nodes.push(nodes.to_vec());
        self.members.push(Vec::new());
        self.codes.resize_with(facts.nodes(), Vec::new);
        for (wanted, codes) in self.codes.iter_mut().enumerate() {
            let kinships = nodes.iter().map(|supplied| facts.kin_code(wanted as Node, *supplied));
            codes.push(kinships.max().unwrap_or(SILENT));
        }
        kind
    }

    /// Takes an offer out of its kind; the kind stays, be it empty.
    pub fn take(&mut self, slot: Slot) {
        let kind = self.of(slot);
        self.members[kind as usize].retain(|member| *member != slot);
    }

    /// The kind of an offer.
    pub fn of(&self, slot: Slot) -> Kind {
        self.of[slot as usize]
    }

    /// The subjects of every kind.
    pub fn nodes(&self) -> &[Vec<Node>] {
        &self.nodes
    }

    /// By kind: what its offers cover of a wanted node.
    pub fn codes(&self, wanted: Node) -> &[u8] {
        self.codes.get(usize::from(wanted)).map_or(&[], Vec::as_slice)
    }

    /// The offers of a kind.
    pub fn members(&self, kind: Kind) -> &[Slot] {
        &self.members[kind as usize]
    }
}
