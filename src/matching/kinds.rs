//! Offers of one kind have the same subjects: their subject value for a request is computed once.

use std::collections::BTreeMap;

use super::facts::Node;
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
}

impl Kinds {
    /// Files an offer under its kind.
    pub fn put(&mut self, slot: Slot, offer: &OfferRow) {
        let next = self.nodes.len() as Kind;
        let kind = *self.numbers.entry(offer.row.nodes.clone()).or_insert(next);
        if kind == next {
            self.nodes.push(offer.row.nodes.clone());
            self.members.push(Vec::new());
        }
        self.members[kind as usize].push(slot);
        let at = slot as usize;
        if self.of.len() <= at {
            self.of.resize(at + 1, 0);
        }
        self.of[at] = kind;
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

    /// The offers of a kind.
    pub fn members(&self, kind: Kind) -> &[Slot] {
        &self.members[kind as usize]
    }
}
