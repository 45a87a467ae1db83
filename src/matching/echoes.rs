//! How strongly documents of offers echo the words of a request.
//!
//! The postings of the request's terms are added up, one number a document for concepts and one for words, in two
//! flat arrays. A straight line above the curve of the text criterion then gives every document a bound without a
//! division, and every block of documents the highest bound in it, so that a block without a chance costs one look.
//!
//! Of 10,000 offers in 16,000 documents a request reads 9,000 postings in 5,100 documents. What goes through every
//! document must cost next to nothing: flat arrays from end to end, four documents an instruction, and no list of the
//! documents touched, which would have to be kept, read and sorted.

use std::sync::OnceLock;

use super::blocks::{BLOCK, Members};
use super::constants as c;
use super::contest::SLACK;
use super::vectors::{Doc, Space, Vector};

/// Marks are read so many at a time, as one number.
const AT_ONCE: usize = 8;

/// What the terms of one request add up to. Kept from request to request for its memory.
pub struct Echoes {
    /// By document: its cosines with the request.
    concepts: Vec<f32>,
    words: Vec<f32>,
    /// By document: the bound of its text, as [`line`] has it.
    lines: Vec<f32>,
    /// By block: the highest of its lines, in bits. They are not negative, so their bits are in their order.
    tops: Vec<u32>,
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

/// The documents of a block that reach this line.
fn reaching(lines: &[f32; BLOCK], from: f32) -> Members {
    let mut marks = [0; BLOCK];
    mark(lines, from, &mut marks);
    let parts = marks.as_chunks::<AT_ONCE>().0.iter().enumerate();
    parts.fold(0, |set, (part, eight)| set | gathered(u64::from_le_bytes(*eight)) << (part * AT_ONCE))
}

/// Eight bytes of 0 or 1 as eight bits: the product puts each into a place of its own in the highest byte.
fn gathered(eight: u64) -> Members {
    eight.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

impl Echoes {
    /// Room for the documents of so many blocks.
    pub fn of(blocks: usize) -> Self {
        let sums = vec![0.0; blocks * BLOCK];
        Self { concepts: sums.clone(), words: sums.clone(), lines: sums, tops: vec![0; blocks] }
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

    /// The highest line in a block.
    pub fn top(&self, block: usize) -> f32 {
        f32::from_bits(self.tops[block])
    }

    /// The documents of a block that reach this line.
    pub fn reaching(&self, block: usize, from: f32) -> Members {
        reaching(&self.lines.as_chunks::<BLOCK>().0[block], from)
    }

    /// The cosines of a document with the request, of concepts and of words.
    pub fn cosines(&self, doc: Doc) -> [f32; 2] {
        [self.concepts[doc as usize], self.words[doc as usize]]
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
            let set = reaching(there.try_into().unwrap(), 1.5);
            assert!(there.iter().enumerate().all(|(at, line)| (set >> at & 1 == 1) == (*line >= 1.5)));
        }
        assert_eq!(lines[70], line(cosine(70), cosine(75)));
    }
}
