//! How strongly documents of offers echo the words of a request, at most.
//!
//! The text value is a curve over two cosines, of concepts and of words; each is a sum over shared terms. The postings
//! of all terms of a request are added up in two flat arrays of whole numbers, scaled so that the two sums of a
//! document add up to a straight line above the curve, its *line*. A table says what line a text value takes at least:
//! that tells a block without a chance from one comparison, and eight documents from another. Where a line is
//! high enough, the two sums tell the text value itself. What is rounded is rounded up, so that bounds stay bounds.
//!
//! What goes through every posting and every document must cost next to nothing: flat arrays from end to end, eight
//! documents an instruction, and no list of the documents touched, which would have to be kept, read and sorted.

use std::sync::OnceLock;

use super::constants as c;
use super::contest::SLACK;
use super::hope::Hope;
use super::index::Index;
use super::shelf::{BLOCK, Members, Number, Postings, ROOM, Shelf};
use super::wanted::Wanted;

/// As many sums as one instruction takes.
const LANES: usize = 8;

/// Slopes of the text criterion where nothing is shared yet.
const CONCEPT_SLOPE: f64 = c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF;
const WORD_SLOPE: f64 = c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF;
const STEEPEST: f64 = CONCEPT_SLOPE + WORD_SLOPE;
/// A line of 1, in whole numbers: the highest line and all that rounding adds to it stay in two bytes, and the weight of
/// a term in two bytes with a sign.
const UNIT: f64 = (58_000.0 / STEEPEST).min(32_700.0 / CONCEPT_SLOPE.max(WORD_SLOPE));
/// Rounding adds less than this to a sum for every term: one for the sum, three for what is multiplied.
const ROUNDED_UP: f64 = 4.0;
const _: () = assert!(STEEPEST * UNIT + 2.0 * ROUNDED_UP * (c::MAX_TERMS as f64) < u16::MAX as f64);
/// Cosines of 1, in whole numbers: a sum of concepts and one of words add up to the line.
const CONCEPT_UNIT: f64 = CONCEPT_SLOPE * UNIT;
const WORD_UNIT: f64 = WORD_SLOPE * UNIT;
const _: () = assert!(WORD_UNIT.max(CONCEPT_UNIT) + 2.0 < i16::MAX as f64);
/// Text values are cut into so many parts by the tables, lines into such steps …
const PARTS: usize = 512;
/// See there.
const STEP: usize = 1 << 7;
/// … and the cosine of concepts into so many to make it.
const CELLS: usize = 512;

/// By number of a document, how much it has in common with a request in one space.
type Sums = [u16; ROOM];

/// What the documents of one shelf have in common with one request. Kept from request to request for its memory.
pub struct Echoes {
    concepts: Box<Sums>,
    words: Box<Sums>,
    /// By block: the highest of its lines.
    tops: Vec<u16>,
    /// How much a text value may be less than its sums tell.
    spread: f32,
    tables: &'static Tables,
}

/// What lines and text values tell of each other.
struct Tables {
    /// By text value in parts: the least line of that value.
    least_line: [u16; PARTS + 1],
    /// By line in steps of [`STEP`]: the most text that any line of that step allows.
    most_text: [f32; u16::MAX as usize / STEP + 1],
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    // Less than nothing becomes nothing.
    let in_units = |part: usize| ((least_line(part as f64 / PARTS as f64) - f64::from(SLACK)) * UNIT) as u16;
    TABLES.get_or_init(|| {
        let least_line: [u16; PARTS + 1] = std::array::from_fn(in_units);
        let most_text = |step: usize| {
            let highest = (step + 1) * STEP - 1;
            // The first value whose least line lies beyond is beyond the text value of any line up to here.
            least_line.partition_point(|line| usize::from(*line) <= highest).min(PARTS) as f32 / PARTS as f32
        };
        Tables { least_line, most_text: std::array::from_fn(most_text) }
    })
}

/// The least of the line over all pairs of cosines with this text value: cell by cell, with the least cosine of
/// concepts in the cell and the cosine of words that goes with the greatest. A cell that no cosine of words lifts
/// to the value has none.
fn least_line(value: f64) -> f64 {
    let concepts = |cell: usize| cell as f64 / CELLS as f64;
    let words = |concepts: f64| {
        let said = c::CONCEPT_SHARE * concepts * (1.0 + c::CONCEPT_HALF) / (concepts + c::CONCEPT_HALF);
        let saturated = ((value - said) / (1.0 - said) / c::WORD_SHARE).max(0.0);
        (saturated <= 1.0).then(|| saturated * c::WORD_HALF / (1.0 + c::WORD_HALF - saturated))
    };
    let of_cell = |cell| Some(CONCEPT_SLOPE * concepts(cell) + WORD_SLOPE * words(concepts(cell + 1))?);
    // What no cosines reach no line is too low for.
    (0..CELLS).filter_map(of_cell).fold(STEEPEST, f64::min)
}

