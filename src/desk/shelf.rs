//! Where the desk keeps its rows, as the desk sees it: one narrow trait, so that the desk needs no browser.
//!
//! A shelf holds *catalog rows* (one small JSON document a catalog) and *record rows* (one a record, in the
//! JSON of the file format, so that what is stored outlives this version of the app). All writes of all tabs
//! pass [`Shelf::lock`], and every write carries a number that grows by one with each batch; a tab that finds
//! numbers it has not seen reads the rows behind them.

use std::future::Future;

use crate::catalog::Replica;
use crate::primitive::{Id, Said};

/// A catalog's own row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogRow {
    /// Its catalog.
    pub id: Id,
    /// A JSON document that only the desk reads.
    pub json: String,
}

/// A record's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its catalog.
    pub catalog: Id,
    /// What it is, unique within the catalog: `offer/<id>`, `deletion/<id>`, `conflicts/<id>`.
    pub key: String,
    /// JSON of the file format; empty where the row is to be taken away.
    pub json: String,
}

/// What is written in one go: all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Catalog rows to put.
    pub catalogs: Vec<CatalogRow>,
    /// Record rows to put (or take away, where their JSON is empty).
    pub rows: Vec<Row>,
    /// Catalogs whose rows all go.
    pub forget: Vec<Id>,
    /// The replica after this batch, where it edited.
    pub replica: Option<Replica>,
}

/// What a shelf says of itself when it is opened, and again under every lock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShelfState {
    /// Number of the last batch written by any tab.
    pub sequence: u64,
    /// The replica of this device; none where it has never edited.
    pub replica: Option<Replica>,
    /// Whether what is written survives.
    pub durable: bool,
    /// Bytes used and allowed, where known.
    pub space: Option<(u64, u64)>,
}

/// Storage failed; the message says what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct ShelfTrouble(pub Said);

/// Storage, as narrow as the desk needs it.
pub trait Shelf {
    /// Held while a write is prepared and made; ends the exclusivity when dropped.
    type Lock;

    /// Waits until no other tab writes.
    fn lock(&self) -> impl Future<Output = Result<Self::Lock, ShelfTrouble>>;
    /// Where the shelf stands.
    fn state(&self) -> impl Future<Output = Result<ShelfState, ShelfTrouble>>;
    /// All catalog rows, in order of id.
    fn catalogs(&self) -> impl Future<Output = Result<Vec<CatalogRow>, ShelfTrouble>>;
    /// Rows of a catalog written after this batch number, in order of key; all of them for 0.
    fn rows(&self, catalog: Id, after: u64) -> impl Future<Output = Result<Vec<Row>, ShelfTrouble>>;
    /// Writes a batch under the next number and returns that number once it is durable.
    fn write(&self, batch: Batch) -> impl Future<Output = Result<u64, ShelfTrouble>>;
}
