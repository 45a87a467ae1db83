//! How strongly documents of offers echo the words of a request, at most.
//!
//! The text value is a curve over two cosines, of concepts and of words. A straight line above that curve needs no
//! division and is a sum over shared terms: the postings of all terms of a request are added up in one flat array of
//! whole numbers. Tables say what line a text value takes at least, and what text value a line allows at most. What
//! is rounded is rounded up, so that bounds stay bounds.
//!
//! What goes through every posting and every document must cost next to nothing: flat arrays from end to end, four
//! documents an instruction, and no list of the documents touched, which would have to be kept, read and sorted.

use std::sync::OnceLock;

use super::constants as c;
use super::contest::SLACK;
use super::shelf::{BLOCK, Lists, Members, Number, ROOM, Shelf, WHOLE};
use super::vectors::Vector;
use super::wanted::Wanted;

/// As many lines as one instruction takes.
const LANES: usize = 4;
/// The weight of 1 of a request's term in whole numbers. With the weights of documents ([`WHOLE`]) and the steepest
/// line, both cosines 1, a sum stays in four bytes: 5.4 × 8,192 × 65,535 is two thirds of what they hold.
const FINE: f32 = 8192.0;
/// A line of 1, in whole numbers.
const UNIT: f32 = FINE * WHOLE;

/// Slopes of the text criterion where nothing is shared yet.
const CONCEPT_SLOPE: f64 = c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF;
const WORD_SLOPE: f64 = c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF;
const STEEPEST: f64 = CONCEPT_SLOPE + WORD_SLOPE;
const _: () = assert!(STEEPEST * 1.1 * (FINE as f64) * (WHOLE as f64) < u32::MAX as f64);
/// Text values and lines are cut into so many parts by the tables …
const PARTS: usize = 512;
/// … and the cosine of concepts into so many to make them.
const CELLS: usize = 512;

/// The lines of one request on one shelf. Kept from request to request for its memory.
pub struct Echoes {
    /// By number of a document.
    lines: Box<[u32; ROOM]>,
    /// By block: the highest of its lines.
    tops: Vec<u32>,
    tables: &'static Tables,
}

/// What lines and text values tell of each other.
struct Tables {
    /// By text value in parts: the least line of that value.
    least_line: [u32; PARTS + 1],
    /// By line in parts of the highest: the most text that any line in that part allows.
    most_text: [f32; PARTS + 1],
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let least_line: Vec<f64> = (0..=PARTS).map(|part| least_line(part as f64 / PARTS as f64)).collect();
        let most_text = |part: usize| {
            let highest = (part + 1) as f64 * STEEPEST / PARTS as f64;
            // The first value whose least line lies beyond is beyond the text value of any line up to here.
            least_line.partition_point(|line| *line <= highest).min(PARTS) as f32 / PARTS as f32
        };
        // Less than nothing becomes nothing.
        let in_units = |part: usize| ((least_line[part] as f32 - SLACK) * UNIT) as u32;
        Tables { least_line: std::array::from_fn(in_units), most_text: std::array::from_fn(most_text) }
    })
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

impl Tables {
    /// The line that a document must reach to have at least this text value.
    fn line_for(&self, text: f32) -> u32 {
        self.least_line[((text * PARTS as f32) as usize).min(PARTS)]
    }

    /// The most text value of a document with this line.
    fn most_text(&self, line: u32) -> f32 {
        const PARTS_OF_ONE: f32 = PARTS as f32 / (STEEPEST as f32 * UNIT);
        self.most_text[((line as f32 * PARTS_OF_ONE) as usize).min(PARTS)]
    }
}

// Every browser the app supports has the vector instructions of WebAssembly (Chrome 91, Firefox 89, Safari 16.4), and
// a module that has them says so: it would not start where they are missing, so that no call can go wrong.

/// Finds the highest line of each block.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn find_tops(lines: &[u32], tops: &mut [u32]) {
    for (lines, top) in lines.as_chunks::<BLOCK>().0.iter().zip(tops) {
        let mut highest = [0; LANES];
        for row in lines.as_chunks::<LANES>().0 {
            for lane in 0..LANES {
                highest[lane] = highest[lane].max(row[lane]);
            }
        }
        *top = highest.into_iter().fold(0, u32::max);
    }
}

/// The members of a row that reach this line.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn marks([a, b, c, d]: [u32; LANES], from: u32) -> u8 {
    use core::arch::wasm32::{u32x4, u32x4_bitmask, u32x4_ge, u32x4_splat};
    u32x4_bitmask(u32x4_ge(u32x4(a, b, c, d), u32x4_splat(from)))
}

#[cfg(not(target_arch = "wasm32"))]
fn marks(row: [u32; LANES], from: u32) -> u8 {
    row.into_iter().enumerate().fold(0, |marks, (lane, line)| marks | u8::from(line >= from) << lane)
}

