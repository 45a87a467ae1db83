//! Lists of entries and institutions: filter, search, facets, detail.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use crate::catalog::{AnyRecord, Note, RecordKind};
use crate::primitive::{Date, Id, Language, Said, Shown, Window};
use crate::vocabulary::{Quadrant, Sector, Status, Topic};

/// Which entries are meant; empty means all. The same filter serves lists and the matrix, and stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words to find, in any language.
    pub text: String,
    /// Quadrants.
    pub quadrants: Vec<Quadrant>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Sectors (an entry has those it states and those of its topics).
    pub sectors: Vec<Sector>,
    /// Sub-topic ids.
    pub subtopics: Vec<String>,
    /// Countries of the institution (alpha-3).
    pub countries: Vec<String>,
    /// Ids of `kind`.
    pub kinds: Vec<String>,
    /// Ids of `modality`.
    pub modalities: Vec<String>,
    /// Ids of `delivery`.
    pub delivery: Vec<String>,
    /// Working languages (BCP 47).
    pub languages: Vec<String>,
    /// Ids of a standing (see [`EntryCard::standing`]).
    pub standing: Vec<String>,
    /// How fresh: `fresh`, `lapses-soon`, `stale`.
    pub freshness: Vec<String>,
    /// Institutions.
    pub institutions: Vec<Id>,
}

/// Order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By best answer to the words searched for, else by title.
    #[default]
    Best,
    /// By title.
    Title,
    /// By country, then institution.
    Country,
    /// Last changed or confirmed first.
    Fresh,
    /// The window that ends soonest first.
    Ends,
}

question! {
    /// A page of a list.
    ListEntries {
        /** Institutions, offers, requests or portfolio. */ kind: RecordKind,
        /** Which entries. */ filter: Filter,
        /** In which order. */ sort: Sort,
        /** The first row wanted, from 0. */ from: u32,
        /** How many rows. */ count: u32,
        /** The reader's language. */ lang: Language,
    } -> ListView;
    /// One record with all that is shown beside it.
    GetEntry { /** Which list. */ kind: RecordKind, /** Which. */ id: Id, /** The reader's language. */ lang: Language } -> EntryDetail;
}

/// A page of a list with its facets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// How many entries pass the filter.
    pub total: u32,
    /// How many there are without it.
    pub of: u32,
    /// The first row shown.
    pub from: u32,
    /// Entries (offers, requests, portfolio items).
    pub entries: Vec<EntryCard>,
    /// Institutions, where those were asked for.
    pub institutions: Vec<InstitutionCard>,
    /// Facets with counts; each is counted with every other facet's choice applied.
    pub facets: Vec<Facet>,
}

/// A facet of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    /// Name of the filter field (`countries`, `quadrants`, …).
    pub field: String,
    /// Values that occur, the most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Id of the value.
    pub id: String,
    /// How many entries have it.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Which record is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryKey {
    /// Its list.
    pub kind: RecordKind,
    /// Its id.
    pub id: Id,
}

/// An entry in a list or a match: what fits on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryCard {
    /// Which entry.
    pub key: EntryKey,
    /// Its title for this reader.
    pub title: Shown,
    /// Beginning of its summary or need for this reader, at most 240 characters.
    pub lead: Shown,
    /// Its institution.
    pub institution: InstitutionCard,
    /// Quadrants it states.
    pub quadrants: Vec<Quadrant>,
    /// Concepts it is about (topics, sectors, sub-topics by id), the most exact first.
    pub subjects: Vec<String>,
    /// When it is available or wanted.
    pub window: Window,
    /// Its stored status.
    pub status: Status,
    /// Id of its standing: `draft`, `open`, `paused`, `closed`, `lapsed`, `served`, `full`, `conflict`.
    pub standing: String,
    /// When its institution last confirmed it.
    pub confirmed_on: Option<Date>,
    /// Languages it is written in or translated to.
    pub written_in: Vec<String>,
}

/// An institution in a list or on a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstitutionCard {
    /// Its id (joins resolved).
    pub id: Id,
    /// Its name for this reader.
    pub name: Shown,
    /// Its acronym; empty where there is none.
    pub acronym: String,
    /// Alpha-3 code.
    pub country: Option<String>,
    /// Id of its kind.
    pub kind: Option<String>,
    /// Its open offers.
    pub offers: u32,
    /// Its open requests.
    pub requests: u32,
}

/// One record with all that is shown beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryDetail {
    /// The record.
    pub record: AnyRecord,
    /// Its card; none for institutions.
    pub card: Option<EntryCard>,
    /// Its institution, or itself where it is one.
    pub institution: Option<InstitutionCard>,
    /// Entries of the institution, where it is one.
    pub entries: Vec<EntryCard>,
    /// Portfolio items that use it.
    pub portfolio: Vec<EntryCard>,
    /// For offers: exchanges in use and capacity stated.
    pub capacity: Option<(u32, Option<u32>)>,
    /// What to look at: lapsed, old, overbooked, incomplete.
    pub cautions: Vec<Said>,
    /// Notes about it.
    pub notes: Vec<Note>,
    /// Other versions that wait for a choice.
    pub conflicts: Vec<AnyRecord>,
}
