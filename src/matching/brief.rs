//! An offer in brief: what the ranking looks at first, in a few words of memory that lie together.
//!
//! The ranking visits offers in the order of their promise, that is at random places in memory; a whole row with its
//! lists would cost several waits for memory each time. Numbers are in single precision: they serve estimates only.

use std::collections::BTreeMap;

use super::facts::{Mask, Place, bit};
use super::kinds::Kind;
use super::rows::{OfferRow, Row, Tongues};
use super::side::Slot;
use super::vectors::Doc;
use crate::primitive::Id;
use crate::vocabulary::{Coded, CostItem, Delivery, Modality, Sector, Status};

/// What an estimate needs of an offer.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Brief {
    /// First day; `i32::MIN` where not stated.
    pub from: i32,
    /// Last day; `i32::MAX` where not stated.
    pub to: i32,
    /// Shortest exchange in days; 0 where not stated.
    pub min_duration: i32,
    /// Its subjects.
    pub kind: Kind,
    /// Decimal logarithm of the people served; NaN where not stated.
    pub people: f32,
    /// Value of the evidence criterion.
    pub evidence: f32,
    /// Its institution, folded (see [`fold`]).
    pub institution: u32,
    /// Number of the institution's country; 0 where not known.
    pub country: u16,
    /// Sectors of all nodes, marked (see [`sectors_of_request`]).
    pub sectors: Mask,
    /// Sets, empty where not stated, as in the row.
    pub modalities: Mask,
    /// Ways of delivery.
    pub delivery: Mask,
    /// Quadrants.
    pub quadrants: Mask,
    /// Further quadrants of its nodes.
    pub also_quadrants: Mask,
    /// Professional profiles.
    pub profiles: Mask,
    /// Cost items covered.
    pub covers: Mask,
    /// Cost items others are asked to cover.
    pub asks_cover: Mask,
    /// Settings.
    pub settings: Mask,
    /// Where the country lies.
    pub place: Place,
    /// Scale 0–2; -1 where not stated.
    pub scale: i8,
    /// Open, and a place is left.
    pub is_open: bool,
    /// How many documents it has, and the first of them.
    documents: u8,
    docs: [Doc; INLINE],
}

/// So many documents of an offer stand in the brief itself: the whole, and a component.
const INLINE: usize = 2;

/// The offers of an index in brief, by place.
#[derive(Clone, Debug, Default)]
pub struct Briefs {
    all: Vec<Brief>,
    /// By place: the number of the offer's speech.
    spoken: Vec<Option<SpeechNumber>>,
    speeches: Vec<Speech>,
    numbers: BTreeMap<Speech, SpeechNumber>,
}

/// The languages of an offer, and whether it covers interpretation.
pub type Speech = (Tongues, bool);

/// How an offer can be spoken with.
pub fn speech(row: &Row) -> Speech {
    (row.languages, row.covers & bit(CostItem::Interpretation) != 0)
}

/// Number of a way in which an offer can be spoken with.
pub type SpeechNumber = u16;

/// What stands at a place without an offer: it is never live.
const NOBODY: Brief = Brief {
    from: i32::MIN,
    to: i32::MAX,
    min_duration: 0,
    kind: 0,
    people: f32::NAN,
    evidence: 0.0,
    institution: 0,
    country: 0,
    sectors: 0,
    modalities: 0,
    delivery: 0,
    quadrants: 0,
    also_quadrants: 0,
    profiles: 0,
    covers: 0,
    asks_cover: 0,
    settings: 0,
    place: Place { region: 0, continent: 0 },
    scale: -1,
    is_open: false,
    documents: 0,
    docs: [0; INLINE],
};

/// Beyond the sectors: every offer has the one mark, and a request without subjects too; every request has the
/// other, and an offer without subjects too. So one look tells whether the two share a sector or one of them has none.
const OF_OFFERS: Mask = 1 << SECTORS;
const OF_REQUESTS: Mask = 2 << SECTORS;

/// The sectors of a request, marked: it fits an offer of which it shares a bit.
pub fn sectors_of_request(row: &Row) -> Mask {
    row.sectors | OF_REQUESTS | if row.nodes.is_empty() { OF_OFFERS } else { 0 }
}

fn sectors_of_offer(row: &Row) -> Mask {
    row.sectors | OF_OFFERS | if row.nodes.is_empty() { OF_REQUESTS } else { 0 }
}

/// How many sectors, modalities and deliveries there are; with the two marks they fit [`Brief::word`].
const SECTORS: usize = Sector::ALL.len();
const MODALITIES: usize = Modality::ALL.len();
const DELIVERIES: usize = Delivery::ALL.len();
const _: () = assert!(SECTORS + 2 + MODALITIES + DELIVERIES <= 32);

