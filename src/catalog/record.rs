//! What every record has: an id, a version vector, and keys we do not know.

use serde::{Deserialize, Serialize};

use super::{Contact, Extra, Institution, Join, Note, Offer, PortfolioItem, Request, VersionVector};
use crate::primitive::Id;

/// The part all records share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Permanent id.
    pub id: Id,
    /// Which edits this version knows.
    pub rev: VersionVector,
    /// Keys this version of the app does not know.
    #[serde(default)]
    pub extra: Extra,
}

impl Head {
    /// The head of a record nobody has saved yet.
    pub fn new(id: Id) -> Self {
        Self { id, rev: VersionVector::default(), extra: Extra::new() }
    }
}

/// The lists a catalog consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// `institutions`
    Institution,
    /// `offers`
    Offer,
    /// `requests`
    Request,
    /// `portfolio`
    Portfolio,
    /// `contacts`
    Contact,
    /// `notes`
    Note,
    /// `joins`
    Join,
}

impl RecordKind {
    /// All kinds, in the order of the file.
    pub const ALL: [Self; 7] = [
        Self::Institution,
        Self::Offer,
        Self::Request,
        Self::Portfolio,
        Self::Contact,
        Self::Note,
        Self::Join,
    ];

    /// The word a file uses for one record of this kind (`of` in deletions and conflicts).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Institution => "institution",
            Self::Offer => "offer",
            Self::Request => "request",
            Self::Portfolio => "portfolio",
            Self::Contact => "contact",
            Self::Note => "note",
            Self::Join => "join",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The key of the list of this kind in a file.
    pub const fn list(self) -> &'static str {
        match self {
            Self::Institution => "institutions",
            Self::Offer => "offers",
            Self::Request => "requests",
            Self::Portfolio => "portfolio",
            Self::Contact => "contacts",
            Self::Note => "notes",
            Self::Join => "joins",
        }
    }
}

/// A record of a catalog.
pub trait Record: Clone + PartialEq {
    /// Which list it stands in.
    const KIND: RecordKind;
    /// Id, version and unknown keys.
    fn head(&self) -> &Head;
    /// The same, to be changed.
    fn head_mut(&mut self) -> &mut Head;
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AnyRecord {
    /// An institution.
    Institution(Institution),
    /// An offer.
    Offer(Offer),
    /// A request.
    Request(Request),
    /// A portfolio item.
    Portfolio(PortfolioItem),
    /// A personal contact.
    Contact(Contact),
    /// A note.
    Note(Note),
    /// A join of two duplicates.
    Join(Join),
}

macro_rules! any_record {
    ($($kind:ident($record:ty)),+) => {
        $(
            impl Record for $record {
                const KIND: RecordKind = RecordKind::$kind;
                fn head(&self) -> &Head { &self.head }
                fn head_mut(&mut self) -> &mut Head { &mut self.head }
            }
            impl From<$record> for AnyRecord {
                fn from(record: $record) -> Self { Self::$kind(record) }
            }
            impl TryFrom<AnyRecord> for $record {
                type Error = AnyRecord;
                fn try_from(any: AnyRecord) -> Result<Self, AnyRecord> {
                    match any { AnyRecord::$kind(record) => Ok(record), other => Err(other) }
                }
            }
        )+
        impl AnyRecord {
            /// Which list it stands in.
            pub fn kind(&self) -> RecordKind {
                match self { $(Self::$kind(_) => RecordKind::$kind),+ }
            }
            /// Id, version and unknown keys.
            pub fn head(&self) -> &Head {
                match self { $(Self::$kind(record) => &record.head),+ }
            }
            /// The same, to be changed.
            pub fn head_mut(&mut self) -> &mut Head {
                match self { $(Self::$kind(record) => &mut record.head),+ }
            }
        }
    };
}

any_record! {
    Institution(Institution), Offer(Offer), Request(Request), Portfolio(PortfolioItem),
    Contact(Contact), Note(Note), Join(Join)
}

/// What is left of a deleted record: that it was deleted, and what the deletion knew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deletion {
    /// Id and version; the version knows every edit the deletion knew, and the deletion itself.
    pub head: Head,
    /// Which list the record stood in.
    pub of: RecordKind,
    /// Other deletions of the same record that did not know this one; almost always empty.
    #[serde(default)]
    pub others: Vec<Deletion>,
}

impl Deletion {
    /// The deletion of a record, as a version that knows these edits (its own included).
    pub fn new(of: RecordKind, id: Id, rev: VersionVector) -> Self {
        Self { head: Head { id, rev, extra: Extra::new() }, of, others: Vec::new() }
    }
}
