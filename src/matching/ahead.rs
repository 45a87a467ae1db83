//! Reading ahead: a little of what will be needed soon is read now, for nothing but that it be at hand then.
//!
//! Offers are looked at in the order of their promise, that is at random places in memory, and each step of a look waits
//! for what it reads before it knows the next. Many such questions at once memory answers in hardly more time than one.

use std::hint::black_box;

use super::contest::Contender;
use super::index::Index;
use super::side::Slot;

/// So many contenders at once: more would push out what was read first.
const DOZEN: usize = 12;
/// Terms of a document that are read together, about.
const TOGETHER: usize = 4;

/// Reads of an offer in brief, which is of one piece.
pub fn of_brief(index: &Index, slot: Slot) {
    black_box(index.briefs.at(slot).from);
}

/// Reads of the first so many contenders what exact scores need: rows, and the documents that tell.
pub fn of_contenders(index: &Index, contenders: &[Contender], many: usize) {
    let contenders = &contenders[..contenders.len().min(many).min(DOZEN)];
    let mut read = 0;
    for contender in contenders {
        if let Some(offer) = index.offers.row(contender.slot) {
            let row = &offer.row;
            read ^= offer.capacity ^ u32::from(row.covers) ^ row.from as u32 ^ row.languages as u32;
            read ^= row.nodes.first().map_or(0, |node| u32::from(*node));
        }
        for doc in contender.telling(index.docs_of_offer(contender.slot)) {
            read ^= (index.concepts.of(doc).kept.len() ^ index.words.of(doc).kept.len()) as u32;
        }
    }
    for contender in contenders {
        for doc in contender.telling(index.docs_of_offer(contender.slot)) {
            for vector in [index.concepts.of(doc), index.words.of(doc)] {
                let terms = vector.kept.iter().step_by(TOGETHER);
                read = terms.fold(read, |read, (term, _)| read ^ term);
            }
        }
    }
    black_box(read);
}
