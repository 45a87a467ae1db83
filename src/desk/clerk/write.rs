//! The only way anything is written: lock, catch up, work out, one batch, and only then let it count.

use std::collections::BTreeMap;

use super::log::{Change, Header, Logged, Merged, Move};
use super::meta::{Meta, recount};
use super::rows::{ASIDE, rows_of};
use super::{Book, Desk, unread};
use crate::catalog::{RecordKind, Replica, Version};
use crate::desk::{Batch, Command, Done, Fault, FromWorker, Row, Shelf};
use crate::primitive::{Id, Said, World};

/// Changes worked out and not yet written.
pub(super) struct Prepared {
    pub changes: Vec<Change>,
    /// The replica after them; none where it stays as it is.
    pub replica: Option<Replica>,
    pub what: Said,
    /// The record to look at afterwards.
    pub record: Option<Id>,
    pub merge: Option<Merged>,
    /// Rows that go along: what could not be read of a file, what a merge replaced.
    pub asides: Vec<Row>,
    pub how: Move,
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// Carries a command out.
    pub(super) async fn carry_out(&mut self, command: Command) -> Result<Done, Fault> {
        let _lock = self.lock().await?;
        let prepared = self.prepare(command)?;
        self.commit(prepared).await
    }

    /// Undoes the last command.
    pub(super) async fn undo(&mut self) -> Result<Done, Fault> {
        let _lock = self.lock().await?;
        let prepared = self.prepare_undo()?;
        self.commit(prepared).await
    }

    /// Does again what was undone last.
    pub(super) async fn redo(&mut self) -> Result<Done, Fault> {
        let _lock = self.lock().await?;
        let prepared = self.prepare_redo()?;
        self.commit(prepared).await
    }

    /// Takes the lock of all tabs and reads what they wrote before.
    pub(super) async fn lock(&mut self) -> Result<S::Lock, Fault> {
        let lock = self.shelf.lock().await.map_err(|trouble| Fault::NotWritten(trouble.0))?;
        self.freshen().await?;
        Ok(lock)
    }

    /// The replica under which this device edits, as it stands on the shelf.
    pub(super) fn replica(&mut self) -> Replica {
        match &self.state.replica {
            Some(replica) => replica.clone(),
            None => Replica::new(&mut self.world),
        }
    }

