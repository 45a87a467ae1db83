//! The app as one institution sees it.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{EntryCard, InstitutionCard, MatchList};
use crate::matching::answer::Settings;
use crate::primitive::{Id, Language, Said};

question! {
    /// What matters to one institution today.
    ForYou {
        /** Which institution. */ institution: Id,
        /** Importance, options. */ settings: Settings,
        /** The reader's language. */ lang: Language,
    } -> ForYouView;
}

/// What matters to one institution today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForYouView {
    /// The institution.
    pub institution: InstitutionCard,
    /// Its open requests, each with its best offers; those with the best match first.
    pub requests: Vec<MatchList>,
    /// Its open offers, each with the requests it fits best; those with the best match first.
    pub offers: Vec<MatchList>,
    /// Its entries that have lapsed or lapse soon, the soonest first.
    pub lapsing: Vec<EntryCard>,
    /// What waits for its answer.
    pub waiting: Vec<Waiting>,
}

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// What to do, and why.
    pub what: Said,
    /// The entry or portfolio item it is about.
    pub card: EntryCard,
}
