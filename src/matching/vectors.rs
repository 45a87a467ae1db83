//! Weighted terms of all documents of one term space, their rarity, and who contains what.
//!
//! There are two spaces, concepts and words, each with one of these. Documents have numbers of their own, given by
//! the index; the space knows nothing of entries but how many there are.

use super::constants as c;

/// Number of a document.
pub type Doc = u32;
/// Number of a term in its space.
pub type Term = u32;

/// The rarity of what stands in `count` of `entries`: how many halvings (`SCORING.md`, section 2).
pub fn level(count: u32, entries: u32) -> u32 {
    let most = scale(entries);
    (most / count.max(1)).checked_ilog2().unwrap_or(0).min(c::MAX_LEVEL)
}

/// The greatest power of two not above the number of entries; a small catalog counts as one of
/// [`c::RARITY_FLOOR`], or in the first two entries of a person every word would be a common one.
pub fn scale(entries: u32) -> u32 {
    entries.max(c::RARITY_FLOOR).checked_ilog2().map_or(1, |log| 1 << log)
}

/// A document as it is compared: its most telling terms and their norm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vector {
    /// Terms with their counts, in order of number.
    pub kept: Vec<(Term, f32)>,
    /// Length of the vector of their weights; 0 where there is none.
    pub norm: f64,
}

/// All documents of one term space.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// Names of the terms, by number; they break ties.
    names: Vec<String>,
    /// In how many entries a term stands.
    counts: Vec<u32>,
    levels: Vec<u32>,
    /// By document: all its terms, and those that are kept.
    documents: Vec<Document>,
    /// By term: the documents of offers that keep it, with the normalised weight.
    postings: Vec<Vec<(Doc, f32)>>,
    /// By term: no posting of it weighs more.
    tops: Vec<f32>,
    /// By term: the documents that contain it, kept or not, to find them when its level moves.
    holders: Vec<Vec<Doc>>,
}

#[derive(Clone, Debug, Default)]
struct Document {
    terms: Vec<(Term, f32)>,
    vector: Vector,
    is_supply: bool,
}

impl Space {
    /// Adds a term; numbers are given in order.
    pub fn add_term(&mut self, name: &str) -> Term {
        self.names.push(name.to_owned());
        self.counts.push(0);
        self.levels.push(0);
        self.postings.push(Vec::new());
        self.tops.push(0.0);
        self.holders.push(Vec::new());
        (self.names.len() - 1) as Term
    }

    /// The name of a term.
    pub fn name(&self, term: Term) -> &str {
        &self.names[term as usize]
    }

    /// Puts the terms of a document in place; weights follow with [`Space::weigh`].
    pub fn put(&mut self, doc: Doc, terms: Vec<(Term, f32)>, is_supply: bool) {
        let at = doc as usize;
        if self.documents.len() <= at {
            self.documents.resize_with(at + 1, Document::default);
        }
        for (term, _) in &terms {
            self.holders[*term as usize].push(doc);
        }
        self.documents[at] = Document { terms, vector: Vector::default(), is_supply };
    }

    /// Empties a document.
    pub fn take(&mut self, doc: Doc) {
        self.unpost(doc);
        let document = std::mem::take(&mut self.documents[doc as usize]);
        for (term, _) in document.terms {
            self.holders[term as usize].retain(|held| *held != doc);
        }
    }

    /// One entry more, or less, contains the term.
    pub fn count(&mut self, term: Term, more: bool) {
        let count = &mut self.counts[term as usize];
        *count = if more { *count + 1 } else { count.saturating_sub(1) };
    }

    /// Sets every level anew and weighs every document; for the first build, and where the scale moved.
    pub fn weigh_all(&mut self, entries: u32) {
        for (level_of, count) in self.levels.iter_mut().zip(&self.counts) {
            *level_of = level(*count, entries);
        }
        self.postings.iter_mut().for_each(Vec::clear);
        self.tops.fill(0.0);
        for at in 0..self.documents.len() {
            self.documents[at].vector = Vector::default();
            self.weigh(at as Doc);
        }
    }

