//! A request made ready to be compared with many offers.

use std::borrow::Cow;

use super::answer::{Criterion, Settings, State};
use super::constants as c;
use super::criteria::{NOT_ASKED, Pair, Value, Values, asked, subject, text, values};
use super::facts::Node;
use super::gates;
use super::index::Index;
use super::rows::{OfferRow, RequestRow};
use super::score::Weights;
use super::side::Slot;
use super::vectors::{Doc, Vector};

/// A request with its weights, its subjects by rarity and its vectors.
pub struct Wanted<'a> {
    /// The index it is compared in.
    pub index: &'a Index,
    /// What the person set.
    pub settings: &'a Settings,
    /// The request.
    pub row: Cow<'a, RequestRow>,
    /// Its subjects with what each counts.
    pub nodes: Vec<(Node, f64)>,
    /// Its concepts.
    pub concepts: Cow<'a, Vector>,
    /// Its words.
    pub words: Cow<'a, Vector>,
    /// The weights of what it asks for.
    pub weights: Weights,
}

impl<'a> Wanted<'a> {
    /// A request of the index.
    pub fn at(index: &'a Index, settings: &'a Settings, slot: Slot) -> Option<Self> {
        let row = Cow::Borrowed(index.requests.row(slot)?);
        let doc = *index.requests.docs(slot).first()?;
        let (concepts, words) = (index.concepts.of(doc), index.words.of(doc));
        Some(Self::new(index, settings, row, Cow::Borrowed(concepts), Cow::Borrowed(words)))
    }

    /// Any request, be it a draft that is in no catalog yet.
    pub fn new(
        index: &'a Index,
        settings: &'a Settings,
        row: Cow<'a, RequestRow>,
        concepts: Cow<'a, Vector>,
        words: Cow<'a, Vector>,
    ) -> Self {
        let omega = |node: &Node| subject::omega(&index.facts, index.node_level(*node), *node);
        let nodes = row.row.nodes.iter().map(|node| (*node, omega(node))).collect();
        let mut asks = asked(&row);
        asks[Criterion::Text.index()] = concepts.norm > 0.0 || words.norm > 0.0;
        let weights = Weights::of(&settings.importances, asks);
        Self { index, settings, row, nodes, concepts, words, weights }
    }

    /// The pair it makes with an offer.
    pub fn pair<'b>(&'b self, offer: &'b OfferRow) -> Pair<'b> {
        Pair { request: &self.row, offer, as_of: self.settings.as_of }
    }

    /// The subject value for an offer of these subjects.
    pub fn subject(&self, supplied: &[Node]) -> Value {
        subject::value(&self.index.facts, &self.nodes, supplied)
    }

    /// The text value for an offer with these documents.
    pub fn text(&self, docs: &[Doc]) -> Value {
        self.text_by(docs.iter().copied(), |doc| self.similarity(doc))
    }

    /// The same where the similarity to one document is known by other means.
    pub fn text_by(&self, docs: impl Iterator<Item = Doc> + Clone, similarity: impl Fn(Doc) -> f64) -> Value {
        if self.concepts.norm <= 0.0 && self.words.norm <= 0.0 {
            return NOT_ASKED;
        }
        if !self.index.has_terms(docs.clone()) {
            return (State::Silent, c::NEUTRAL_TEXT);
        }
        let best = docs.map(similarity).fold(0.0, f64::max);
        (State::Stated, best)
    }

    /// Similarity to one document.
    pub fn similarity(&self, doc: Doc) -> f64 {
        self.similarity_to(self.index.concepts.of(doc), self.index.words.of(doc))
    }

    fn similarity_to(&self, concepts: &Vector, words: &Vector) -> f64 {
        text::similarity(self.concepts.cosine(concepts), self.words.cosine(words))
    }

    /// The text value for an offer whose documents, concepts and words each, are in no index.
    pub fn text_of(&self, vectors: &[(Vector, Vector)]) -> Value {
        if self.concepts.norm <= 0.0 && self.words.norm <= 0.0 {
            return NOT_ASKED;
        }
        if vectors.iter().all(|(concepts, words)| concepts.norm <= 0.0 && words.norm <= 0.0) {
            return (State::Silent, c::NEUTRAL_TEXT);
        }
        let similar = vectors.iter().map(|(concepts, words)| self.similarity_to(concepts, words));
        (State::Stated, similar.fold(0.0, f64::max))
    }

    /// All values for an offer.
    pub fn values(&self, offer: &OfferRow, docs: &[Doc]) -> Values {
        self.values_with(offer, self.text(docs))
    }

    /// All values for an offer whose text value is known.
    pub fn values_with(&self, offer: &OfferRow, text: Value) -> Values {
        values(self.pair(offer), self.subject(&offer.row.nodes), text)
    }

    /// The gates an offer with these values fails.
    pub fn failed(&self, offer: &OfferRow, values: &Values) -> gates::Failed {
        gates::failed(&self.index.facts, self.pair(offer), values, self.settings)
    }
}

impl Index {
    /// Whether any of these documents has a term that tells something.
    pub(super) fn has_terms(&self, mut docs: impl Iterator<Item = Doc>) -> bool {
        docs.any(|doc| self.concepts.tells(doc) || self.words.tells(doc))
    }
}
