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
    /// Terms with their weights, in order of number.
    pub kept: Vec<(Term, f64)>,
    /// Length of the vector of their weights; 0 where there is none.
    pub norm: f64,
}

impl Vector {
    /// Cosine of two vectors of one space.
    pub fn cosine(&self, other: &Self) -> f64 {
        let (mut dot, mut from) = (0.0, 0);
        for (term, weight) in &self.kept {
            while other.kept.get(from).is_some_and(|(there, _)| there < term) {
                from += 1;
            }
            match other.kept.get(from) {
                Some((there, more)) if there == term => dot += weight * more,
                Some(_) => {}
                None => break,
            }
        }
        if dot > 0.0 { dot / (self.norm * other.norm) } else { 0.0 }
    }
}

/// All documents of one term space.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// Names of the terms, by number; they break ties.
    names: Vec<String>,
    /// In how many entries a term stands.
    counts: Vec<u32>,
    levels: Vec<u32>,
    /// The level of what stands in one entry: a new term begins there, and moves nothing.
    rarest: u32,
    /// By document: all its terms, and those that are kept.
    documents: Vec<Document>,
    /// By document: whether any term is kept. Asked so often that it stands apart, close together.
    tells: Vec<bool>,
    /// By term: the documents of offers that keep it, with the normalised weight.
    postings: Vec<Vec<(Doc, f32)>>,
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
        self.levels.push(self.rarest);
        self.postings.push(Vec::new());
        self.holders.push(Vec::new());
        (self.names.len() - 1) as Term
    }

    /// How many numbers of terms were given out.
    pub fn terms_given(&self) -> usize {
        self.names.len()
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
            self.tells.resize(at + 1, false);
        }
        for (term, _) in &terms {
            self.holders[*term as usize].push(doc);
        }
        self.documents[at] = Document { terms, vector: Vector::default(), is_supply };
    }

    /// Empties a document.
    pub fn take(&mut self, doc: Doc) {
        self.unpost(doc);
        self.tells[doc as usize] = false;
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
        self.rarest = level(1, entries);
        for (level_of, count) in self.levels.iter_mut().zip(&self.counts) {
            *level_of = level(*count, entries);
        }
        self.postings.iter_mut().for_each(Vec::clear);
        for at in 0..self.documents.len() {
            self.documents[at].vector = Vector::default();
            self.choose_and_post(at as Doc);
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

    /// Chooses anew the terms that these documents keep, and posts them.
    ///
    /// Where a frequent term moves to another level this is a quarter of all documents: every list they
    /// stand in is gone through once, not once for each.
    pub fn weigh(&mut self, docs: &[Doc]) {
        let mut is_concerned = vec![false; self.documents.len()];
        let mut terms = Vec::new();
        for doc in docs {
            is_concerned[*doc as usize] = true;
            let document = &self.documents[*doc as usize];
            if document.is_supply {
                terms.extend(document.vector.kept.iter().map(|(term, _)| *term));
            }
        }
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            self.postings[term as usize].retain(|(posted, _)| !is_concerned[*posted as usize]);
        }
        for doc in docs {
            self.choose_and_post(*doc);
        }
    }

    /// Of a document that is in no posting list.
    fn choose_and_post(&mut self, doc: Doc) {
        let document = &self.documents[doc as usize];
        let vector = self.vector(&document.terms);
        if document.is_supply && vector.norm > 0.0 {
            for (term, weight) in &vector.kept {
                let weight = (weight / vector.norm) as f32;
                self.postings[*term as usize].push((doc, weight));
            }
        }
        self.tells[doc as usize] = vector.norm > 0.0;
        self.documents[doc as usize].vector = vector;
    }

    fn unpost(&mut self, doc: Doc) {
        let document = &self.documents[doc as usize];
        if document.is_supply {
            for (term, _) in &document.vector.kept {
                self.postings[*term as usize].retain(|(posted, _)| *posted != doc);
            }
        }
    }

    /// The vector of terms with these counts, in order of number.
    pub fn vector(&self, terms: &[(Term, f32)]) -> Vector {
        if terms.len() > c::MAX_TERMS {
            return self.most_telling(terms);
        }
        let (mut kept, mut squares) = (Vec::with_capacity(terms.len()), 0.0);
        for (term, count) in terms {
            let weight = self.weight(*term, *count);
            if weight > 0.0 {
                kept.push((*term, weight));
                squares += weight * weight;
            }
        }
        Vector { kept, norm: squares.sqrt() }
    }

    /// The vector of more terms than are kept.
    fn most_telling(&self, terms: &[(Term, f32)]) -> Vector {
        let mut kept: Vec<(Term, f64)> = terms
            .iter()
            .map(|(term, count)| (*term, self.weight(*term, *count)))
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        kept.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| self.name(a.0).cmp(self.name(b.0))));
        kept.truncate(c::MAX_TERMS);
        kept.sort_unstable_by_key(|(term, _)| *term);
        let norm = kept.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        Vector { kept, norm }
    }

    /// Weight of a term that a document contains so often.
    fn weight(&self, term: Term, count: f32) -> f64 {
        let count = f64::from(count);
        f64::from(self.levels[term as usize]) * count / (count + c::TF_HALF)
    }

    /// The vector of a document.
    pub fn of(&self, doc: Doc) -> &Vector {
        &self.documents[doc as usize].vector
    }

    /// Whether a document keeps any term.
    pub fn tells(&self, doc: Doc) -> bool {
        self.tells[doc as usize]
    }

    /// All terms of a document.
    pub fn terms(&self, doc: Doc) -> &[(Term, f32)] {
        &self.documents[doc as usize].terms
    }

    /// The documents of offers that keep a term, with their normalised weights.
    pub fn postings(&self, term: Term) -> &[(Doc, f32)] {
        &self.postings[term as usize]
    }

    /// Terms both vectors keep, the most telling first, with what they give to the cosine.
    pub fn shared(&self, one: &Vector, other: &Vector) -> Vec<(f64, Term)> {
        let mut shared: Vec<(f64, Term)> = Vec::new();
        for (term, weight) in &one.kept {
            if let Ok(at) = other.kept.binary_search_by_key(term, |(term, _)| *term) {
                shared.push((weight * other.kept[at].1 / (one.norm * other.norm), *term));
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| self.name(a.1).cmp(self.name(b.1))));
        shared
    }
}
