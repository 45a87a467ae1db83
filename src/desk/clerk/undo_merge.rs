//! Undoing a merge any day later: what it replaced lies on the shelf beside its entry in the log.
//!
//! The row `undo/<id of the merge>` holds, for each record the merge changed, the rows of before and the versions of
//! after. A merge is undone only where every record it changed still stands as it left it; a record that was edited
//! since is somebody's word, and is not taken back with it.

use serde::{Deserialize, Serialize};

use super::log::{Change, Header, Merged, Move};
use super::rows::{UNDO, put_row, rows_of};
use super::write::Prepared;
use super::{Desk, refused, unread};
use crate::catalog::{Catalog, Replica, Version, VersionVector};
use crate::desk::{Done, Fault, MergeEntry, Row, Shelf};
use crate::primitive::{Arrange, Id, Said, World};

/// Merges that can be undone later; of older ones only the entry in the log stays. Enough for the files of a seminar's
/// last days, and bounded.
pub(super) const KEPT: usize = 10;

/// What a merge replaced.
#[derive(Serialize, Deserialize)]
pub(super) struct Replaced {
    header: Option<(Header, Header)>,
    records: Vec<ReplacedRecord>,
}

#[derive(Serialize, Deserialize)]
struct ReplacedRecord {
    id: Id,
    /// Rows of before, by key.
    before: Vec<(String, String)>,
    /// Which edits the versions of after know.
    after: Vec<VersionVector>,
}

/// The row that keeps what a merge replaces, and the emptied rows of merges too long ago.
pub(super) fn rows_to_undo(
    catalog: Id,
    merge: &str,
    changes: &[Change],
    header: Option<&(Header, Header)>,
    others: &[String],
) -> Vec<Row> {
    let record = |change: &Change| ReplacedRecord {
        id: change.id,
        before: rows_of(&change.before).into_iter().collect(),
        after: revs(&change.after),
    };
    let replaced = Replaced { header: header.cloned(), records: changes.iter().map(record).collect() };
    // Strings, numbers and maps with string keys can always be written.
    let json = serde_json::to_string(&replaced).unwrap_or_default();
    let mut rows = vec![Row { catalog, key: undo_key(merge), json }];
    let old = others.iter().skip(KEPT - 1);
    rows.extend(old.map(|merge| Row { catalog, key: undo_key(merge), json: String::new() }));
    rows
}

/// The key of the row for a merge, from the key of its entry in the log.
fn undo_key(merge: &str) -> String {
    let id = merge.split_once('/').map_or(merge, |(_, id)| id);
    format!("{UNDO}/{id}")
}

fn revs(versions: &[Version]) -> Vec<VersionVector> {
    versions.iter().map(|version| version.rev().clone()).collect()
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// Keys of merges, the latest first.
    pub(super) fn merges_by_time(&self) -> Vec<String> {
        let Some(book) = &self.book else { return Vec::new() };
        let read = |(key, json): (&String, &String)| {
            let entry: MergeEntry = serde_json::from_str(json).ok()?;
            Some((std::cmp::Reverse(entry.at_ms), key.clone()))
        };
        let mut all: Vec<_> = book.merges.iter().filter_map(read).collect();
        all.arrange();
        all.into_iter().map(|(_, key)| key).collect()
    }

    /// Undoes a merge of the log.
    pub(super) async fn undo_merge(&mut self, key: &str) -> Result<Done, Fault> {
        let last = self.log.last_done().and_then(|logged| logged.merge.as_ref());
        if last.is_some_and(|merge| merge.key == key) {
            return self.undo().await;
        }
        let _lock = self.lock().await?;
        let replaced = self.replaced_by(key).await?;
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let entry: Option<MergeEntry> = book.merges.get(key).and_then(|json| serde_json::from_str(json).ok());
        let entry = entry.filter(|entry| !entry.undone).ok_or_else(|| refused("refused.merge-gone"))?;
        let mut changes = Vec::with_capacity(replaced.records.len());
        for record in &replaced.records {
            let now = book.catalog.versions_of(record.id);
            if revs(&now) != record.after {
                return Err(refused("refused.merge-edited"));
            }
            let mut scratch = Catalog::new(book.catalog.id, book.catalog.title.clone());
            let is_read = record.before.iter().all(|(key, json)| put_row(&mut scratch, key, json));
            if !is_read {
                return Err(refused("refused.merge-gone"));
            }
            changes.push(Change { id: record.id, before: now, after: scratch.versions_of(record.id) });
        }
        let now = Header::of(&book.catalog);
        let header = replaced.header.filter(|(_, after)| *after == now).map(|(before, _)| (now, before));
        let catalog = book.catalog.id;
        let entry = MergeEntry { undone: true, ..entry };
        let prepared = Prepared {
            changes,
            replica: Some(Replica::new(&mut self.world)),
            what: Said::new("done.undone"),
            record: None,
            merge: Some(Merged { key: key.to_owned(), entry, header }),
            asides: vec![Row { catalog, key: undo_key(key), json: String::new() }],
            how: Move::Do,
        };
        let done = self.commit(prepared).await?;
        // What was done before it rests on records that have gone; the way back begins anew.
        self.log.clear();
        Ok(Done { can_undo: false, can_redo: false, ..done })
    }

    /// What a merge replaced, from the shelf.
    async fn replaced_by(&mut self, merge: &str) -> Result<Replaced, Fault> {
        let (catalog, wanted) = (self.book()?.catalog.id, undo_key(merge));
        let rows = self.shelf.rows(catalog, 0).await.map_err(unread)?;
        let row = rows.iter().find(|row| row.key == wanted);
        row.and_then(|row| serde_json::from_str(&row.json).ok()).ok_or_else(|| refused("refused.merge-gone"))
    }
}