/// The text value of these sums: a noisy or of two curves, brought to one division.
fn text_of(concepts: u16, words: u16) -> f32 {
    const CONCEPT_HALF: f32 = (c::CONCEPT_HALF * CONCEPT_UNIT) as f32;
    const WORD_HALF: f32 = (c::WORD_HALF * WORD_UNIT) as f32;
    const UNSAID: f32 = (1.0 - c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF)) as f32;
    const UNWRITTEN: f32 = (1.0 - c::WORD_SHARE * (1.0 + c::WORD_HALF)) as f32;
    let (concepts, words) = (f32::from(concepts), f32::from(words));
    let missed = (concepts * UNSAID + CONCEPT_HALF) * (words * UNWRITTEN + WORD_HALF);
    1.0 - missed / ((concepts + CONCEPT_HALF) * (words + WORD_HALF))
}

// Every browser the app supports has the vector instructions of WebAssembly (Chrome 91, Firefox 89, Safari 16.4), and
// a module that has them says so: it would not start where they are missing, so that no call can go wrong.

/// Finds the highest line of each block.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn find_tops(concepts: &Sums, words: &Sums, tops: &mut [u16]) {
    let blocks = concepts.as_chunks::<BLOCK>().0.iter().zip(words.as_chunks::<BLOCK>().0);
    for ((concepts, words), top) in blocks.zip(tops) {
        let mut highest = [0; LANES];
        for (concepts, words) in concepts.as_chunks::<LANES>().0.iter().zip(words.as_chunks::<LANES>().0) {
            for lane in 0..LANES {
                highest[lane] = highest[lane].max(concepts[lane].wrapping_add(words[lane]));
            }
        }
        *top = highest.into_iter().fold(0, u16::max);
    }
}

/// The members of a row whose line reaches this.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn marks(concepts: &[u16; LANES], words: &[u16; LANES], from: u16) -> u8 {
    use core::arch::wasm32::{u16x8, u16x8_add, u16x8_bitmask, u16x8_ge, u16x8_splat};
    let row = |[a, b, c, d, e, f, g, h]: [u16; LANES]| u16x8(a, b, c, d, e, f, g, h);
    u16x8_bitmask(u16x8_ge(u16x8_add(row(*concepts), row(*words)), u16x8_splat(from)))
}

#[cfg(not(target_arch = "wasm32"))]
fn marks(concepts: &[u16; LANES], words: &[u16; LANES], from: u16) -> u8 {
    let reaches = |lane: usize| concepts[lane] + words[lane] >= from;
    (0..LANES).fold(0, |marks, lane| marks | u8::from(reaches(lane)) << lane)
}

/// The members of a block whose lines reach this.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn reaching(concepts: &[u16; BLOCK], words: &[u16; BLOCK], from: u16) -> Members {
    let (concepts, words) = (concepts.as_chunks::<LANES>().0, words.as_chunks::<LANES>().0);
    let mut members = 0;
    for (at, (concepts, words)) in concepts.iter().zip(words).enumerate() {
        members |= Members::from(marks(concepts, words, from)) << (at * LANES);
    }
    members
}

/// What is added where a term weighs so much, for postings that lie one after the other.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn products([a, b, c, d]: [u32; 4], weight: u32) -> [u32; 4] {
    use core::arch::wasm32::{
        i32x4_add, i32x4_mul, u32x4, u32x4_extract_lane as lane, u32x4_shr, u32x4_splat,
    };
    let there = u32x4_shr(u32x4(a, b, c, d), Number::BITS);
    let product = i32x4_add(i32x4_mul(there, u32x4_splat(weight)), u32x4_splat(u32::from(u16::MAX)));
    let product = u32x4_shr(product, u16::BITS);
    [lane::<0>(product), lane::<1>(product), lane::<2>(product), lane::<3>(product)]
}

#[cfg(not(target_arch = "wasm32"))]
fn products(postings: [u32; 4], weight: u32) -> [u32; 4] {
    postings.map(|posting| (weight * (posting >> Number::BITS) + u32::from(u16::MAX)) >> u16::BITS)
}

