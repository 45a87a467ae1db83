//! Which documents of offers echo the words of a request, and how strongly at most.
//!
//! The postings of the request's terms are added up document by document. Terms that are frequent and light are
//! not read at all: what they could add at most is kept as [`Echoes::unread`]. A straight line above the curve of
//! the text criterion sorts the documents roughly into steps, without a division and without a comparison; only those
//! on the upper steps are looked at more closely.

use std::sync::OnceLock;

use super::brief::Asked;
use super::constants as c;
use super::contest::SLACK;
use super::index::Index;
use super::side::Slot;
use super::vectors::{Doc, Space, Term, Vector};

/// Terms are left unread while together they could add no more than this to a cosine: worth a few hundredths of
/// the text value, while the lists left unread are the longest.
const UNREAD: f32 = 0.02;
/// Number of steps. A step is a thirty-second of an octave: the bits of a number from its exponent down to the
/// fifth of its fraction.
pub const STEPS: usize = 256;
const STEP_BITS: u32 = 18;
/// The lowest step lies below 2^-7 of the text value; the highest reaches to twice the greatest.
const LOWEST: u32 = (1.0_f32 / 128.0).to_bits() >> STEP_BITS;

/// A document of an offer, all in one place: the request's terms lead to documents in no order.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// What the terms read add to its cosines of concepts and of words.
    sums: [f32; 2],
    /// What its offer is (see [`Asked`]).
    word: u32,
    owner: Slot,
}

/// What the terms of one request add up to. Kept from request to request for its memory.
#[derive(Default)]
pub struct Echoes {
    cells: Vec<Cell>,
    /// Documents with a sum.
    touched: Vec<Doc>,
    /// Those of them that may match, the step of each, and how many are on each step.
    candidates: Vec<Doc>,
    count: usize,
    steps: Vec<u8>,
    on_step: Vec<u32>,
    /// What the terms left unread could add at most to either cosine.
    pub unread: [f32; 2],
    terms: Vec<(Term, f32)>,
}

/// Slopes of the text criterion where nothing is shared yet.
const CONCEPT_SLOPE: f64 = c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF;
const WORD_SLOPE: f64 = c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF;
/// The text value is cut into so many parts by the table of [`least_line`] …
const PARTS: usize = 128;
/// … and the cosine of concepts into so many to make it.
const CELLS: usize = 512;

/// The cosines of concepts and of words weighed by what they add at first. The curve of the text criterion lies below
/// this straight line, and bends away from it.
fn line(sums: [f32; 2]) -> f32 {
    CONCEPT_SLOPE as f32 * sums[0] + WORD_SLOPE as f32 * sums[1]
}

/// By text value in parts: what [`line`] is at least where the curve reaches that value.
fn least_lines() -> &'static [f32; PARTS + 1] {
    static LINES: OnceLock<[f32; PARTS + 1]> = OnceLock::new();
    LINES.get_or_init(|| std::array::from_fn(|part| least_line(part as f64 / PARTS as f64) as f32))
}

/// The least of the line over all pairs of cosines with this text value: cell by cell, with the least cosine of
/// concepts in the cell and the cosine of words that goes with the greatest.
fn least_line(value: f64) -> f64 {
    let concepts = |cell: usize| cell as f64 / CELLS as f64;
    let words = |concepts: f64| {
        let said = c::CONCEPT_SHARE * concepts * (1.0 + c::CONCEPT_HALF) / (concepts + c::CONCEPT_HALF);
        let saturated = ((value - said) / (1.0 - said) / c::WORD_SHARE).max(0.0);
        // Beyond 1 it would take a cosine beyond 1; a number for it keeps the bound a bound.
        saturated.min(1.0) * c::WORD_HALF / (1.0 + c::WORD_HALF - saturated.min(1.0))
    };
    let of_cell = |cell| CONCEPT_SLOPE * concepts(cell) + WORD_SLOPE * words(concepts(cell + 1));
    (0..CELLS).map(of_cell).fold(f64::INFINITY, f64::min)
}

/// The step of a number that is not negative.
fn step(bound: f32) -> usize {
    ((bound.to_bits() >> STEP_BITS).saturating_sub(LOWEST) as usize).min(STEPS - 1)
}

impl Echoes {
    /// Ready to read about the offers of an index, on this day.
    pub fn of(index: &Index, as_of: i32) -> Self {
        let documents = index.documents;
        let mut cells = vec![Cell::default(); documents];
        for (slot, _) in index.offers.rows() {
            let word = index.briefs.at(slot).word(as_of);
            for doc in index.offers.docs(slot) {
                cells[*doc as usize] = Cell { word, owner: slot, ..Cell::default() };
            }
        }
        Self {
            cells,
            touched: vec![0; documents + 1],
            candidates: vec![0; documents + 1],
            steps: vec![0; documents + 1],
            on_step: vec![0; STEPS],
            ..Self::default()
        }
    }

