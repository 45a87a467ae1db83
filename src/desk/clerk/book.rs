//! The open catalog, with what is derived from it and kept in step with it.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::meta::Meta;
use super::rows::{ASIDE, put_row, record_of};
use crate::catalog::{Catalog, RecordKind, Version};
use crate::desk::Row;
use crate::primitive::Id;

/// The open catalog.
pub(super) struct Book {
    pub catalog: Catalog,
    /// Rows are read up to this batch; also the revision of the catalog that the page is told.
    pub batch: u64,
    /// Records changed since the last whole copy in a file, each with the batch that last changed it.
    pub touched: BTreeMap<Id, u64>,
    /// Rows that cannot be read, as they stand, by key.
    pub aside: BTreeMap<String, String>,
    /// What lists and the matrix need of every entry.
    pub facts: Facts,
}

impl Book {
    /// Opens a catalog from its header and its rows; `fresh` are the keys written after the last copy in a file.
    pub fn open(header: Catalog, rows: &[Row], batch: u64, fresh: &[Row]) -> Self {
        let mut book = Self {
            catalog: header,
            batch,
            touched: BTreeMap::new(),
            aside: BTreeMap::new(),
            facts: Facts::default(),
        };
        for row in rows {
            book.put_row(row);
        }
        book.touched = fresh.iter().filter_map(|row| Some((record_of(&row.key)?, batch))).collect();
        book.facts = Facts::of(&book.catalog);
        book
    }

    /// Takes in rows that another tab wrote, up to this batch.
    pub fn take_in(&mut self, rows: &[Row], batch: u64) {
        let mut changed: Vec<Id> = Vec::new();
        for row in rows {
            self.put_row(row);
            changed.extend(record_of(&row.key));
        }
        self.batch = batch;
        self.note_changed(&changed, batch);
    }

    /// Follows the catalog's own row: its title, and what is in a file by now.
    pub fn follow(&mut self, meta: &Meta) {
        self.catalog.title = meta.title.clone();
        self.catalog.rev = meta.rev.clone();
        self.catalog.extra = meta.extra.clone();
        self.touched.retain(|_, batch| *batch > meta.saved_batch);
    }

    /// Puts a record's versions in the place of all that was known of it.
    pub fn set_versions(&mut self, id: Id, versions: &[Version]) {
        for kind in RecordKind::ALL {
            self.catalog.take(kind, id);
        }
        self.catalog.conflicts.retain(|conflict| conflict.record.head().id != id);
        self.catalog.deletions.remove(&id);
        for version in versions {
            self.catalog.admit(version.clone());
        }
    }

    /// Brings what is derived in step with the records that changed.
    pub fn note_changed(&mut self, changed: &[Id], batch: u64) {
        self.touched.extend(changed.iter().map(|id| (*id, batch)));
        self.facts.update(&self.catalog, changed);
    }

    fn put_row(&mut self, row: &Row) {
        let is_aside = row.key.starts_with(ASIDE);
        if !is_aside && put_row(&mut self.catalog, &row.key, &row.json) {
            self.aside.remove(&row.key);
        } else if row.json.is_empty() {
            self.aside.remove(&row.key);
        } else {
            self.aside.insert(row.key.clone(), row.json.clone());
        }
    }
}