/// The members of a block that reach this line.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn reaching(lines: &[u32; BLOCK], from: u32) -> Members {
    let rows = lines.as_chunks::<LANES>().0;
    let mut members = 0;
    for (at, row) in rows.iter().enumerate() {
        members |= Members::from(marks(*row, from)) << (at * LANES);
    }
    members
}

/// Adds a list of postings, each as often as the request's term weighs.
fn add(lines: &mut [u32; ROOM], postings: &[u32], weight: u32) {
    for posting in postings {
        lines[usize::from(*posting as Number)] += weight * (posting >> Number::BITS);
    }
}

fn add_all(lines: &mut [u32; ROOM], lists: &Lists, vector: &Vector, slope: f64) {
    for (term, weight) in &vector.kept {
        let weight = (slope * weight / vector.norm * f64::from(FINE)).ceil() as u32;
        add(lines, lists.of(*term), weight);
    }
}

impl Echoes {
    /// Room for one shelf.
    pub fn new() -> Self {
        let lines = vec![0; ROOM].into_boxed_slice();
        // A slice of exactly that length: the other arm is never taken.
        let lines = lines.try_into().unwrap_or_else(|_| Box::new([0; ROOM]));
        Self { lines, tops: Vec::new(), tables: tables() }
    }

    /// Adds up the postings of a request's terms that lie ready on a shelf, after forgetting what was before.
    pub fn read(&mut self, shelf: &Shelf, wanted: &Wanted<'_>) {
        self.lines[..self.tops.len() * BLOCK].fill(0);
        add_all(&mut self.lines, &shelf.concepts, &wanted.concepts, CONCEPT_SLOPE);
        add_all(&mut self.lines, &shelf.words, &wanted.words, WORD_SLOPE);
        self.tops.resize(shelf.blocks(), 0);
        find_tops(&self.lines[..shelf.blocks() * BLOCK], &mut self.tops);
    }

    /// By block: the highest line in it.
    pub fn tops(&self) -> &[u32] {
        &self.tops
    }

    /// The documents of a block that reach this line.
    pub fn reaching(&self, block: usize, from: u32) -> Members {
        reaching(&self.lines.as_chunks::<BLOCK>().0[block], from)
    }

    /// The line of a document.
    pub fn line(&self, number: usize) -> u32 {
        self.lines[number]
    }

    /// The line that a document must reach to have at least this text value.
    pub fn line_for(&self, text: f32) -> u32 {
        self.tables.line_for(text)
    }

    /// The most text value of a document with this line.
    pub fn most_text(&self, line: u32) -> f32 {
        self.tables.most_text(line)
    }
}

#[cfg(test)]
mod tests {
    use super::super::criteria::text;
    use super::*;

    fn line(concepts: f64, words: f64) -> u32 {
        ((CONCEPT_SLOPE * concepts + WORD_SLOPE * words) * f64::from(UNIT)).ceil() as u32
    }

    #[test]
    fn lines_and_text_values_bound_each_other() {
        for concepts in 0..=100 {
            for words in 0..=100 {
                let (concepts, words) = (f64::from(concepts) / 100.0, f64::from(words) / 100.0);
                let value = text::similarity(concepts, words);
                let there = line(concepts, words);
                assert!(there >= tables().line_for(value as f32), "{concepts} {words}: {there}");
                let most = f64::from(tables().most_text(there));
                assert!(most >= value && most < value + 0.45, "{concepts} {words}: {value}, at most {most}");
            }
        }
        assert!(tables().line_for(0.0) == 0 && tables().line_for(0.01) > 0);
    }

    #[test]
    fn tops_and_those_reaching_are_of_the_lines() {
        let mut echoes = Echoes::new();
        for at in 0..3 * BLOCK {
            echoes.lines[at] = at as u32 * 37 % 101;
        }
        echoes.tops.resize(3, 0);
        find_tops(&echoes.lines[..3 * BLOCK], &mut echoes.tops);
        for block in 0..3 {
            let there = &echoes.lines[block * BLOCK..(block + 1) * BLOCK];
            assert_eq!(echoes.tops()[block], there.iter().copied().fold(0, u32::max));
            for from in [0, 50, 99, 100, 101] {
                let set = echoes.reaching(block, from);
                assert!(there.iter().enumerate().all(|(at, line)| (set >> at & 1 == 1) == (*line >= from)));
            }
        }
    }

    #[test]
    fn postings_add_up_by_document() {
        let mut lines: Box<[u32; ROOM]> = Box::new([0; ROOM]);
        add(&mut lines, &[5 << 16 | 7, 1 << 16 | 65_535], 10);
        add(&mut lines, &[2 << 16 | 7], 3);
        assert_eq!((lines[7], lines[65_535], lines[8]), (56, 10, 0));
    }
}