    /// Adds up the postings of these concepts and words, after forgetting those before.
    pub fn read(&mut self, spaces: [(&Space, &Vector); 2], asked: Asked) {
        for doc in &self.candidates[..self.count] {
            self.cells[*doc as usize].sums = [0.0; 2];
        }
        let mut count = 0;
        for (at, (space, vector)) in spaces.into_iter().enumerate() {
            self.choose_terms(space, vector, at);
            for (term, weight) in &self.terms {
                for (doc, posted) in space.postings(*term) {
                    let sums = &mut self.cells[*doc as usize].sums;
                    // Always written, and kept where it is new: cheaper than a branch nobody can foresee.
                    self.touched[count] = *doc;
                    count += usize::from(sums[0] + sums[1] == 0.0);
                    sums[at] += weight * posted;
                }
            }
        }
        self.sift(count, asked);
    }

    /// Keeps of the documents touched those whose offers may match, each with its step.
    fn sift(&mut self, touched: usize, asked: Asked) {
        self.on_step.fill(0);
        // Beyond the gates that one word tells: without a common subject the text must open gate 4.
        let speaks = least_lines()[(c::TEXT_GATE * PARTS as f64) as usize] - line(self.unread) - SLACK;
        let mut count = 0;
        for doc in &self.touched[..touched] {
            let cell = &mut self.cells[*doc as usize];
            let bound = line(cell.sums);
            let fits = asked.fits(cell.word) & (asked.shares_subject(cell.word) | (bound >= speaks));
            // As above: written in any case, and kept where it fits.
            let step = step(bound);
            self.candidates[count] = *doc;
            self.steps[count] = step as u8;
            self.on_step[step] += u32::from(fits);
            count += usize::from(fits);
            let kept = f32::from(u8::from(fits));
            cell.sums = [cell.sums[0] * kept, cell.sums[1] * kept];
        }
        self.count = count;
    }

    /// The terms whose postings are read, with their normalised weights; what the others could add goes to `unread`.
    fn choose_terms(&mut self, space: &Space, vector: &Vector, at: usize) {
        let normalised = |(term, weight): &(Term, f64)| (*term, (weight / vector.norm) as f32);
        self.terms.clear();
        self.terms.extend(vector.kept.iter().map(normalised));
        // What a term could add, for each entry of its list: the least for the most work is left unread first.
        let worth = |(term, weight): &(Term, f32)| {
            weight * space.top(*term) / (space.postings(*term).len() + 1) as f32
        };
        self.terms.sort_unstable_by(|a, b| worth(a).total_cmp(&worth(b)));
        let (mut left, mut from) = (0.0, 0);
        for (term, weight) in &self.terms {
            let more = left + weight * space.top(*term);
            if more > UNREAD {
                break;
            }
            left = more;
            from += 1;
        }
        self.terms.drain(..from);
        self.unread[at] = left;
    }

    /// The highest step such that so many documents are on it or above.
    pub fn step_of_best(&self, many: usize) -> usize {
        let mut above = 0;
        let reached = self.on_step.iter().rposition(|count| {
            above += *count as usize;
            above >= many
        });
        reached.unwrap_or(0)
    }

    /// The lowest step on which a document may reach this text value.
    pub fn step_for(&self, text: f32) -> usize {
        let part = (text * PARTS as f32) as usize;
        step((least_lines()[part.min(PARTS)] - line(self.unread)).max(0.0))
    }

    /// The candidates from one step up to below another.
    pub fn between(&self, from: usize, below: usize) -> impl Iterator<Item = Doc> + '_ {
        let steps = self.candidates[..self.count].iter().zip(&self.steps);
        steps.filter(move |(_, step)| (from..below).contains(&usize::from(**step))).map(|(doc, _)| *doc)
    }

    /// What was read adds up to so much for a document, of concepts and of words.
    pub fn sums(&self, doc: Doc) -> [f32; 2] {
        self.cells[doc as usize].sums
    }

    /// The place of the offer a document belongs to.
    pub fn owner(&self, doc: Doc) -> Slot {
        self.cells[doc as usize].owner
    }

    /// The same with what was left unread at its most.
    pub fn most(&self, sums: [f32; 2]) -> [f32; 2] {
        [sums[0] + self.unread[0], sums[1] + self.unread[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::super::criteria::text;
    use super::*;

    #[test]
    fn steps_rise_with_the_bound_and_hold_every_value() {
        let mut last = 0;
        for n in 0..=4_000 {
            let now = step(n as f32 / 1_000.0);
            assert!(now >= last);
            last = now;
        }
        assert_eq!((step(0.0), last), (0, STEPS - 1));
        assert!(step(0.5) > step(0.48) && step(0.02) > step(0.019));
    }

    #[test]
    fn no_pair_of_cosines_reaches_a_text_value_below_its_least_line() {
        for concepts in 0..=100 {
            for words in 0..=100 {
                let (concepts, words) = (f64::from(concepts) / 100.0, f64::from(words) / 100.0);
                let value = text::similarity(concepts, words);
                let least = least_lines()[(value * PARTS as f64) as usize];
                let there = line([concepts as f32, words as f32]);
                assert!(there + 1e-5 >= least, "{concepts} {words}: {there} below {least}");
                assert!(f64::from(there) + 1e-5 >= value);
            }
        }
    }
}
