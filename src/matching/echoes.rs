//! How strongly documents of offers echo the words of a request, at most.
//!
//! The text value is a curve over two cosines, of concepts and of words; each is a sum over shared terms. The postings
//! of all terms of a request are added up in two flat arrays of whole numbers, scaled so that the two sums of a
//! document add up to a straight line above the curve, its *line*. A table says what line a text value takes at least:
//! that tells a block without a chance from one comparison, and eight documents from another. Where a line is
//! high enough, the two sums tell the text value itself. What is rounded is rounded up, so that bounds stay bounds.
//!
//! What goes through every posting and every document is in `sums`.

use std::sync::OnceLock;

use super::constants as c;
use super::contest::SLACK;
use super::hope::Hope;
use super::postings::{Holding, Weight};
use super::shelf::{Members, Shelf};
use super::sums::{Row, Sums, add, begin_with, find_tops, nothing, reaching};
use super::wanted::Wanted;

/// Slopes of the text criterion where nothing is shared yet.
const CONCEPT_SLOPE: f64 = c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF;
const WORD_SLOPE: f64 = c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF;
const STEEPEST: f64 = CONCEPT_SLOPE + WORD_SLOPE;
/// A line of 1, in whole numbers: the highest line and all that rounding adds to it stay in two bytes, and the weight of
/// a term in two bytes with a sign.
const UNIT: f64 = (58_000.0 / STEEPEST).min(32_700.0 / CONCEPT_SLOPE.max(WORD_SLOPE));
/// Rounding adds at most so much to a sum of so many terms. For a term of weight `q` in the request, of length 1, and
/// `p` in the document it is 1.5 for the product, with what single precision adds, `q` for rounding `p`, and `2 p` for
/// what `q` is rounded up by; and the sum of either over `n` terms is at most the root of `n`.
fn rounded_up(terms: usize) -> f64 {
    OF_PRODUCT * terms as f64 + OF_WEIGHTS * (terms as f64).sqrt()
}

const OF_PRODUCT: f64 = 1.55;
const OF_WEIGHTS: f64 = 3.0;
const _: () =
    assert!(STEEPEST * UNIT + 2.0 * (OF_PRODUCT + OF_WEIGHTS) * (c::MAX_TERMS as f64) < u16::MAX as f64);
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

impl Echoes {
    /// Room for one shelf.
    pub fn new() -> Self {
        Self { concepts: nothing(), words: nothing(), tops: Vec::new(), spread: 0.0, tables: tables() }
    }

    /// Adds up the postings of a request's terms, laid out on a shelf, after forgetting what was before.
    pub fn read(&mut self, shelf: &Shelf, wanted: &Wanted<'_>) {
        let blocks = shelf.blocks();
        let [concepts, words] = shelf.postings();
        let sides = [
            (concepts, &wanted.concepts, &mut self.concepts, CONCEPT_UNIT),
            (words, &wanted.words, &mut self.words, WORD_UNIT),
        ];
        for (postings, vector, sums, unit) in sides {
            // One more than it weighs: a posting of 1 is a little less than a whole of two bytes.
            let weighed = vector
                .kept
                .iter()
                .map(|(term, weight)| (*term, (unit * weight / vector.norm).ceil() as Weight + 1));
            let row = |(term, weight)| match postings.of(term) {
                Holding::Many(weights) => Some((weights, weight)),
                Holding::Few(..) => None,
            };
            let rows: Vec<Row<'_>> = weighed.clone().filter_map(row).collect();
            begin_with(sums, blocks, &rows);
            for (term, weight) in weighed {
                if let Holding::Few(numbers, weights) = postings.of(term) {
                    add(sums, numbers, weights, weight);
                }
            }
        }
        // No step of the curve is steeper than the first: what rounding adds to a line bounds what it adds to a text.
        let added = rounded_up(wanted.concepts.kept.len()) + rounded_up(wanted.words.kept.len());
        self.spread = (added / UNIT) as f32;
        self.tops.resize(blocks, 0);
        find_tops(&self.concepts, &self.words, &mut self.tops);
    }

    /// By block: what an offer in it can score, where offers there have at most these subject values.
    pub fn most_in(&self, subjects: &[f32], hope: &Hope, most: &mut Vec<f32>) {
        let rest = hope.highest_rest + SLACK;
        let of_block = |(top, subject): (&u16, &f32)| {
            hope.text(self.tables.most_text[usize::from(*top) / STEP]) + hope.subject(*subject) + rest
        };
        most.clear();
        most.extend(self.tops.iter().zip(subjects).map(of_block));
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
    use super::super::shelf::BLOCK;
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
}
