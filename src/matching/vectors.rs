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

    fn measure(&mut self) {
        self.norm = self.kept.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    }

    /// 1 by its norm; 0 where nothing is kept.
    fn scale(&self) -> f32 {
        if self.norm > 0.0 { (1.0 / self.norm) as f32 } else { 0.0 }
    }
}

/// All documents of one term space.
///
/// What changes with a level is few: the weights and norms of the documents that contain the term. Lists by term hold
/// counts, which stay. So an edit by which a frequent term crosses a level costs no more than going through its documents.
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
    /// By document: what is asked so often that it stands apart, close together.
    extents: Vec<Extent>,
    /// By term: the documents that contain it, kept or not.
    holders: Vec<Holders>,
}

#[derive(Clone, Debug, Default)]
struct Document {
    terms: Vec<(Term, f32)>,
    vector: Vector,
    is_supply: bool,
}

/// What tells of one term of a document whether it is kept, and its part of the length.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    /// 1 by the norm; 0 where no term is kept.
    scale: f32,
    /// Whatever weighs more is kept. Of what weighs just so much some may not be; 0 where all terms are kept.
    least: f32,
}

/// The documents that contain a term, with how often.
#[derive(Clone, Debug, Default)]
struct Holders {
    of_offers: Vec<Holder>,
    of_requests: Vec<Holder>,
}

#[derive(Clone, Copy, Debug)]
struct Holder {
    doc: Doc,
    /// How often.
    count: f32,
}

impl Holders {
    fn side(&mut self, is_supply: bool) -> &mut Vec<Holder> {
        if is_supply { &mut self.of_offers } else { &mut self.of_requests }
    }
}

