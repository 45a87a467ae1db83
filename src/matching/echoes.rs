//! Which documents of offers echo the words of a request, and how strongly.
//!
//! The postings of the request's terms are added up, one number a document for concepts and one for words, in two
//! flat arrays. A straight line above the curve of the text criterion then gives every document a bound without a
//! division, and every block of documents the highest bound in it. Blocks without a chance are never looked into;
//! in the others a comparison marks the documents with a bound high enough.
//!
//! Of 10,000 offers in 16,000 documents a request reads 9,000 postings in 5,100 documents. 1,200 of them reach the line
//! that the tenth best asks for, 290 pass the gates, 145 remain with their subjects and 15 with everything else. So
//! what goes through every document must cost next to nothing: flat arrays from end to end, four documents an
//! instruction, and no list of the documents touched, which would have to be kept, read and sorted.

use std::sync::OnceLock;

use super::brief::Asked;
use super::constants as c;
use super::contest::SLACK;
use super::index::Index;
use super::side::Slot;
use super::vectors::{Doc, Space, Vector};

/// Documents of a block: few enough that most blocks have nothing to show, enough to work in whole vectors.
const BLOCK: usize = 64;
/// Marks are read so many at a time, as one number.
const AT_ONCE: usize = 8;

/// What is known of a document beforehand.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// What its offer is (see [`Asked`]).
    word: u32,
    owner: Slot,
}

/// What the terms of one request add up to. Kept from request to request for its memory.
#[derive(Default)]
pub struct Echoes {
    /// By document of an offer; whole blocks.
    cells: Vec<Cell>,
    /// By place: what the offer is.
    offers: Vec<u32>,
    /// Offers without terms.
    silent: Vec<Slot>,
    /// By document: its cosines with the request.
    concepts: Vec<f32>,
    words: Vec<f32>,
    /// By document: the bound of its text, as [`line`] has it; 0 once it was taken.
    lines: Vec<f32>,
    /// By block: the highest of its lines, in bits. They are not negative, so their bits are in their order.
    tops: Vec<u32>,
    /// Room to put the tops in order.
    ranked: Vec<u32>,
    /// The documents taken last.
    taken: Vec<Doc>,
    count: usize,
}

/// Slopes of the text criterion where nothing is shared yet.
const CONCEPT_SLOPE: f64 = c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF;
const WORD_SLOPE: f64 = c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF;
/// The text value is cut into so many parts by the table of [`least_line`] …
const PARTS: usize = 256;
/// … and the cosine of concepts into so many to make it.
const CELLS: usize = 512;

/// The cosines of concepts and of words weighed by what they add at first. The curve of the text criterion lies below
/// this straight line, and bends away from it.
fn line(concepts: f32, words: f32) -> f32 {
    CONCEPT_SLOPE as f32 * concepts + WORD_SLOPE as f32 * words
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

/// The line that a document must reach to have at least this text value.
pub fn line_for(text: f32) -> f32 {
    let part = (text * PARTS as f32) as usize;
    (least_lines()[part.min(PARTS)] - SLACK).max(0.0)
}

// The two loops below are all that goes through every document. Every browser the app supports has the vector
// instructions of WebAssembly (Chrome 91, Firefox 89, Safari 16.4), and a module that has them says so: it would not
// start where they are missing, so that no call can go wrong.

/// Draws the line of every document, and finds the highest of each block.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn draw_lines(concepts: &[f32], words: &[f32], lines: &mut [f32], tops: &mut [u32]) {
    let concepts = concepts.as_chunks::<BLOCK>().0.iter();
    let words = words.as_chunks::<BLOCK>().0.iter();
    let lines = lines.as_chunks_mut::<BLOCK>().0.iter_mut();
    for (((concepts, words), lines), top) in concepts.zip(words).zip(lines).zip(tops) {
        let mut highest = 0;
        for at in 0..BLOCK {
            lines[at] = line(concepts[at], words[at]);
            highest = highest.max(lines[at].to_bits());
        }
        *top = highest;
    }
}

/// A 1 for each document of a block that reaches this line.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn mark(lines: &[f32; BLOCK], from: f32, marks: &mut [u8; BLOCK]) {
    for at in 0..BLOCK {
        marks[at] = u8::from(lines[at] >= from);
    }
}

impl Echoes {
    /// Ready to read about the offers of an index, on this day.
    pub fn of(index: &Index, as_of: i32) -> Self {
        let mut cells: Vec<Cell> = Vec::with_capacity(index.documents);
        let mut offers = vec![0; index.offers.places()];
        let mut silent = Vec::new();
        for (slot, _) in index.offers.rows() {
            let word = index.briefs.at(slot).word(as_of);
            offers[slot as usize] = word;
            let docs = index.offers.docs(slot);
            if !index.has_terms(docs) {
                silent.push(slot);
            }
            for doc in docs {
                let at = *doc as usize;
                if cells.len() <= at {
                    cells.resize(at + 1, Cell::default());
                }
                cells[at] = Cell { word, owner: slot };
            }
        }
        let blocks = cells.len().div_ceil(BLOCK);
        let documents = blocks * BLOCK;
        cells.resize(documents, Cell::default());
        let sums = vec![0.0; documents];
        Self {
            cells,
            offers,
            silent,
            concepts: sums.clone(),
            words: sums.clone(),
            lines: sums,
            tops: vec![0; blocks],
            ranked: Vec::with_capacity(blocks),
            taken: vec![0; documents],
            count: 0,
        }
    }

