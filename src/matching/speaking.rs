//! Who speaks of a concept: for searches that find an entry by what it is about, in whatever language.

use std::collections::BTreeSet;

use super::index::Index;
use super::rows::Row;
use super::vectors::{Doc, Term};
use crate::primitive::Id;
use crate::vocabulary::ConceptIx;

impl Index {
    /// Rarities of all topics, sectors and sub-topics; where an edit moves none of them (and no weight of a
    /// document), scores of pairs that were not edited stay as they were.
    pub fn node_levels(&self) -> Vec<u32> {
        // There are a few hundred nodes.
        (0..self.facts.nodes()).map(|node| self.node_level(node as u16)).collect()
    }

    /// Offers and requests that state one of these concepts or whose texts speak of it.
    pub fn speaking_of(&self, concepts: &[ConceptIx]) -> BTreeSet<Id> {
        let wanted: Vec<Term> = concepts.iter().map(|concept| Term::from(concept.0)).collect();
        let speaks = |doc: &Doc| self.concepts.terms(*doc).iter().any(|(term, _)| wanted.contains(term));
        let states = |row: &Row| row.nodes.iter().any(|node| wanted.contains(&Term::from(*node)));
        let offers = self.offers.ids().filter(|(_, slot)| {
            let stated = self.offers.row(*slot).is_some_and(|offer| states(&offer.row));
            stated || self.offers.docs(*slot).iter().any(speaks)
        });
        let requests = self.requests.ids().filter(|(_, slot)| {
            let stated = self.requests.row(*slot).is_some_and(|request| states(&request.row));
            stated || self.requests.docs(*slot).iter().any(speaks)
        });
        offers.chain(requests).map(|(id, _)| id).collect()
    }
}
