//! Live offers laid out for ranking: their documents in blocks, with what is known of a block before any request.
//!
//! A block has as many documents as a number has bits. So what a request asks of an offer's form and sectors is
//! answered for a block at once, by putting together numbers that were prepared; and the nearest subject in a block
//! bounds what the subjects of any of its offers add. The index files offers with the same subjects side by side, so
//! that most blocks are about little and most requests have nothing to look for in them.
//!
//! A shelf has room for as many documents as two bytes can number: a posting is four bytes. Most catalogs fit on one.

use std::collections::BTreeMap;

use super::brief::{Asked, WORD_BITS};
use super::hope::Hope;
use super::index::Index;
use super::kinds::Kind;
use super::rows::Tongues;
use super::side::Slot;
use super::vectors::{Doc, Space, Term};

/// Documents of a block.
pub const BLOCK: usize = u64::BITS as usize;
/// Documents of a shelf.
pub const ROOM: usize = 1 << 16;
/// A cosine of 1, in the weights of postings.
const WHOLE: f32 = u16::MAX as f32;

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
    /// By block: the kinds of its offers; neighbours are mostly of one kind.
    kinds: Vec<Vec<Kind>>,
    /// By block: the highest subject value of its offers for the request.
    subjects: Vec<f32>,
    /// By block: the documents of offers with a common sector, or where one side has no subjects.
    near: Vec<Members>,
    /// The ways in which its offers can be spoken with, by number …
    speeches: Vec<Speech>,
    /// … and their numbers.
    numbers_of_speeches: BTreeMap<Speech, Number>,
    concepts: Laid,
    words: Laid,
}

/// The languages of an offer, and whether it covers interpretation.
pub type Speech = (Tongues, bool);

/// An offer: its place, its documents, which stand side by side, and what tells most of it in the fewest bytes.
#[derive(Clone, Copy)]
pub struct Card {
    /// Its place in the index.
    pub slot: Slot,
    /// Its subjects.
    pub kind: Kind,
    /// Number of its speech on this shelf.
    pub speech: Number,
    first: Number,
    last: Number,
}

