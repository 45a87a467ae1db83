//! The app as the organiser sees it: what came in, what is wanting, what to do next.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{Counts, EntryCard, EntryKey, InstitutionCard};
use crate::matching::answer::Settings;
use crate::primitive::{Date, Language, Said, Shown};

question! {
    /// Everything the organiser's screen shows.
    OrganiserDesk { /** Importance, options. */ settings: Settings, /** The reader's language. */ lang: Language } -> OrganiserView;
    /// Institutions that may be one and the same, the likeliest first.
    Duplicates { /** The reader's language. */ lang: Language } -> Vec<DuplicatePair>;
}

/// The beginning of a list, and how long it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Few<T> {
    /// How many there are in all.
    pub total: u32,
    /// The first of them.
    pub first: Vec<T>,
}

/// What the organiser's screen shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganiserView {
    /// What the catalog holds.
    pub counts: Counts,
    /// Institutions with what came in from them; those that sent nothing last.
    pub came_in: Few<CameIn>,
    /// Open entries and drafts that leave much unsaid, the emptiest first.
    pub incomplete: Few<Incomplete>,
    /// Entries that have lapsed, or that nobody confirmed for long; the oldest first.
    pub stale: Few<EntryCard>,
    /// Records with versions that wait for a choice.
    pub conflicts: Few<Contested>,
    /// Open requests without a good or strong match.
    pub unmet: Few<EntryCard>,
    /// Institutions that may be one and the same.
    pub duplicates: u32,
    /// Portfolio items that are proposed or in negotiation.
    pub in_progress: Few<EntryCard>,
    /// Pieces that could not be read and are kept aside.
    pub set_aside: u32,
    /// What to do next, the most urgent first.
    pub next: Vec<NextStep>,
}

/// What came in from an institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CameIn {
    /// The institution.
    pub institution: InstitutionCard,
    /// All its offers, whatever their standing.
    pub offers: u32,
    /// All its requests.
    pub requests: u32,
    /// When it last confirmed any of them.
    pub confirmed_on: Option<Date>,
}

/// An entry that leaves much unsaid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incomplete {
    /// The entry.
    pub card: EntryCard,
    /// How complete it is, in `[0, 1]`.
    pub completeness: f64,
    /// The question to ask its institution next.
    pub next: Option<Said>,
}

/// A record with versions that wait for a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contested {
    /// Which record.
    pub key: EntryKey,
    /// What it is called.
    pub title: Shown,
    /// How many versions there are.
    pub versions: u32,
    /// Whether a deletion is one of them.
    pub with_deletion: bool,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// What it concerns: `conflicts`, `duplicates`, `incomplete`, `stale`, `unmet`, `in-progress`, `unsaved`, `set-aside`.
    pub id: String,
    /// What to do, in words.
    pub what: Said,
    /// How many there are.
    pub count: u32,
}

/// Two institutions that may be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DuplicatePair {
    /// The one with more entries, or the older record.
    pub keep: InstitutionCard,
    /// The other one.
    pub other: InstitutionCard,
    /// How much they are alike, in `[0, 1]`.
    pub likeness: f64,
    /// What they have in common.
    pub reasons: Vec<Said>,
}