impl Space {
    /// Adds a term; numbers are given in order.
    pub fn add_term(&mut self, name: &str) -> Term {
        self.names.push(name.to_owned());
        self.counts.push(0);
        self.levels.push(self.rarest);
        self.holders.push(Holders::default());
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
            self.extents.resize(at + 1, Extent::default());
        }
        for (term, count) in &terms {
            self.holders[*term as usize].side(is_supply).push(Holder { doc, count: *count });
        }
        self.documents[at] = Document { terms, vector: Vector::default(), is_supply };
    }

    /// Empties a document.
    pub fn take(&mut self, doc: Doc) {
        self.extents[doc as usize] = Extent::default();
        let document = std::mem::take(&mut self.documents[doc as usize]);
        for (term, _) in document.terms {
            self.holders[term as usize].side(document.is_supply).retain(|holder| holder.doc != doc);
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
        for doc in 0..self.documents.len() {
            self.choose(doc);
        }
    }

    /// Sets the levels of these terms anew, and the weights of the documents that contain them; how often that was
    /// to be done.
    pub fn relevel(&mut self, terms: &[Term], entries: u32) -> usize {
        let mut moved = Vec::new();
        for term in terms {
            let at = *term as usize;
            let before = std::mem::replace(&mut self.levels[at], level(self.counts[at], entries));
            if before != self.levels[at] {
                moved.push((*term, before));
            }
        }
        let mut many = 0;
        for (term, before) in moved {
            let is_kept_as_before = before > 0 && self.levels[term as usize] > 0;
            let holders = std::mem::take(&mut self.holders[term as usize]);
            for Holder { doc, count } in holders.of_offers.iter().chain(&holders.of_requests) {
                if is_kept_as_before && self.extents[*doc as usize].least <= 0.0 {
                    self.weigh_again(*doc as usize, term, *count);
                } else {
                    self.choose(*doc as usize);
                }
            }
            many += holders.of_offers.len() + holders.of_requests.len();
            self.holders[term as usize] = holders;
        }
        many
    }

    /// Chooses anew the terms that these documents keep.
    pub fn weigh(&mut self, docs: &[Doc]) {
        for doc in docs {
            self.choose(*doc as usize);
        }
    }

    /// Gives one of the terms that a document keeps its new weight.
    fn weigh_again(&mut self, doc: usize, term: Term, count: f32) {
        let weight = self.weight(term, count);
        let vector = &mut self.documents[doc].vector;
        // A document that was just put in place has no weights yet.
        if let Ok(at) = vector.kept.binary_search_by_key(&term, |(term, _)| *term) {
            vector.kept[at].1 = weight;
            vector.measure();
            self.extents[doc].scale = vector.scale();
        }
    }

    fn choose(&mut self, doc: usize) {
        let mut vector = std::mem::take(&mut self.documents[doc].vector);
        self.choose_into(&mut vector, &self.documents[doc].terms);
        let is_cut = vector.kept.len() == c::MAX_TERMS;
        let weights = vector.kept.iter().map(|(_, weight)| *weight as f32);
        let least = if is_cut { weights.fold(f32::INFINITY, f32::min) } else { 0.0 };
        self.extents[doc] = Extent { scale: vector.scale(), least };
        self.documents[doc].vector = vector;
    }

    /// The vector of terms with these counts, in order of number.
    pub fn vector(&self, terms: &[(Term, f32)]) -> Vector {
        let mut vector = Vector::default();
        self.choose_into(&mut vector, terms);
        vector
    }

    /// Makes a vector that of these terms.
    fn choose_into(&self, vector: &mut Vector, terms: &[(Term, f32)]) {
        let kept = &mut vector.kept;
        kept.clear();
        let weighed = terms.iter().map(|(term, count)| (*term, self.weight(*term, *count)));
        kept.extend(weighed.filter(|(_, weight)| *weight > 0.0));
        if kept.len() > c::MAX_TERMS {
            let by_name = |a: Term, b: Term| self.name(a).cmp(self.name(b));
            kept.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| by_name(a.0, b.0)));
            kept.truncate(c::MAX_TERMS);
            kept.sort_unstable_by_key(|(term, _)| *term);
        }
        vector.measure();
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
        self.extents[doc as usize].scale > 0.0
    }

    /// All terms of a document.
    pub fn terms(&self, doc: Doc) -> &[(Term, f32)] {
        &self.documents[doc as usize].terms
    }

    /// How many documents of offers contain a term.
    pub fn offers_with(&self, term: Term) -> usize {
        self.holders[term as usize].of_offers.len()
    }

    /// The documents of offers that contain a term, with its weight in their vector of length 1, about; 0 where they do
    /// not keep it.
    pub fn in_offers(&self, term: Term) -> impl Iterator<Item = (Doc, f32)> {
        let part = move |holder: &Holder| {
            self.kept_weight(term, holder) as f32 * self.extents[holder.doc as usize].scale
        };
        self.holders[term as usize].of_offers.iter().map(move |holder| (holder.doc, part(holder)))
    }

    /// By document: the cosine of a document with it, where it is a request's.
    pub fn cosines_with_requests(&self, doc: Doc) -> Vec<f64> {
        let (vector, mut sums) = (self.of(doc), vec![0.0; self.documents.len()]);
        // Term after term as in [`Vector::cosine`]: the sums are the same to the last bit.
        for (term, weight) in &vector.kept {
            for holder in &self.holders[*term as usize].of_requests {
                sums[holder.doc as usize] += weight * self.kept_weight(*term, holder);
            }
        }
        for (sum, document) in sums.iter_mut().zip(&self.documents).filter(|(sum, _)| **sum > 0.0) {
            *sum /= vector.norm * document.vector.norm;
        }
        sums
    }

    /// Weight of a term in a document that contains it; 0 where it is not kept.
    fn kept_weight(&self, term: Term, holder: &Holder) -> f64 {
        let (weight, least) = (self.weight(term, holder.count), self.extents[holder.doc as usize].least);
        let is_kept = weight as f32 > least || {
            let kept = &self.documents[holder.doc as usize].vector.kept;
            weight as f32 == least && kept.binary_search_by_key(&term, |(term, _)| *term).is_ok()
        };
        if is_kept { weight } else { 0.0 }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_share_adds_up_to_their_cosine() {
        let mut space = Space::default();
        let [bears, bongos, foxes, pumas] =
            ["bears", "bongos", "foxes", "pumas"].map(|name| space.add_term(name));
        // The one says more, so that their norms differ.
        space.put(0, vec![(bears, 9.0), (bongos, 2.0), (foxes, 4.0)], true);
        space.put(1, vec![(bongos, 1.0), (foxes, 1.0), (pumas, 0.5)], false);
        space.weigh_all(c::RARITY_FLOOR);
        let (one, other) = (space.of(0), space.of(1));
        // Words and meanings are named in one order: parts of a whole compare, whatever else the texts say.
        let shared = space.shared(one, other);
        assert_eq!(shared.iter().map(|(_, term)| *term).collect::<Vec<_>>(), [foxes, bongos]);
        let sum: f64 = shared.iter().map(|(given, _)| given).sum();
        assert!((sum - one.cosine(other)).abs() < 1e-12, "{sum}");
    }
}