    /// Adds up the postings of these concepts and words, after forgetting those before.
    pub fn read(&mut self, concepts: (&Space, &Vector), words: (&Space, &Vector)) {
        for (sums, (space, vector)) in [(&mut self.concepts, concepts), (&mut self.words, words)] {
            sums.fill(0.0);
            for (term, weight) in &vector.kept {
                let weight = (weight / vector.norm) as f32;
                for (doc, posted) in space.postings(*term) {
                    sums[*doc as usize] += weight * posted;
                }
            }
        }
        draw_lines(&self.concepts, &self.words, &mut self.lines, &mut self.tops);
    }

    /// A line that so many blocks reach, and so at least as many documents; 0 where there are fewer blocks.
    pub fn line_of_best(&mut self, many: usize) -> f32 {
        self.ranked.clear();
        self.ranked.extend_from_slice(&self.tops);
        match self.ranked.len().checked_sub(many.max(1)) {
            Some(at) => f32::from_bits(*self.ranked.select_nth_unstable(at).1),
            None => 0.0,
        }
    }

    /// Takes the documents that reach this line and were not taken before. [`Echoes::taken`] then has those of them
    /// whose offers may match, as far as one word tells.
    pub fn take(&mut self, from: f32, asked: Asked) {
        // What shares no term is not here to be found.
        let from = from.max(f32::MIN_POSITIVE);
        // Without a common subject the text must open gate 4.
        let speaks = line_for(c::TEXT_GATE as f32);
        let mut marks = [0; BLOCK];
        self.count = 0;
        let blocks = self.lines.as_chunks_mut::<BLOCK>().0.iter_mut().zip(&self.tops).enumerate();
        for (block, (lines, _)) in blocks.filter(|(_, (_, top))| **top >= from.to_bits()) {
            mark(lines, from, &mut marks);
            for (part, eight) in marks.as_chunks::<AT_ONCE>().0.iter().enumerate() {
                let mut left = u64::from_le_bytes(*eight);
                while left != 0 {
                    let at = part * AT_ONCE + left.trailing_zeros() as usize / 8;
                    left &= left - 1;
                    let doc = block * BLOCK + at;
                    let word = self.cells[doc].word;
                    let fits = asked.fits(word) & (asked.shares_subject(word) | (lines[at] >= speaks));
                    lines[at] = 0.0;
                    // Always written, and kept where it fits: cheaper than a branch nobody can foresee.
                    self.taken[self.count] = doc as Doc;
                    self.count += usize::from(fits);
                }
            }
        }
    }

    /// The documents taken last.
    pub fn taken(&self) -> &[Doc] {
        &self.taken[..self.count]
    }

    /// Whether an offer may match without a word in common, as far as one word tells.
    pub fn may_match_by_subject(&self, slot: Slot, asked: Asked) -> bool {
        let word = self.offers[slot as usize];
        asked.fits(word) & asked.shares_subject(word)
    }

    /// Offers without terms.
    pub fn silent(&self) -> &[Slot] {
        &self.silent
    }

    /// The cosines of a document with the request, of concepts and of words.
    pub fn cosines(&self, doc: Doc) -> [f32; 2] {
        [self.concepts[doc as usize], self.words[doc as usize]]
    }

    /// The place of the offer a document belongs to.
    pub fn owner(&self, doc: Doc) -> Slot {
        self.cells[doc as usize].owner
    }
}

#[cfg(test)]
mod tests {
    use super::super::criteria::text;
    use super::*;

    #[test]
    fn no_pair_of_cosines_reaches_a_text_value_below_its_least_line() {
        for concepts in 0..=100 {
            for words in 0..=100 {
                let (concepts, words) = (f64::from(concepts) / 100.0, f64::from(words) / 100.0);
                let value = text::similarity(concepts, words);
                let least = least_lines()[(value * PARTS as f64) as usize];
                let there = line(concepts as f32, words as f32);
                assert!(there + 1e-5 >= least, "{concepts} {words}: {there} below {least}");
                assert!(f64::from(there) + 1e-5 >= value);
            }
        }
    }

    #[test]
    fn lines_and_tops_are_those_of_the_cosines() {
        let cosine = |at: usize| (at * 37 % 101) as f32 / 101.0;
        let concepts: Vec<f32> = (0..3 * BLOCK).map(cosine).collect();
        let words: Vec<f32> = (0..3 * BLOCK).map(|at| cosine(at + 5)).collect();
        let (mut lines, mut tops) = (vec![0.0; 3 * BLOCK], vec![0; 3]);
        draw_lines(&concepts, &words, &mut lines, &mut tops);
        for (block, top) in tops.into_iter().enumerate() {
            let there = &lines[block * BLOCK..(block + 1) * BLOCK];
            assert_eq!(f32::from_bits(top), there.iter().copied().fold(0.0, f32::max));
            let mut marks = [0; BLOCK];
            mark(there.try_into().unwrap(), 1.5, &mut marks);
            assert!(marks.iter().zip(there).all(|(mark, line)| (*mark == 1) == (*line >= 1.5)));
        }
        assert_eq!(lines[70], line(cosine(70), cosine(75)));
    }
}
