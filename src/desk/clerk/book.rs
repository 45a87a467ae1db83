//! The open catalog, with what is derived from it and kept in step with it.

use std::collections::{BTreeMap, BTreeSet};

use super::best::BestMatches;
use super::cards::View;
use super::facts::Facts;
use super::log::{Change, Header};
use super::meta::Meta;
use super::rows::{ASIDE, MERGE, UNDO, concerned, put_row, record_of};
use crate::catalog::{AnyRecord, Catalog, RecordKind};
use crate::desk::Row;
use crate::matching::Index;
use crate::primitive::{Date, Id, Language};
use crate::vocabulary::Vocabulary;

/// More changes at once than this are not followed one by one: working everything out anew takes a second or two at
/// 20,000 entries, and following one entry up to a millisecond.
const MANY: usize = 1_000;

/// The open catalog.
pub(super) struct Book {
    pub catalog: Catalog,
    /// Rows are read up to this batch; also the revision of the catalog that the page is told.
    pub batch: u64,
    /// Records changed since the last whole copy in a file, each with the batch that last changed it.
    pub touched: BTreeMap<Id, u64>,
    /// Rows that cannot be read, as they stand, by key.
    pub aside: BTreeMap<String, String>,
    /// Merges carried out, by key of their row.
    pub merges: BTreeMap<String, String>,
    /// What lists and the matrix need of every entry.
    pub facts: Facts,
    /// What matching needs; built with the first question about matches.
    pub index: Option<Index>,
    pub best: BestMatches,
}

impl Book {
    /// Opens a catalog from its header and its rows; `fresh` are the keys written after the last copy in a file.
    pub fn open(header: Catalog, rows: &[Row], batch: u64, fresh: &[Row]) -> Self {
        let mut book = Self {
            catalog: header,
            batch,
            touched: BTreeMap::new(),
            aside: BTreeMap::new(),
            merges: BTreeMap::new(),
            facts: Facts::default(),
            index: None,
            best: BestMatches::default(),
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
        let mut changed: Vec<(RecordKind, Id)> = Vec::new();
        for row in rows {
            let before = concerned(&row.key, &self.catalog);
            self.put_row(row);
            changed.extend(before.or_else(|| concerned(&row.key, &self.catalog)));
        }
        self.batch = batch;
        self.note_changed(&changed, batch);
    }

    /// Follows the catalog's own row: its title, and what is in a file by now.
    pub fn follow(&mut self, meta: &Meta) {
        let (title, rev, extra) = (meta.title.clone(), meta.rev.clone(), meta.extra.clone());
        self.set_header(Header { title, rev, extra });
        self.touched.retain(|_, batch| *batch > meta.saved_batch);
    }

    /// Puts another title, with its version, and other unknown keys in the place of those there are.
    pub fn set_header(&mut self, Header { title, rev, extra }: Header) {
        (self.catalog.title, self.catalog.rev, self.catalog.extra) = (title, rev, extra);
    }

    /// Puts what changes leave of records in the place of all that was known of them.
    pub fn carry_out(&mut self, changes: &[Change]) {
        let ids: BTreeSet<Id> = changes.iter().map(|change| change.id).collect();
        for id in &ids {
            for kind in RecordKind::ALL {
                self.catalog.take(kind, *id);
            }
            self.catalog.deletions.remove(id);
        }
        self.catalog.conflicts.retain(|conflict| !ids.contains(&conflict.record.head().id));
        self.catalog.admit_all(changes.iter().map(|change| (change.id, change.after.clone())).collect());
    }

    /// Brings what is derived in step with the records that changed.
    pub fn note_changed(&mut self, changed: &[(RecordKind, Id)], batch: u64) {
        let ids: Vec<Id> = changed.iter().map(|(_, id)| *id).collect();
        self.touched.extend(ids.iter().map(|id| (*id, batch)));
        if ids.len() > MANY {
            self.facts = Facts::of(&self.catalog);
            self.forget_matches();
            return;
        }
        self.facts.update(&self.catalog, &ids);
        self.follow_matches(changed);
    }

    /// Builds what matching needs, where it is not there yet.
    pub fn build_index(&mut self) {
        if self.index.is_none() {
            self.index = Some(Index::build(&self.catalog, Vocabulary::carried()));
        }
    }

    /// What matching needs, once it is built.
    pub fn index(&self) -> Option<&Index> {
        self.index.as_ref()
    }

    /// Looks at the catalog as if these records were saved, and puts everything back.
    pub fn on_trial<T>(&mut self, records: Vec<AnyRecord>, look: impl FnOnce(&Self) -> T) -> T {
        let keys: Vec<(RecordKind, Id)> =
            records.iter().map(|record| (record.kind(), record.head().id)).collect();
        let before: Vec<Option<AnyRecord>> =
            records.into_iter().map(|record| self.catalog.put(record)).collect();
        self.reread(&keys);
        let answer = look(self);
        for (record, (kind, id)) in before.into_iter().zip(&keys) {
            match record {
                Some(record) => self.catalog.put(record),
                None => self.catalog.take(*kind, *id),
            };
        }
        self.reread(&keys);
        answer
    }

    fn reread(&mut self, keys: &[(RecordKind, Id)]) {
        if let Some(index) = &mut self.index {
            index.update(&self.catalog, keys);
        }
    }

    /// The book as a reader sees it.
    pub fn view<'a>(&'a self, lang: Language, as_of: Date, open: &'a BTreeMap<Id, (u32, u32)>) -> View<'a> {
        View { catalog: &self.catalog, facts: &self.facts, lang, as_of, open }
    }

    fn put_row(&mut self, row: &Row) {
        if row.key.starts_with(UNDO) {
            // Read only when a merge is undone.
            return;
        }
        if row.key.starts_with(MERGE) {
            self.merges.insert(row.key.clone(), row.json.clone());
            return;
        }
        let is_aside = row.key.starts_with(ASIDE);
        let is_read = !is_aside && put_row(&mut self.catalog, &row.key, &row.json);
        if is_read || row.json.is_empty() {
            self.aside.remove(&row.key);
        } else {
            self.aside.insert(row.key.clone(), row.json.clone());
        }
    }
}
