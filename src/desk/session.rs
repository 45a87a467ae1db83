//! Questions about the session: catalogs on this device, vocabulary, pickers.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use crate::primitive::{Date, Id, Language, Text};

/// The first question of every page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// Build id of the page; a worker of another build answers with [`super::Fault::OtherBuild`].
    pub build: String,
    /// Today on the reader's calendar, the `as_of` of everything that follows until the next `Hello`.
    pub today: Date,
}

/// The answer to [`Hello`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// Catalogs on this device, the one opened last first.
    pub catalogs: Vec<CatalogInfo>,
    /// Whether what is written now survives; false in private windows and where storage is blocked.
    pub durable: bool,
    /// Bytes used and allowed, where the browser says so.
    pub space: Option<(u64, u64)>,
}

/// How many records of each kind a catalog holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Institutions.
    pub institutions: u32,
    /// Offers.
    pub offers: u32,
    /// Requests.
    pub requests: u32,
    /// Portfolio items.
    pub portfolio: u32,
    /// Records with versions that wait for a choice.
    pub conflicts: u32,
    /// Personal contacts.
    pub contacts: u32,
    /// Notes.
    pub notes: u32,
}

/// A catalog on this device, as Start lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CatalogInfo {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// Whether it is the illustrative sample.
    pub sample: bool,
    /// What it holds.
    pub counts: Counts,
    /// When it last changed here, in milliseconds since 1970.
    pub changed_ms: u64,
    /// When it was last saved whole to a file; none where it never was.
    pub saved_ms: Option<u64>,
    /// Records changed since then.
    pub unsaved_changes: u32,
    /// Whether it was removed and can still be brought back.
    pub removed: bool,
}

question! {
    Hello -> Welcome;
    /// Catalogs on this device.
    ListCatalogs {} -> Vec<CatalogInfo>;
    /// Begins an empty catalog and opens it.
    CreateCatalog { /** Its title. */ title: Text } -> CatalogInfo;
    /// Makes a catalog the current one.
    OpenCatalog { /** Which. */ id: Id } -> CatalogInfo;
    /// Gives a catalog another title.
    RenameCatalog { /** Which. */ id: Id, /** Its new title. */ title: Text } -> CatalogInfo;
    /// Takes a catalog off the list; it can be brought back until the space is needed.
    RemoveCatalog { /** Which. */ id: Id } -> Vec<CatalogInfo>;
    /// Brings a removed catalog back.
    RestoreCatalog { /** Which. */ id: Id } -> Vec<CatalogInfo>;
    /// All labels of the vocabulary in one language.
    GetLabels { /** Which language. */ lang: Language } -> crate::vocabulary::Labels;
    /// Concepts a person may mean by what was typed, in any language.
    SuggestConcepts { /** What was typed. */ query: String, /** The reader's language. */ lang: Language, /** How many at most. */ limit: u32 } -> Vec<Suggestion>;
}

/// A concept offered by a picker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Id of the topic, sector, sub-topic or programme.
    pub concept: String,
    /// Where it stands: id of its topic or sector (of the concept a programme is an instance of); none at the top.
    pub parent: Option<String>,
    /// The term that was recognised, as the vocabulary writes it.
    pub because: String,
}
