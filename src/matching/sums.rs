//! Sums over documents: the postings of a request's terms added up in flat arrays, and which documents reach how much.
//!
//! What goes through every posting and every document must cost next to nothing: flat arrays from end to end, eight
//! documents an instruction, and no list of the documents touched, which would have to be kept, read and sorted.

use super::postings::Weight;
use super::shelf::{BLOCK, Members, Number, ROOM};

/// As many sums as one instruction takes.
const LANES: usize = 8;

/// By number of a document, how much it has in common with a request in one space.
pub type Sums = [u16; ROOM];

// Every browser the app supports has the vector instructions of WebAssembly (Chrome 91, Firefox 89, Safari 16.4), and
// a module that has them says so: it would not start where they are missing, so that no call can go wrong.

/// Finds the highest line of each block.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn find_tops(concepts: &Sums, words: &Sums, tops: &mut [u16]) {
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
pub fn reaching(concepts: &[u16; BLOCK], words: &[u16; BLOCK], from: u16) -> Members {
    let (concepts, words) = (concepts.as_chunks::<LANES>().0, words.as_chunks::<LANES>().0);
    let mut members = 0;
    for (at, (concepts, words)) in concepts.iter().zip(words).enumerate() {
        members |= Members::from(marks(concepts, words, from)) << (at * LANES);
    }
    members
}

/// Eight sums one by one.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn lanes(sums: core::arch::wasm32::v128) -> [u16; LANES] {
    use core::arch::wasm32::u16x8_extract_lane as lane;
    [
        lane::<0>(sums),
        lane::<1>(sums),
        lane::<2>(sums),
        lane::<3>(sums),
        lane::<4>(sums),
        lane::<5>(sums),
        lane::<6>(sums),
        lane::<7>(sums),
    ]
}

/// What is added where the request's term weighs so much and the document's so.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn products([a, b, c, d, e, f, g, h]: [Weight; LANES], weight: Weight) -> [u16; LANES] {
    use core::arch::wasm32::{i16x8, i16x8_add, i16x8_q15mulr_sat, i16x8_splat};
    let product = i16x8_q15mulr_sat(i16x8(a, b, c, d, e, f, g, h), i16x8_splat(weight));
    lanes(i16x8_add(product, i16x8_splat(1)))
}

#[cfg(not(target_arch = "wasm32"))]
fn products(weights: [Weight; LANES], weight: Weight) -> [u16; LANES] {
    weights.map(|there| product(there, weight) + 1)
}

/// Rounded to the nearest: one more is rounded up.
fn product(there: Weight, weight: Weight) -> u16 {
    ((i32::from(there) * i32::from(weight) + (1 << 14)) >> 15) as u16
}

/// Adds a list of postings, each as often as the request's term weighs.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn add(sums: &mut Sums, numbers: &[Number], weights: &[Weight], weight: Weight) {
    let mut add = |number: Number, more: u16| {
        let sum = &mut sums[usize::from(number)];
        *sum = sum.wrapping_add(more);
    };
    let ((numbers, last_numbers), (weights, last_weights)) =
        (numbers.as_chunks::<LANES>(), weights.as_chunks::<LANES>());
    for (numbers, weights) in numbers.iter().zip(weights) {
        for (number, more) in numbers.iter().zip(products(*weights, weight)) {
            add(*number, more);
        }
    }
    for (number, there) in last_numbers.iter().zip(last_weights) {
        add(*number, product(*there, weight) + 1);
    }
}

/// A term that so many documents have that there is a weight for each of them, and how much the request's own weighs.
pub type Row<'r> = (&'r [Weight], Weight);

/// The sums of these rows for eight documents after the other of a block, on top of so much each.
///
/// Whatever the number of rows, sums are written once and never read.
#[cfg(target_arch = "wasm32")]
#[target_feature(enable = "simd128")]
fn sum_rows(block: usize, rows: &[Row<'_>], from: u16) -> [u16; BLOCK] {
    use core::arch::wasm32::{i16x8, i16x8_add, i16x8_q15mulr_sat, i16x8_splat, u16x8_splat};
    let mut sums = [u16x8_splat(from); BLOCK / LANES];
    for (weights, weight) in rows {
        let Some(weights) = weights.as_chunks::<BLOCK>().0.get(block) else { continue };
        let weight = i16x8_splat(*weight);
        for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<LANES>().0) {
            let [a, b, c, d, e, f, g, h] = *weights;
            *sum = i16x8_add(*sum, i16x8_q15mulr_sat(i16x8(a, b, c, d, e, f, g, h), weight));
        }
    }
    let mut written = [0; BLOCK];
    for (written, sum) in written.as_chunks_mut::<LANES>().0.iter_mut().zip(sums) {
        *written = lanes(sum);
    }
    written
}

#[cfg(not(target_arch = "wasm32"))]
fn sum_rows(block: usize, rows: &[Row<'_>], from: u16) -> [u16; BLOCK] {
    let mut sums = [from; BLOCK];
    for (weights, weight) in rows {
        for (sum, there) in sums.iter_mut().zip(&weights[block * BLOCK..]) {
            *sum += product(*there, *weight);
        }
    }
    sums
}

/// Begins the sums of so many blocks with those of these rows, rounded up.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn begin_with(sums: &mut Sums, blocks: usize, rows: &[Row<'_>]) {
    // A product is rounded to the nearest: one more for each is rounded up.
    let from = rows.len() as u16;
    for (block, sums) in sums.as_chunks_mut::<BLOCK>().0.iter_mut().take(blocks).enumerate() {
        *sums = sum_rows(block, rows, from);
    }
}

/// Sums of nothing.
pub fn nothing() -> Box<Sums> {
    let sums = vec![0; ROOM].into_boxed_slice();
    // A slice of exactly that length: the other arm is never taken.
    sums.try_into().unwrap_or_else(|_| Box::new([0; ROOM]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_add_up_by_document_and_are_rounded_up() {
        let mut sums = nothing();
        add(&mut sums, &[7, 65_535], &[0x4000, 1], 10);
        let (numbers, weights): (Vec<u16>, Vec<i16>) = (0..11).map(|at| (7 - at % 2, 0x7fff)).unzip();
        add(&mut sums, &numbers, &weights, 3);
        // 5 and one more, six times 3 and one more; five times; next to nothing.
        assert_eq!((sums[7], sums[6], sums[65_535], sums[8]), (6 + 6 * 4, 5 * 4, 1, 0));
    }

    #[test]
    fn rows_add_up_in_every_document_rounded_up() {
        let mut sums = nothing();
        sums[3] = 7;
        let row = |weights: [i16; 4]| weights.into_iter().cycle().take(2 * BLOCK).collect::<Vec<i16>>();
        let (one, other) = (row([0x4000, 0, 1, 0x7fff]), row([0, 0, 0x2000, 0]));
        begin_with(&mut sums, 1, &[(&one, 1001), (&other, 100)]);
        // 500.5, 0, 0.03 and 1000.97 rounded, one more; and 0, 0, 25, 0 with one more.
        assert_eq!(sums[..4], [503, 2, 27, 1003]);
        assert_eq!((sums[BLOCK - 1], sums[BLOCK]), (1003, 0));
        begin_with(&mut sums, 1, &[]);
        assert_eq!(sums[..BLOCK], [0; BLOCK]);
    }
}
