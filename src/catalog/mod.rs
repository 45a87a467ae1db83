//! The catalog: everything exchanged around one occasion.
//!
//! A catalog is a set of *records*, each with a permanent id and a version vector. Records refer to each
//! other by id only; a reference that resolves to nothing is allowed (its record may arrive with another
//! file). Nothing here knows a file format, a browser or a clock.

mod entry;
mod fields;
mod institution;
pub mod merge;
mod portfolio;
mod record;
mod replica;
mod tables;
mod version;

pub use entry::{Commitment, Component, Context, Evidence, Offer, Request, Subject};
#[cfg(feature = "engine")]
pub(crate) use fields::with_objects;
pub(crate) use fields::with_records;
pub use institution::{Institution, Office};
pub use merge::{Conflict, Version};
pub use portfolio::{Contact, Join, Note, Party, PortfolioItem};
pub use record::{AnyRecord, Deletion, Head, Record, RecordKind};
pub use replica::Replica;
pub use tables::{Catalog, Table};
pub use version::{Relation, VersionVector};

/// Keys of a file that this version does not know, kept as they stand.
pub type Extra = serde_json::Map<String, serde_json::Value>;
