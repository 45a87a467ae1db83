//! Live offers laid out for ranking: their documents in blocks, with what is known of a block before any request.
//!
//! A block has as many documents as a number has bits. So what a request asks of an offer's form and sectors is
//! answered for a block at once, by putting together numbers that were prepared; and the nearest subject in a block
//! bounds what the subjects of any of its offers add. The index files offers with the same subjects side by side, so
//! that most blocks are about little and most requests have nothing to look for in them.
//!
//! A shelf has room for as many documents as two bytes can number: a posting is four bytes. Most catalogs fit on one.

use super::brief::{Asked, WORD_BITS};
use super::hope::Hope;
use super::index::Index;
use super::kinds::Kind;
use super::side::Slot;
use super::vectors::{Doc, Space, Term, Vector};

/// Documents of a block.
pub const BLOCK: usize = u64::BITS as usize;
/// Documents of a shelf.
pub const ROOM: usize = 1 << 16;
/// A cosine of 1, in the weights of postings.
pub const WHOLE: f32 = u16::MAX as f32;

/// A set of documents of one block.
pub type Members = u64;

/// Number of a document on its shelf.
pub type Number = u16;

/// Some of the live offers.
pub struct Shelf {
    /// By document: its offer.
    cards: Vec<Card>,
    /// By document of the index: its number here.
    numbers: Vec<Option<Number>>,
    blocks: Vec<Block>,
    /// By block, by node: the nearest kinship of any offer in the block to it.
    nearest: Vec<u8>,
    nodes: usize,
    /// The block and the kind that were told last: neighbours are mostly of one kind.
    told: Option<(usize, Kind)>,
    /// Postings of concepts and of words.
    pub concepts: Lists,
    /// See there.
    pub words: Lists,
}

/// An offer: its place, and its documents, which stand side by side.
#[derive(Clone, Copy)]
pub struct Card {
    /// Its place in the index.
    pub slot: Slot,
    first: Number,
    last: Number,
}

impl Card {
    /// Its documents.
    pub fn documents(&self) -> std::ops::RangeInclusive<usize> {
        usize::from(self.first)..=usize::from(self.last)
    }
}

/// By bit of an offer's word: the documents of offers that have it.
type Block = [Members; WORD_BITS];

/// The live offers of an index, laid out.
#[derive(Default)]
pub struct Layout {
    /// All that fits in.
    pub shelves: Vec<Shelf>,
    /// Offers that stand on no shelf: those without terms, and any with more documents than there is room.
    pub aside: Vec<Slot>,
}

impl Layout {
    /// The offers of an index that are live on this day, on shelves of so much room.
    pub fn of(index: &Index, as_of: i32, room: usize) -> Self {
        let mut layout = Self { shelves: Vec::new(), aside: Vec::new() };
        for (slot, _) in index.offers.rows() {
            if !index.briefs.at(slot).is_live(as_of) {
                continue;
            }
            let docs = index.offers.docs(slot);
            if !index.has_terms(docs) || docs.len() > room {
                layout.aside.push(slot);
                continue;
            }
            if layout.shelves.last().is_none_or(|shelf| shelf.cards.len() + docs.len() > room) {
                layout.shelves.push(Shelf::empty(index));
            }
            if let Some(shelf) = layout.shelves.last_mut() {
                shelf.put(index, slot, docs);
            }
        }
        layout
    }
}

impl Shelf {
    fn empty(index: &Index) -> Self {
        Self {
            cards: Vec::new(),
            numbers: vec![None; index.documents],
            blocks: Vec::new(),
            nearest: Vec::new(),
            nodes: index.facts.nodes(),
            told: None,
            concepts: Lists::default(),
            words: Lists::default(),
        }
    }

    fn put(&mut self, index: &Index, slot: Slot, docs: &[Doc]) {
        let brief = index.briefs.at(slot);
        let first = self.cards.len();
        let card = Card { slot, first: first as Number, last: (first + docs.len() - 1) as Number };
        for doc in docs {
            let number = self.cards.len();
            self.cards.push(card);
            self.numbers[*doc as usize] = Some(number as Number);
            let (block, member) = (number / BLOCK, 1 << (number % BLOCK));
            if block == self.blocks.len() {
                self.blocks.push([0; WORD_BITS]);
                self.nearest.resize((block + 1) * self.nodes, 0);
            }
            let mut word = brief.word();
            while word != 0 {
                self.blocks[block][word.trailing_zeros() as usize] |= member;
                word &= word - 1;
            }
            if self.told.replace((block, brief.kind)) != Some((block, brief.kind)) {
                let nearest = &mut self.nearest[block * self.nodes..];
                for (nearest, code) in nearest.iter_mut().zip(index.kinds.codes(brief.kind)) {
                    *nearest = (*nearest).max(*code);
                }
            }
        }
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The offer a document belongs to.
    pub fn card(&self, number: usize) -> Card {
        self.cards[number]
    }

    /// What the subjects of an offer in this block add at most.
    pub fn subject(&self, block: usize, hope: &Hope) -> f32 {
        hope.subject(&self.nearest[block * self.nodes..(block + 1) * self.nodes])
    }

    /// The documents of a block whose offers' forms fit, and of those the ones with a common sector, or where one
    /// side has no subjects.
    pub fn meeting(&self, block: usize, asked: &Asked) -> (Members, Members) {
        let having = &self.blocks[block];
        let fit = any(having, asked.modalities) & any(having, asked.delivery);
        (fit, if fit == 0 { 0 } else { fit & any(having, asked.sectors) })
    }

    /// The postings of a request's terms lie ready after this.
    pub fn lay(&mut self, index: &Index, concepts: &Vector, words: &Vector) {
        self.concepts.lay(&index.concepts, concepts, &self.numbers);
        self.words.lay(&index.words, words, &self.numbers);
    }
}

/// The documents of offers that have any of these bits.
fn any(having: &Block, mut bits: u32) -> Members {
    let mut members = 0;
    while bits != 0 {
        members |= having[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    members
}

/// The postings of one space, each as the number of a document and its weight rounded up to two bytes. A list is
/// laid out when it is first asked for.
#[derive(Default)]
pub struct Lists {
    ranges: Vec<Option<(u32, u32)>>,
    entries: Vec<u32>,
}

impl Lists {
    fn lay(&mut self, space: &Space, vector: &Vector, numbers: &[Option<Number>]) {
        self.ranges.resize(space.terms_given(), None);
        for (term, _) in &vector.kept {
            let term = *term;
            if self.ranges[term as usize].is_none() {
                let from = self.entries.len() as u32;
                let here = space.postings(term).iter().filter_map(|(doc, weight)| {
                    let weight = (weight * WHOLE).ceil().min(WHOLE) as u32;
                    numbers[*doc as usize].map(|number| weight << Number::BITS | u32::from(number))
                });
                self.entries.extend(here);
                self.ranges[term as usize] = Some((from, self.entries.len() as u32));
            }
        }
    }

    /// The postings of a term that was laid out.
    pub fn of(&self, term: Term) -> &[u32] {
        self.ranges[term as usize].map_or(&[], |(from, to)| &self.entries[from as usize..to as usize])
    }
}
