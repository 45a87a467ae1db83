//! The fair: stand by stand, with one's own entries in view, and what was noted there.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{EntryCard, Filter, InstitutionCard, ItemRow};
use crate::matching::answer::{Band, Settings};
use crate::primitive::{Id, Language, Shown};

question! {
    /// The stands of a theme, one of them in full, and what was noted since an instant.
    FairOf {
        /** The theme: which entries are looked at. */ filter: Filter,
        /** As whom; none before the person has said so. */ institution: Option<Id>,
        /** The stand one stands at. */ stand: Option<Id>,
        /** Since when agreements count as noted here, in milliseconds: the beginning of the reader's day. */
        since_ms: u64,
        /** Importance, options. */ settings: Settings,
        /** The reader's language. */ lang: Language,
    } -> FairView;
}

/// The fair as one institution walks through it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FairView {
    /// Institutions with open entries in the theme, but for one's own; by country code, then by name.
    pub stands: Vec<Stand>,
    /// The stand that was asked for; none where it has nothing in this theme.
    pub chosen: Option<StandView>,
    /// One's own open offers.
    pub own_offers: Vec<EntryCard>,
    /// One's own open requests.
    pub own_requests: Vec<EntryCard>,
    /// Exchanges one takes part in that were made since the instant, the latest first.
    pub noted: Vec<ItemRow>,
}

/// A stand in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stand {
    /// Whose it is.
    pub institution: InstitutionCard,
    /// Its open offers in the theme.
    pub offers: u32,
    /// Its open requests in the theme.
    pub requests: u32,
    /// The best match between one of its entries and one's own.
    pub best: Option<Band>,
}

/// A stand in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandView {
    /// Whose it is.
    pub institution: InstitutionCard,
    /// Its offers, those that fit one's requests best first.
    pub offers: Vec<FairEntry>,
    /// Its requests, those that one's offers fit best first.
    pub requests: Vec<FairEntry>,
}

/// An entry at a stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FairEntry {
    /// The entry.
    pub card: EntryCard,
    /// One's own entries that fit it, the best first.
    pub fits: Vec<Fit>,
    /// Whether an exchange with it is in the portfolio already, and was not dropped.
    pub is_taken_up: bool,
}

/// One's own entry beside another's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// One's own entry.
    pub own: Id,
    /// Its title.
    pub title: Shown,
    /// How well both fit, in `[0, 1]`.
    pub score: f64,
    /// The same in a word.
    pub band: Band,
}