impl Card {
    /// Its documents.
    pub fn documents(&self) -> std::ops::Range<usize> {
        usize::from(self.first)..usize::from(self.last) + 1
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
            kinds: Vec::new(),
            subjects: Vec::new(),
            near: Vec::new(),
            speeches: Vec::new(),
            numbers_of_speeches: BTreeMap::new(),
            concepts: Laid::default(),
            words: Laid::default(),
        }
    }

    fn put(&mut self, index: &Index, slot: Slot, docs: &[Doc]) {
        let brief = index.briefs.at(slot);
        let first = self.cards.len();
        // Fewer speeches than documents: they have numbers of the same size.
        let own = brief.speech(index.briefs.tongues(slot));
        let speech = *self.numbers_of_speeches.entry(own).or_insert(self.speeches.len() as Number);
        if usize::from(speech) == self.speeches.len() {
            self.speeches.push(own);
        }
        let last = first + docs.len() - 1;
        let card = Card { slot, kind: brief.kind, speech, first: first as Number, last: last as Number };
        for doc in docs {
            let number = self.cards.len();
            self.cards.push(card);
            self.numbers[*doc as usize] = Some(number as Number);
            let (block, member) = (number / BLOCK, 1 << (number % BLOCK));
            if block == self.blocks.len() {
                self.blocks.push([0; WORD_BITS]);
                self.kinds.push(Vec::new());
            }
            let mut word = brief.word();
            while word != 0 {
                self.blocks[block][word.trailing_zeros() as usize] |= member;
                word &= word - 1;
            }
            if self.kinds[block].last() != Some(&brief.kind) {
                self.kinds[block].push(brief.kind);
            }
        }
    }

    /// Turns to a request with these sectors, for which offers have these subject values by kind.
    pub fn turn_to(&mut self, sectors: u32, values: &[f32]) {
        let value = |kind: &Kind| values[*kind as usize];
        let highest = |kinds: &Vec<Kind>| kinds.iter().map(value).fold(0.0, f32::max);
        self.subjects.clear();
        self.subjects.extend(self.kinds.iter().map(highest));
        self.near.clear();
        self.near.extend(self.blocks.iter().map(|having| any(having, sectors)));
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The offer a document belongs to.
    pub fn card(&self, number: usize) -> Card {
        self.cards[number]
    }

    /// By block: the highest subject value of its offers.
    pub fn subjects(&self) -> &[f32] {
        &self.subjects
    }

    /// By number of a speech: what it adds.
    pub fn tell_speeches(&self, hope: &Hope, of_speeches: &mut Vec<f32>) {
        of_speeches.clear();
        of_speeches.extend(self.speeches.iter().map(|speech| hope.language(*speech)));
    }

    /// The documents of a block whose offers' forms fit, and of those the ones with a common sector, or where one
    /// side has no subjects.
    pub fn meeting(&self, block: usize, asked: &Asked) -> (Members, Members) {
        let having = &self.blocks[block];
        let fit = any(having, asked.modalities) & any(having, asked.delivery);
        (fit, fit & self.near[block])
    }

    /// The postings of concepts and of words here.
    pub fn lists<'s>(&'s mut self, index: &'s Index) -> [Lists<'s>; 2] {
        let (numbers, room) = (&self.numbers, self.blocks.len() * BLOCK);
        [(&index.concepts, &mut self.concepts), (&index.words, &mut self.words)].map(|(space, laid)| {
            laid.places.resize(space.terms_given(), Place::Nowhere);
            Lists { space, numbers, laid, room }
        })
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

/// A list with more than one in so many of a shelf's documents is quicker gone through as a row of all of them, eight an
/// instruction, than one by one (measured).
const ONE_IN: usize = 10;
/// A cosine of 1, in the weights of rows.
const ROW_WHOLE: f32 = 32768.0;

/// The documents that have a term, with its weight in them.
pub enum Postings<'s> {
    /// Each as the number of a document and its weight in parts of two bytes, rounded up.
    Few(&'s [u32]),
    /// By document: the weight in parts of two bytes with a sign, rounded up; 0 where it does not have the term.
    Many(&'s [i16]),
}

/// The postings of one space that were laid out so far.
#[derive(Default)]
struct Laid {
    places: Vec<Place>,
    entries: Vec<u32>,
    rows: Vec<Vec<i16>>,
}

/// Where the postings of a term lie.
#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Nowhere,
    Entries(u32, u32),
    Row(u32),
}

/// The postings of one space; a list is laid out when it is first asked for.
pub struct Lists<'s> {
    space: &'s Space,
    numbers: &'s [Option<Number>],
    laid: &'s mut Laid,
    /// How many documents there are, filled up to whole blocks.
    room: usize,
}

impl Lists<'_> {
    /// The postings of a term.
    pub fn of(&mut self, term: Term) -> Postings<'_> {
        let place = match self.laid.places[term as usize] {
            Place::Nowhere => self.lay(term),
            place => place,
        };
        match place {
            Place::Nowhere => Postings::Few(&[]),
            Place::Entries(from, to) => Postings::Few(&self.laid.entries[from as usize..to as usize]),
            Place::Row(row) => Postings::Many(&self.laid.rows[row as usize]),
        }
    }

    fn lay(&mut self, term: Term) -> Place {
        let numbers = self.numbers;
        let postings = self.space.postings(term).iter();
        let here = postings.filter_map(|(doc, weight)| Some((numbers[*doc as usize]?, *weight)));
        let place = if here.clone().count() * ONE_IN > self.room {
            let mut row = vec![0; self.room];
            for (number, weight) in here {
                row[usize::from(number)] = (weight * ROW_WHOLE).ceil() as i16;
            }
            self.laid.rows.push(row);
            Place::Row(self.laid.rows.len() as u32 - 1)
        } else {
            let from = self.laid.entries.len() as u32;
            let entry = |(number, weight): (Number, f32)| {
                ((weight * WHOLE).ceil().min(WHOLE) as u32) << Number::BITS | u32::from(number)
            };
            self.laid.entries.extend(here.map(entry));
            Place::Entries(from, self.laid.entries.len() as u32)
        };
        self.laid.places[term as usize] = place;
        place
    }
}
