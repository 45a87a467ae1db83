//! Who speaks of a concept: for searches that find an entry by what it is about, in whatever language.

use std::collections::BTreeSet;

use super::index::Index;
use super::vectors::{Doc, Term};
use crate::primitive::Id;
use crate::vocabulary::ConceptIx;

impl Index {
    /// Offers and requests that state one of these concepts or whose texts speak of it.
    pub fn speaking_of(&self, concepts: &[ConceptIx]) -> BTreeSet<Id> {
        let wanted: Vec<Term> = concepts.iter().map(|concept| Term::from(concept.0)).collect();
        let speaks = |doc: &Doc| self.concepts.terms(*doc).iter().any(|(term, _)| wanted.contains(term));
        let offers = self.offers.ids().filter(|(_, slot)| self.offers.docs(*slot).iter().any(speaks));
        let requests = self.requests.ids().filter(|(_, slot)| self.requests.docs(*slot).iter().any(speaks));
        offers.chain(requests).map(|(id, _)| id).collect()
    }
}
