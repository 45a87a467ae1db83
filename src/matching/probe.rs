//! The words of one document, laid out to be compared exactly with document after document.

use super::criteria::text;
use super::index::Index;
use super::vectors::{Doc, Space, Vector};

/// The weights of a document's terms, by number of the term. Kept from one to the next for its memory.
#[derive(Default)]
pub struct Probe {
    concepts: Laid,
    words: Laid,
}

/// One space: the weight of every term, 0 where the document does not have it.
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

    /// The same sum as [`Vector::cosine`] in the same order, with zeros between: equal to the last bit, whichever of the
    /// two is laid out.
    fn cosine(&self, document: &Vector) -> f64 {
        let dot: f64 = document.kept.iter().map(|(term, weight)| self.weights[*term as usize] * weight).sum();
        if dot > 0.0 { dot / (self.norm * document.norm) } else { 0.0 }
    }
}

impl Probe {
    /// Lays out the concepts and words of a document.
    pub fn lay(&mut self, index: &Index, concepts: &Vector, words: &Vector) {
        self.concepts.lay(&index.concepts, concepts);
        self.words.lay(&index.words, words);
    }

    /// Takes them away again.
    pub fn clear(&mut self, concepts: &Vector, words: &Vector) {
        self.concepts.clear(concepts);
        self.words.clear(words);
    }

    /// Similarity to one document, as [`Wanted::similarity`] has it.
    pub fn similarity(&self, index: &Index, doc: Doc) -> f64 {
        let (concepts, words) = (index.concepts.of(doc), index.words.of(doc));
        text::similarity(self.concepts.cosine(concepts), self.words.cosine(words))
    }
}