    /// Writes changes of the open catalog; they count only when the shelf has them.
    pub(super) async fn commit(&mut self, prepared: Prepared) -> Result<Done, Fault> {
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let id = book.catalog.id;
        let mut done = Done {
            revision: book.batch,
            what: prepared.what.clone(),
            record: prepared.record,
            can_undo: self.log.can_undo(),
            can_redo: self.log.can_redo(),
        };
        let header = prepared.merge.as_ref().and_then(|merge| merge.header.as_ref());
        let header = header.map(|(_, after)| after.clone());
        if prepared.changes.is_empty() && prepared.asides.is_empty() && header.is_none() {
            return Ok(done);
        }
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NoCatalog) };
        let mut meta = changed_meta(meta, book, &prepared.changes, self.world.now_ms());
        if let Some(Header { title, rev, extra }) = header {
            meta = Meta { title, rev, extra, ..meta };
        }
        let retitled = prepared.merge.as_ref().is_some_and(|merge| merge.header.is_some());
        let mut rows = changed_rows(book, &prepared.changes);
        rows.extend(prepared.asides.iter().cloned());
        rows.extend(prepared.merge.as_ref().map(|merge| merge_row(id, merge)));
        let asides: Vec<Row> = rows.iter().filter(|row| row.key.starts_with(ASIDE)).cloned().collect();
        let batch =
            Batch { catalogs: Vec::new(), rows, forget: Vec::new(), replica: prepared.replica.clone() };
        done.revision = self.write(id, meta, batch).await?;
        if retitled {
            self.out.events.push(FromWorker::CatalogsChanged);
        }
        self.settle(prepared, asides, done.revision);
        done.can_undo = self.log.can_undo();
        done.can_redo = self.log.can_redo();
        Ok(done)
    }

    /// Writes a batch together with the row of its catalog; answers with the number of the batch.
    pub(super) async fn write(&mut self, id: Id, meta: Meta, mut batch: Batch) -> Result<u64, Fault> {
        if let Some(json) = &meta.unreadable {
            let key = format!("{ASIDE}/{}", Id::new(&mut self.world));
            let json = serde_json::json!({ "from": "catalog", "pointer": "", "json": json }).to_string();
            batch.rows.push(Row { catalog: id, key, json });
        }
        let meta = Meta { unreadable: None, ..meta };
        batch.catalogs.push(meta.row(id));
        let replica = batch.replica.clone();
        let number = self.shelf.write(batch).await.map_err(|trouble| Fault::NotWritten(trouble.0))?;
        // Where a browser has no locks another tab may have written in between; then our next look begins before.
        if number == self.state.sequence + 1 {
            self.state.sequence = number;
        }
        if replica.is_some() {
            self.state.replica = replica;
        }
        self.metas.insert(id, meta);
        self.out.wrote = true;
        Ok(number)
    }

    /// Lets written changes count.
    fn settle(&mut self, prepared: Prepared, asides: Vec<Row>, number: u64) {
        let Some(book) = &mut self.book else { return };
        // Almost always there is none.
        let overwritten = if book.aside.is_empty() { &[][..] } else { &prepared.changes };
        for change in overwritten {
            for key in rows_of(&change.after).keys().chain(rows_of(&change.before).keys()) {
                book.aside.remove(key);
            }
        }
        book.aside.extend(asides.into_iter().map(|row| (row.key, row.json)));
        book.carry_out(&prepared.changes);
        let mut changed = Vec::with_capacity(prepared.changes.len());
        for change in &prepared.changes {
            let versions = change.before.iter().chain(&change.after);
            changed.extend(versions.map(kind_of).map(|kind| (kind, change.id)).next());
        }
        if let Some(merge) = &prepared.merge {
            if let Some((_, after)) = &merge.header {
                book.set_header(after.clone());
            }
            let row = merge_row(book.catalog.id, merge);
            book.merges.insert(row.key, row.json);
        }
        book.batch = self.state.sequence;
        book.note_changed(&changed, number);
        let Prepared { changes, merge, how, .. } = prepared;
        self.log.note(how, Logged { changes, merge });
        self.out.events.push(FromWorker::Changed(number));
    }

    /// Reads what was written since this desk last looked.
    pub(super) async fn freshen(&mut self) -> Result<(), Fault> {
        let state = self.shelf.state().await.map_err(unread)?;
        if self.is_met && state.sequence == self.state.sequence {
            self.state = state;
            return Ok(());
        }
        let rows = self.shelf.catalogs().await.map_err(unread)?;
        let metas: BTreeMap<Id, Meta> = rows.iter().map(|row| (row.id, Meta::read(row))).collect();
        if self.is_met && self.metas != metas {
            self.out.events.push(FromWorker::CatalogsChanged);
        }
        if let Some(book) = &mut self.book {
            let id = book.catalog.id;
            let rows = self.shelf.rows(id, book.batch).await.map_err(unread)?;
            book.take_in(&rows, state.sequence);
            if let Some(meta) = metas.get(&id) {
                book.follow(meta);
            }
            if !rows.is_empty() {
                self.out.events.push(FromWorker::Changed(state.sequence));
            }
        }
        self.metas = metas;
        self.state = state;
        self.is_met = true;
        Ok(())
    }

    /// Looks at the shelf once before anything else.
    pub(super) async fn meet(&mut self) -> Result<(), Fault> {
        if self.is_met { Ok(()) } else { self.freshen().await }
    }
}

/// The row of a merge in the log.
fn merge_row(catalog: Id, merge: &Merged) -> Row {
    // Numbers and strings can always be written.
    let json = serde_json::to_string(&merge.entry).unwrap_or_default();
    Row { catalog, key: merge.key.clone(), json }
}

/// The list a version stands in.
pub(super) fn kind_of(version: &Version) -> RecordKind {
    match version {
        Version::Content(record) => record.kind(),
        Version::Deletion(deletion) => deletion.of,
    }
}

/// The row of a catalog after these changes.
fn changed_meta(meta: &Meta, book: &Book, changes: &[Change], now_ms: u64) -> Meta {
    let mut meta = meta.clone();
    meta.changed_ms = now_ms;
    for change in changes {
        recount(&mut meta.counts, &change.before, &change.after);
    }
    let new = changes.iter().filter(|change| !book.touched.contains_key(&change.id)).count();
    meta.unsaved = u32::try_from(book.touched.len() + new).unwrap_or(u32::MAX);
    meta
}

/// The rows that differ after these changes. What could not be read in a row about to be overwritten is kept
/// in a row of its own.
fn changed_rows(book: &Book, changes: &[Change]) -> Vec<Row> {
    let catalog = book.catalog.id;
    let mut rows = Vec::with_capacity(changes.len());
    for change in changes {
        let mut before = rows_of(&change.before);
        for (key, json) in rows_of(&change.after) {
            if before.remove(&key).as_ref() != Some(&json) {
                rows.push(Row { catalog, key, json });
            }
        }
        rows.extend(before.into_keys().map(|key| Row { catalog, key, json: String::new() }));
    }
    let kept: Vec<Row> = rows.iter().filter_map(|row| keep_aside(book, row)).collect();
    rows.extend(kept);
    rows
}

/// The row that keeps what could not be read of a row that is about to be overwritten.
fn keep_aside(book: &Book, row: &Row) -> Option<Row> {
    let unread = book.aside.get(&row.key)?;
    let json = serde_json::json!({ "from": "shelf", "pointer": row.key, "json": unread }).to_string();
    let name = row.key.replace('/', "-");
    Some(Row { catalog: row.catalog, key: format!("{ASIDE}/{name}-{}", book.batch), json })
}