/// Adds a list of postings, each as often as the request's term weighs. Most of the time of ranking goes by here.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn add(sums: &mut Sums, postings: &[u32], weight: u32) {
    let mut add = |posting: u32, more: u32| sums[usize::from(posting as Number)] += more as u16;
    let (fours, rest) = postings.as_chunks::<4>();
    for four in fours {
        for (posting, more) in four.iter().zip(products(*four, weight)) {
            add(*posting, more);
        }
    }
    for posting in rest {
        let [more, ..] = products([*posting, 0, 0, 0], weight);
        add(*posting, more);
    }
}

/// What is added to eight sums where a term weighs so much, and so much in eight documents.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn more(weights: &[i16; LANES], weight: i16) -> [u16; LANES] {
    use core::arch::wasm32::{i16x8, i16x8_q15mulr_sat, i16x8_splat, u16x8_extract_lane as lane};
    let [a, b, c, d, e, f, g, h] = *weights;
    let product = i16x8_q15mulr_sat(i16x8(a, b, c, d, e, f, g, h), i16x8_splat(weight));
    let products = [
        lane::<0>(product),
        lane::<1>(product),
        lane::<2>(product),
        lane::<3>(product),
        lane::<4>(product),
        lane::<5>(product),
        lane::<6>(product),
        lane::<7>(product),
    ];
    products.map(|product| product + 1)
}

#[cfg(not(target_arch = "wasm32"))]
fn more(weights: &[i16; LANES], weight: i16) -> [u16; LANES] {
    weights.map(|there| ((i32::from(there) * i32::from(weight) + (1 << 14)) >> 15) as u16 + 1)
}

/// Adds a term that so many documents have that there is a weight for each.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn add_row(sums: &mut Sums, weights: &[i16], weight: i16) {
    for (sums, weights) in sums.as_chunks_mut::<LANES>().0.iter_mut().zip(weights.as_chunks::<LANES>().0) {
        let more = more(weights, weight);
        for lane in 0..LANES {
            sums[lane] = sums[lane].wrapping_add(more[lane]);
        }
    }
}

/// Sums of nothing.
fn nothing() -> Box<Sums> {
    let sums = vec![0; ROOM].into_boxed_slice();
    // A slice of exactly that length: the other arm is never taken.
    sums.try_into().unwrap_or_else(|_| Box::new([0; ROOM]))
}

impl Echoes {
    /// Room for one shelf.
    pub fn new() -> Self {
        Self { concepts: nothing(), words: nothing(), tops: Vec::new(), spread: 0.0, tables: tables() }
    }

    /// Adds up the postings of a request's terms on a shelf, after forgetting what was before.
    pub fn read(&mut self, index: &Index, shelf: &mut Shelf, wanted: &Wanted<'_>) {
        let before = self.tops.len() * BLOCK;
        self.concepts[..before].fill(0);
        self.words[..before].fill(0);
        let [concepts, words] = shelf.lists(index);
        let sides = [
            (concepts, &wanted.concepts, &mut self.concepts, CONCEPT_UNIT),
            (words, &wanted.words, &mut self.words, WORD_UNIT),
        ];
        for (mut lists, vector, sums, unit) in sides {
            for (term, weight) in &vector.kept {
                // One more than it weighs: a posting of 1 is a little less than a whole of two bytes.
                let weight = (unit * weight / vector.norm).ceil() as u16 + 1;
                match lists.of(*term) {
                    Postings::Few(postings) => add(sums, postings, u32::from(weight)),
                    Postings::Many(weights) => add_row(sums, weights, weight as i16),
                }
            }
        }
        // No step of the curve is steeper than the first: what rounding adds to a line bounds what it adds to a text.
        let terms = wanted.concepts.kept.len() + wanted.words.kept.len();
        self.spread = (ROUNDED_UP * terms as f64 / UNIT) as f32;
        self.tops.resize(shelf.blocks(), 0);
        find_tops(&self.concepts, &self.words, &mut self.tops);
    }

    /// The blocks in which an offer may score so much, with what it can score, where offers have at most these
    /// subject values.
    pub fn choose(&self, subjects: &[f32], hope: &Hope, from: f32, chosen: &mut Vec<(usize, f32)>) {
        chosen.clear();
        let rest = hope.highest_rest + SLACK;
        for (block, (top, subject)) in self.tops.iter().zip(subjects).enumerate() {
            let text = self.tables.most_text[usize::from(*top) / STEP];
            let most = hope.text(text) + hope.subject(*subject) + rest;
            if most >= from {
                chosen.push((block, most));
            }
        }
    }

    /// By block: the highest line in it.
    pub fn tops(&self) -> &[u16] {
        &self.tops
    }