/// What a request asks of [`Brief::word`]: it must share a bit with each of these masks, but for an empty one, which asks
/// for nothing.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Forms, of which it must share one.
    pub modalities: u32,
    /// Ways of delivery, likewise.
    pub delivery: u32,
}

impl Asked {
    /// What this request asks.
    pub fn by(row: &Row) -> Self {
        Self {
            modalities: u32::from(row.modalities) << FROM_MODALITIES,
            delivery: u32::from(row.delivery) << FROM_DELIVERIES,
        }
    }
}

const FROM_MODALITIES: usize = SECTORS + 2;
const FROM_DELIVERIES: usize = FROM_MODALITIES + MODALITIES;
/// Bits of [`Brief::word`].
pub const WORD_BITS: usize = FROM_DELIVERIES + DELIVERIES;

/// A set among so many, where nothing stated fits everything.
fn word_of(set: Mask, many: usize) -> u32 {
    if set == 0 { (1 << many) - 1 } else { u32::from(set) }
}

/// An id in 32 bits: different folds are different ids, equal folds need a closer look.
pub fn fold(id: Id) -> u32 {
    let bits = id.as_u128();
    (bits ^ (bits >> 32) ^ (bits >> 64) ^ (bits >> 96)) as u32
}

impl Brief {
    fn of(offer: &OfferRow, kind: Kind, docs: &[Doc]) -> Self {
        let row = &offer.row;
        let doc = |at| docs.get(at).copied().unwrap_or_default();
        Self {
            from: row.from,
            to: row.to,
            min_duration: offer.min_duration,
            kind,
            people: row.people as f32,
            evidence: offer.evidence as f32,
            institution: fold(row.institution),
            country: row.country,
            sectors: sectors_of_offer(row),
            modalities: row.modalities,
            delivery: row.delivery,
            quadrants: row.quadrants,
            also_quadrants: row.also_quadrants,
            profiles: row.profiles,
            covers: row.covers,
            asks_cover: row.asks_cover,
            settings: row.settings,
            place: row.place,
            scale: row.scale,
            is_open: row.status == Status::Open && offer.used < offer.capacity,
            documents: u8::try_from(docs.len()).unwrap_or(u8::MAX),
            docs: std::array::from_fn(doc),
        }
    }

    /// The documents of the offer, where they stand here.
    pub fn docs(&self) -> Option<&[Doc]> {
        self.docs.get(..usize::from(self.documents))
    }

    /// Whether it is open on this day, and a place is left.
    pub fn is_live(&self, as_of: i32) -> bool {
        self.is_open && self.to >= as_of
    }

    /// Its modalities, ways of delivery and sectors in one word (see [`Asked`]).
    pub fn word(&self) -> u32 {
        let modalities = word_of(self.modalities, MODALITIES) << FROM_MODALITIES;
        modalities | word_of(self.delivery, DELIVERIES) << FROM_DELIVERIES | u32::from(self.sectors)
    }

    /// Whether a window is stated, with one end at least.
    pub fn has_window(&self) -> bool {
        self.from != i32::MIN || self.to != i32::MAX
    }
}

impl Briefs {
    /// Writes down an offer.
    pub fn put(&mut self, slot: Slot, offer: &OfferRow, kind: Kind, docs: &[Doc]) {
        let at = slot as usize;
        if self.all.len() <= at {
            self.all.resize(at + 1, NOBODY);
            self.spoken.resize(at + 1, None);
        }
        self.all[at] = Brief::of(offer, kind, docs);
        self.spoken[at] = self.number(speech(&offer.row));
    }

    /// Forgets the offer at a place.
    pub fn take(&mut self, slot: Slot) {
        self.all[slot as usize] = NOBODY;
    }

    /// The number of a speech; none where all numbers are given out.
    fn number(&mut self, speech: Speech) -> Option<SpeechNumber> {
        if let Some(number) = self.numbers.get(&speech) {
            return Some(*number);
        }
        let number = SpeechNumber::try_from(self.speeches.len()).ok()?;
        self.speeches.push(speech);
        self.numbers.insert(speech, number);
        Some(number)
    }

    /// The offers that are live on this day, with their places, in order of place.
    pub fn live(&self, as_of: i32) -> impl Iterator<Item = (Slot, &Brief)> {
        (0..).zip(&self.all).filter(move |(_, brief)| brief.is_live(as_of))
    }

    /// The offer at a place.
    pub fn at(&self, slot: Slot) -> &Brief {
        &self.all[slot as usize]
    }

    /// The number of its speech, where it has one.
    pub fn speech_of(&self, slot: Slot) -> Option<SpeechNumber> {
        self.spoken[slot as usize]
    }

    /// The ways in which offers can be spoken with, by number.
    pub fn speeches(&self) -> &[Speech] {
        &self.speeches
    }
}
