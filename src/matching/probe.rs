//! The words of one request, laid out to be compared exactly with document after document.

use super::criteria::text;
use super::index::Index;
use super::vectors::{Doc, Space, Vector};
use super::wanted::Wanted;

/// The weights of a request's terms, by number of the term. Kept from request to request for its memory.
#[derive(Default)]
pub struct Probe {
    concepts: Laid,
    words: Laid,
}

/// One space: the weight of every term, 0 where the request does not have it.
#[derive(Default)]
struct Laid {
    weights: Vec<f64>,
    norm: f64,
}

impl Laid {
    fn lay(&mut self, space: &Space, vector: &Vector) {
        self.weights.resize(space.terms_given(), 0.0);
        for (term, weight) in &vector.kept {
            self.weights[*term as usize] = *weight;
        }
        self.norm = vector.norm;
    }

    fn clear(&mut self, vector: &Vector) {
        for (term, _) in &vector.kept {
            self.weights[*term as usize] = 0.0;
        }
    }

    /// The same sum in the same order as [`Vector::cosine`], with zeros between.
    fn cosine(&self, document: &Vector) -> f64 {
        let dot: f64 = document.kept.iter().map(|(term, weight)| self.weights[*term as usize] * weight).sum();
        if dot > 0.0 { dot / (self.norm * document.norm) } else { 0.0 }
    }
}

impl Probe {
    /// Lays out the terms of a request.
    pub fn lay(&mut self, index: &Index, wanted: &Wanted<'_>) {
        self.concepts.lay(&index.concepts, &wanted.concepts);
        self.words.lay(&index.words, &wanted.words);
    }

    /// Takes them away again.
    pub fn clear(&mut self, wanted: &Wanted<'_>) {
        self.concepts.clear(&wanted.concepts);
        self.words.clear(&wanted.words);
    }

    /// Similarity to one document, as [`Wanted::similarity`] has it.
    pub fn similarity(&self, index: &Index, doc: Doc) -> f64 {
        let (concepts, words) = (index.concepts.of(doc), index.words.of(doc));
        text::similarity(self.concepts.cosine(concepts), self.words.cosine(words))
    }
}