    /// The documents of a block that reach this line.
    pub fn reaching(&self, block: usize, from: u16) -> Members {
        reaching(&self.concepts.as_chunks().0[block], &self.words.as_chunks().0[block], from)
    }

    /// The most text value of a document.
    pub fn text(&self, number: usize) -> f32 {
        text_of(self.concepts[number], self.words[number])
    }

    /// How much less than that it may be.
    pub fn spread(&self) -> f32 {
        self.spread
    }

    /// The line that a document must reach to have at least this text value.
    pub fn line_for(&self, text: f32) -> u16 {
        self.tables.least_line[((text * PARTS as f32) as usize).min(PARTS)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::criteria::text;
    use super::*;

    fn sums(concepts: f64, words: f64) -> (u16, u16) {
        ((CONCEPT_UNIT * concepts).ceil() as u16, (WORD_UNIT * words).ceil() as u16)
    }

    #[test]
    fn lines_and_text_values_bound_each_other() {
        let echoes = Echoes::new();
        for concepts in 0..=100 {
            for words in 0..=100 {
                let (concepts, words) = (f64::from(concepts) / 100.0, f64::from(words) / 100.0);
                let value = text::similarity(concepts, words);
                let (of_concepts, of_words) = sums(concepts, words);
                let line = of_concepts + of_words;
                assert!(line >= echoes.line_for(value as f32), "{concepts} {words}: {line}");
                let allowed = f64::from(tables().most_text[usize::from(line) / STEP]);
                assert!(allowed >= value && allowed < value + 0.45, "{concepts} {words}: {value}, {allowed}");
                let most = f64::from(text_of(of_concepts, of_words) + SLACK / 10.0);
                assert!(
                    most >= value && most < value + 0.0005,
                    "{concepts} {words}: {value}, at most {most}"
                );
            }
        }
        assert!(echoes.line_for(0.0) == 0 && echoes.line_for(0.01) > 0);
    }

    #[test]
    fn the_least_line_of_a_text_value_is_that_of_some_pair_of_cosines() {
        // Higher ones are out of reach of concepts alone.
        for value in (1..=8).map(|tenth| f64::from(tenth) / 10.0) {
            let pairs =
                (0..=500).flat_map(|at| (0..=500).map(move |of| [at, of].map(|n| f64::from(n) / 500.0)));
            let that_much = pairs.filter(|[concepts, words]| text::similarity(*concepts, *words) >= value);
            let least = that_much.map(|[concepts, words]| CONCEPT_SLOPE * concepts + WORD_SLOPE * words);
            let least = least.fold(f64::INFINITY, f64::min);
            let here = least_line(value);
            assert!(here <= least && here > least - 0.03, "{value}: {here}, {least}");
        }
    }

    #[test]
    fn tops_and_those_reaching_are_of_the_lines() {
        let mut echoes = Echoes::new();
        for at in 0..3 * BLOCK {
            (echoes.concepts[at], echoes.words[at]) = (at as u16 * 37 % 101, at as u16 * 53 % 89);
        }
        echoes.tops.resize(3, 0);
        find_tops(&echoes.concepts, &echoes.words, &mut echoes.tops);
        for block in 0..3 {
            let line = |number: usize| echoes.concepts[number] + echoes.words[number];
            let there = block * BLOCK..(block + 1) * BLOCK;
            assert_eq!(Some(echoes.tops()[block]), there.clone().map(line).max());
            for from in [0, 50, 99, 150, 190] {
                let set = echoes.reaching(block, from);
                let is_in = |number: usize| set >> (number % BLOCK) & 1 == 1;
                assert!(there.clone().all(|number| is_in(number) == (line(number) >= from)));
            }
        }
    }

    #[test]
    fn postings_add_up_by_document_and_are_rounded_up() {
        let mut sums = nothing();
        add(&mut sums, &[0x8000 << 16 | 7, 1 << 16 | 65_535], 10);
        add(&mut sums, &[0xffff << 16 | 7], 3);
        assert_eq!((sums[7], sums[65_535], sums[8]), (8, 1, 0));
    }

    #[test]
    fn a_row_adds_to_every_document_rounded_up() {
        let mut sums = nothing();
        sums[3] = 7;
        let weights: Vec<i16> = [0x4000, 0, 1, 0x7fff].into_iter().cycle().take(BLOCK).collect();
        add_row(&mut sums, &weights, 1001);
        // 500.5, 0, 0.03 and 1000.97 rounded, and one more.
        assert_eq!(sums[..4], [502, 1, 1, 7 + 1002]);
        assert_eq!((sums[BLOCK - 1], sums[BLOCK]), (1002, 0));
    }
}
