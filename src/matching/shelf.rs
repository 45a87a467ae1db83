//! Live offers laid out for ranking: their documents in blocks, with what is known of a block before any request.
//!
//! A block has as many documents as a number has bits. So what a request asks of an offer's form and sectors is
//! answered for a block at once, by putting together numbers that were prepared; and the nearest subject in a block
//! bounds what the subjects of any of its offers add. The index files offers with the same subjects side by side, so
//! that most blocks are about little and most requests have nothing to look for in them.
//!
//! A shelf has room for as many documents as two bytes can number: a posting is four bytes. Most catalogs fit on one.

use super::brief::{Asked, SpeechNumber, WORD_BITS};
use super::ceiling::Stated;
use super::index::Index;
use super::kinds::Kind;
use super::postings::{Here, Postings};
use super::side::Slot;
use super::vectors::Doc;
use super::wanted::Wanted;

/// Documents of a block.
pub const BLOCK: usize = u64::BITS as usize;
/// Documents of a shelf.
pub const ROOM: usize = 1 << 16;
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
    /// How many blocks there are.
    blocks: usize,
    /// By bit of an offer's word, by block: the documents of offers that have it.
    having: [Vec<Members>; WORD_BITS],
    /// The kinds of offers in block after block; neighbours are mostly of one kind.
    kinds: Vec<Kind>,
    /// By block: where its kinds end.
    kinds_to: Vec<usize>,
    /// By block: the highest subject value of its offers for the request.
    subjects: Vec<f32>,
    /// By block: the documents of offers with a common sector, or where one side has no subjects.
    near: Vec<Members>,
    /// By block: the documents of offers whose modalities fit, and of those whose ways of delivery do.
    modalities: Vec<Members>,
    deliveries: Vec<Members>,
    concepts: Postings,
    words: Postings,
}

/// An offer: its place, its documents, which stand side by side, and what tells most of it in the fewest bytes: four
/// cards lie in one line of a processor's memory.
#[derive(Clone, Copy)]
pub struct Card {
    /// Its place in the index.
    pub slot: Slot,
    /// Its subjects.
    pub kind: Kind,
    /// Number of its speech.
    pub speech: SpeechNumber,
    /// What it states at all.
    pub stated: Stated,
    first: Number,
    many: u8,
}

const _: () = assert!(size_of::<Card>() == 16);

impl Card {
    /// Its documents.
    pub fn documents(&self) -> Documents {
        Documents { first: self.first, many: self.many }
    }
}

/// The documents of an offer on its shelf, side by side: the first of them, and how many.
#[derive(Clone, Copy, Default)]
pub struct Documents {
    first: Number,
    many: u8,
}

impl Documents {
    /// Their numbers.
    pub fn numbers(self) -> std::ops::Range<usize> {
        let first = usize::from(self.first);
        first..first + usize::from(self.many)
    }
}

/// The live offers of an index, laid out.
#[derive(Default)]
pub struct Layout {
    /// All that fits in.
    pub shelves: Vec<Shelf>,
    /// Offers that stand on no shelf: those without terms, those with a way of speaking that has no number, and any
    /// with more documents than there is room, or than a byte can tell.
    pub aside: Vec<Slot>,
}