    /// Sets the levels of these terms anew; returns the documents that have to be weighed again.
    pub fn relevel(&mut self, terms: &[Term], entries: u32) -> Vec<Doc> {
        let mut moved = Vec::new();
        for term in terms {
            let at = *term as usize;
            let now = level(self.counts[at], entries);
            if now != self.levels[at] {
                self.levels[at] = now;
                moved.extend_from_slice(&self.holders[at]);
            }
        }
        moved.sort_unstable();
        moved.dedup();
        moved
    }

    /// Chooses the terms a document keeps and posts them.
    pub fn weigh(&mut self, doc: Doc) {
        self.unpost(doc);
        let document = &self.documents[doc as usize];
        let vector = self.vector(&document.terms);
        if document.is_supply && vector.norm > 0.0 {
            for (term, count) in &vector.kept {
                let weight = (self.weight(*term, *count) / vector.norm) as f32;
                self.postings[*term as usize].push((doc, weight));
                // What is taken back later may leave this too high: it stays a bound.
                let top = &mut self.tops[*term as usize];
                *top = top.max(weight);
            }
        }
        self.documents[doc as usize].vector = vector;
    }

    fn unpost(&mut self, doc: Doc) {
        for (term, _) in &self.documents[doc as usize].vector.kept {
            self.postings[*term as usize].retain(|(posted, _)| *posted != doc);
        }
    }

    /// The vector of terms with these counts.
    pub fn vector(&self, terms: &[(Term, f32)]) -> Vector {
        let mut weighed: Vec<(f64, Term, f32)> = terms
            .iter()
            .map(|(term, count)| (self.weight(*term, *count), *term, *count))
            .filter(|(weight, ..)| *weight > 0.0)
            .collect();
        if weighed.len() > c::MAX_TERMS {
            weighed.sort_unstable_by(|a, b| {
                b.0.total_cmp(&a.0).then_with(|| self.name(a.1).cmp(self.name(b.1)))
            });
            weighed.truncate(c::MAX_TERMS);
        }
        weighed.sort_unstable_by_key(|(_, term, _)| *term);
        let norm = weighed.iter().map(|(weight, ..)| weight * weight).sum::<f64>().sqrt();
        Vector { kept: weighed.into_iter().map(|(_, term, count)| (term, count)).collect(), norm }
    }

    /// Weight of a term that a document contains so often.
    pub fn weight(&self, term: Term, count: f32) -> f64 {
        let count = f64::from(count);
        f64::from(self.levels[term as usize]) * count / (count + c::TF_HALF)
    }

    /// The vector of a document.
    pub fn of(&self, doc: Doc) -> &Vector {
        &self.documents[doc as usize].vector
    }

    /// All terms of a document.
    pub fn terms(&self, doc: Doc) -> &[(Term, f32)] {
        &self.documents[doc as usize].terms
    }

    /// The documents of offers that keep a term, with their normalised weights.
    pub fn postings(&self, term: Term) -> &[(Doc, f32)] {
        &self.postings[term as usize]
    }

    /// No posting of the term weighs more.
    pub fn top(&self, term: Term) -> f32 {
        self.tops[term as usize]
    }

    /// Cosine of two vectors.
    pub fn cosine(&self, one: &Vector, other: &Vector) -> f64 {
        let mut dot = 0.0;
        let (mut a, mut b) = (one.kept.iter().peekable(), other.kept.iter().peekable());
        while let (Some((left, count)), Some((right, more))) = (a.peek(), b.peek()) {
            if left < right {
                a.next();
            } else if right < left {
                b.next();
            } else {
                dot += self.weight(*left, *count) * self.weight(*right, *more);
                a.next();
                b.next();
            }
        }
        if dot > 0.0 { dot / (one.norm * other.norm) } else { 0.0 }
    }

    /// Terms both vectors keep, the most telling first.
    pub fn shared(&self, one: &Vector, other: &Vector) -> Vec<Term> {
        let mut shared: Vec<(f64, Term)> = Vec::new();
        for (term, count) in &one.kept {
            if let Ok(at) = other.kept.binary_search_by_key(term, |(term, _)| *term) {
                shared.push((self.weight(*term, *count) * self.weight(*term, other.kept[at].1), *term));
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| self.name(a.1).cmp(self.name(b.1))));
        shared.into_iter().map(|(_, term)| term).collect()
    }
}