impl Layout {
    /// The offers of an index that are live on this day, on shelves of so much room.
    pub fn of(index: &Index, as_of: i32, room: usize) -> Self {
        let mut layout = Self { shelves: Vec::new(), aside: Vec::new() };
        for (slot, brief) in index.briefs.live(as_of) {
            let docs = index.docs_of_offer(slot);
            let has_room = docs.len() <= room.min(u8::MAX.into());
            let speech =
                index.briefs.speech_of(slot).filter(|_| has_room && index.has_terms(docs.iter().copied()));
            let Some(speech) = speech else {
                layout.aside.push(slot);
                continue;
            };
            if layout.shelves.last().is_none_or(|shelf| shelf.cards.len() + docs.len() > room) {
                layout.shelves.push(Shelf::empty(index));
            }
            if let Some(shelf) = layout.shelves.last_mut() {
                let card = Card {
                    slot,
                    kind: brief.kind,
                    speech,
                    stated: Stated::by(brief),
                    first: shelf.cards.len() as Number,
                    many: docs.len() as u8,
                };
                shelf.put(card, brief.word(), docs);
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
            blocks: 0,
            having: [const { Vec::new() }; WORD_BITS],
            kinds: Vec::new(),
            kinds_to: Vec::new(),
            subjects: Vec::new(),
            near: Vec::new(),
            modalities: Vec::new(),
            deliveries: Vec::new(),
            concepts: Postings::default(),
            words: Postings::default(),
        }
    }

    fn put(&mut self, card: Card, word: u32, docs: &[Doc]) {
        for (number, doc) in card.documents().numbers().zip(docs) {
            self.cards.push(card);
            self.numbers[*doc as usize] = Some(number as Number);
        }
        let mut documents = card.documents().numbers();
        while !documents.is_empty() {
            let block = documents.start / BLOCK;
            if block == self.blocks {
                self.begin_block();
            }
            let here = documents.start..documents.end.min((block + 1) * BLOCK);
            let members = Members::MAX >> (BLOCK - here.len()) << (here.start % BLOCK);
            let mut bits = word;
            while bits != 0 {
                self.having[bits.trailing_zeros() as usize][block] |= members;
                bits &= bits - 1;
            }
            let before = if block == 0 { 0 } else { self.kinds_to[block - 1] };
            if self.kinds[before..].last() != Some(&card.kind) {
                self.kinds.push(card.kind);
                self.kinds_to[block] += 1;
            }
            documents.start = here.end;
        }
    }

    fn begin_block(&mut self) {
        self.blocks += 1;
        self.having.iter_mut().for_each(|blocks| blocks.push(0));
        self.kinds_to.push(self.kinds.len());
    }

    /// Turns to a request with these sectors, for which offers have these subject values by kind.
    pub fn turn_to(&mut self, sectors: u32, values: &[f32]) {
        self.subjects.clear();
        let mut from = 0;
        for to in &self.kinds_to {
            // Values are not negative, so their bits are in their order; whole numbers are compared quicker.
            let of_block = self.kinds[from..*to].iter().map(|kind| values[*kind as usize].to_bits());
            self.subjects.push(f32::from_bits(of_block.fold(0, u32::max)));
            from = *to;
        }
        self.near.clear();
        self.near.resize(self.blocks, 0);
        add_any(&self.having, sectors, &mut self.near);
    }

    /// Asks for offers of these forms.
    pub fn ask(&mut self, asked: &Asked) {
        for (fit, bits) in [(&mut self.modalities, asked.modalities), (&mut self.deliveries, asked.delivery)]
        {
            fit.clear();
            // Whoever asks for nothing takes everything.
            fit.resize(self.blocks, if bits == 0 { Members::MAX } else { 0 });
            add_any(&self.having, bits, fit);
        }
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// The offer a document belongs to.
    pub fn card(&self, number: usize) -> Card {
        self.cards[number]
    }

    /// By block: the highest subject value of its offers.
    pub fn subjects(&self) -> &[f32] {
        &self.subjects
    }

    /// The documents of a block whose offers' forms fit, and of those the ones with a common sector, or where one
    /// side has no subjects.
    pub fn meeting(&self, block: usize) -> (Members, Members) {
        let fit = self.modalities[block] & self.deliveries[block];
        (fit, fit & self.near[block])
    }

    /// Lays out the postings of a request's terms, as far as none before it asked for them.
    pub fn lay_out(&mut self, index: &Index, wanted: &Wanted<'_>) {
        let here = Here { numbers: &self.numbers, room: self.blocks * BLOCK };
        self.concepts.lay_out(&index.concepts, here, &wanted.concepts);
        self.words.lay_out(&index.words, here, &wanted.words);
    }

    /// The postings of concepts and of words that were laid out.
    pub fn postings(&self) -> [&Postings; 2] {
        [&self.concepts, &self.words]
    }
}

/// Adds by block the documents of offers that have any of these bits.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn add_any(having: &[Vec<Members>; WORD_BITS], mut bits: u32, members: &mut [Members]) {
    while bits != 0 {
        for (members, more) in members.iter_mut().zip(&having[bits.trailing_zeros() as usize]) {
            *members |= more;
        }
        bits &= bits - 1;
    }
}
