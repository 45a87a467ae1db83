//! Catalogs coming in as files: read first, taken in only when the person says how.

use super::log::{Change, Merged, Move};
use super::meta::{SAMPLE_KEY, is_sample};
use super::rows::{ASIDE, MERGE, rows_of};
use super::write::Prepared;
use super::{Desk, Meta, meta, refused};
use crate::catalog::merge::{Preview, preview};
use crate::catalog::{Catalog, Version};
use crate::desk::{
    Adopt, AdoptHow, CatalogInfo, Fault, FilePreview, MergeEntry, PreviewMerge, ProblemView, ReadFile, Row,
    Severity, Shelf,
};
use crate::interchange::{self, FILE_LIMIT, Problem, Read, SetAside, read_catalog_within, read_link};
use crate::primitive::{Arg, Id, Said, World};

/// How many problems of a file are shown; a file that is none of ours may have one in every line.
const MOST_PROBLEMS: usize = 200;

/// A file that was read and not taken in yet.
pub(super) struct Reading {
    token: u32,
    name: String,
    catalog: Catalog,
    set_aside: Vec<SetAside>,
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// Reads a file; nothing changes.
    pub(super) fn read_file(&mut self, question: &ReadFile, bytes: &[u8]) -> FilePreview {
        let read = read_catalog_within(bytes, FILE_LIMIT);
        self.preview(read, question.name.clone(), question.sample)
    }

    /// Reads the fragment of a link; nothing changes.
    pub(super) fn read_link(&mut self, fragment: &str) -> Result<FilePreview, Fault> {
        let read = read_link(fragment).map_err(Fault::Refused)?;
        // A link has no name of its own.
        Ok(self.preview(read, String::new(), false))
    }

    /// Keeps what was read until the person says what becomes of it.
    fn preview(&mut self, mut read: Read, name: String, sample: bool) -> FilePreview {
        self.readings += 1;
        let token = self.readings;
        if let Some(catalog) = read.catalog.as_mut().filter(|_| sample) {
            catalog.extra.insert(SAMPLE_KEY.into(), true.into());
        }
        let known = read
            .catalog
            .as_ref()
            .and_then(|catalog| self.metas.get(&catalog.id).map(|meta| meta.info(catalog.id)));
        let preview = FilePreview {
            token,
            title: read.catalog.as_ref().map(|catalog| catalog.title.clone()),
            counts: read.catalog.as_ref().map(meta::count).unwrap_or_default(),
            problems: read.problems.iter().take(MOST_PROBLEMS).map(view_of).collect(),
            same_as: known,
        };
        let set_aside = read.set_aside;
        self.reading = read.catalog.map(|catalog| Reading { token, name, catalog, set_aside });
        preview
    }

    /// Takes in the file read last.
    pub(super) async fn adopt(&mut self, adopt: Adopt) -> Result<CatalogInfo, Fault> {
        let _lock = self.lock().await?;
        let reading = self.reading.take().filter(|reading| reading.token == adopt.token);
        let reading = reading.ok_or_else(|| refused("refused.no-file"))?;
        let taken = match &adopt.how {
            AdoptHow::Beside => self.adopt_beside(&reading).await,
            AdoptHow::Merge(ticked) => self.adopt_merged(&reading, |id| ticked.contains(&id)).await,
        };
        if taken.is_err() {
            // The person may make room and try again.
            self.reading = Some(reading);
        }
        taken
    }

    /// Opens the file beside what is there. A second copy of a catalog gets an id of its own, so that neither
    /// takes the other's place.
    async fn adopt_beside(&mut self, reading: &Reading) -> Result<CatalogInfo, Fault> {
        let mut catalog = reading.catalog.clone();
        if self.metas.contains_key(&catalog.id) {
            catalog.id = Id::new(&mut self.world);
        }
        let mut rows = self.asides(reading, catalog.id);
        for id in record_ids(&catalog) {
            let known = rows_of(&catalog.versions_of(id));
            rows.extend(known.into_iter().map(|(key, json)| Row { catalog: catalog.id, key, json }));
        }
        self.take_on(catalog, rows).await
    }

    /// Merges the ticked records of the file into the current catalog.
    async fn adopt_merged(
        &mut self,
        reading: &Reading,
        is_ticked: impl Fn(Id) -> bool,
    ) -> Result<CatalogInfo, Fault> {
        let (fresh, now_ms) = (Id::new(&mut self.world), self.world.now_ms());
        let open = self.book()?.catalog.id;
        let asides = self.asides(reading, open);
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let (id, sample) = (book.catalog.id, is_sample(&book.catalog));
        if sample != is_sample(&reading.catalog) {
            return Err(refused("refused.sample-apart"));
        }
        let changes = record_ids(&reading.catalog).into_iter();
        let changes = changes.filter_map(|id| merged(&book.catalog, &reading.catalog, id));
        // What nobody would see (deletions of what was never here) comes along, so that it is not forgotten.
        let changes: Vec<Change> =
            changes.filter(|change| is_ticked(change.id) || !is_visible(change)).collect();
        let n = Arg::Number(changes.len() as f64);
        let what = Said::new("done.merged").with("n", n).with("name", Arg::Text(reading.name.clone()));
        let entry = summary(&changes, &reading.name, now_ms);
        let merge = Some(Merged { key: format!("{MERGE}/{fresh}"), entry });
        let prepared = Prepared { changes, replica: None, what, record: None, merge, asides, how: Move::Do };
        self.commit(prepared).await?;
        self.metas.get(&id).map(|meta: &Meta| meta.info(id)).ok_or(Fault::NoCatalog)
    }

    /// What merging the file read last would change.
    pub(super) fn preview_merge(&self, question: &PreviewMerge) -> Result<Preview, Fault> {
        let reading = self.reading.as_ref().filter(|reading| reading.token == question.token);
        let reading = reading.ok_or_else(|| refused("refused.no-file"))?;
        let book = self.book()?;
        if is_sample(&book.catalog) != is_sample(&reading.catalog) {
            return Err(refused("refused.sample-apart"));
        }
        Ok(preview(&book.catalog, &reading.catalog))
    }

    /// Rows that keep what could not be read of a file.
    fn asides(&mut self, reading: &Reading, catalog: Id) -> Vec<Row> {
        let rows = reading.set_aside.iter().map(|piece| {
            let key = format!("{ASIDE}/{}", Id::new(&mut self.world));
            let json = serde_json::json!({
                "from": reading.name, "pointer": piece.pointer, "json": piece.json,
            });
            Row { catalog, key, json: json.to_string() }
        });
        rows.collect()
    }
}

/// What merging one record changes; none where the catalog knows all of it.
fn merged(into: &Catalog, from: &Catalog, id: Id) -> Option<Change> {
    let before = into.versions_of(id);
    let mut scratch = Catalog::new(into.id, into.title.clone());
    let incoming: Vec<Version> = from.versions_of(id);
    for version in before.iter().chain(&incoming) {
        scratch.admit(version.clone());
    }
    let after = scratch.versions_of(id);
    (after != before).then_some(Change { id, before, after })
}

/// What a merge did, for its log.
fn summary(changes: &[Change], name: &str, at_ms: u64) -> MergeEntry {
    let mut entry = MergeEntry {
        at_ms,
        name: name.to_owned(),
        new: 0,
        updated: 0,
        conflicts: 0,
        deleted: 0,
        undone: false,
    };
    for change in changes {
        let is_content = |version: &Version| matches!(version, Version::Content(_));
        match (change.before.first().is_some_and(is_content), change.after.first().is_some_and(is_content)) {
            (_, true) if change.after.len() > 1 => entry.conflicts += 1,
            (false, true) => entry.new += 1,
            (true, true) => entry.updated += 1,
            (true, false) => entry.deleted += 1,
            (false, false) => {}
        }
    }
    entry
}

/// Whether a person sees anything of a change.
fn is_visible(change: &Change) -> bool {
    let says_something = |version: &Version| matches!(version, Version::Content(_));
    change.before.iter().chain(&change.after).any(says_something)
}

/// Ids of all records and deletions of a catalog, each once, in order.
pub(super) fn record_ids(catalog: &Catalog) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    ids.extend(catalog.institutions.keys());
    ids.extend(catalog.offers.keys());
    ids.extend(catalog.requests.keys());
    ids.extend(catalog.portfolio.keys());
    ids.extend(catalog.contacts.keys());
    ids.extend(catalog.notes.keys());
    ids.extend(catalog.joins.keys());
    ids.extend(catalog.deletions.keys());
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A problem as the page shows it.
fn view_of(problem: &Problem) -> ProblemView {
    let place = &problem.place;
    let list = place.list.map(|kind| kind.list().to_owned());
    let title = Some(place.title.clone()).filter(|title| !title.is_empty());
    let steps: Vec<String> = [list, title, place.field.clone()].into_iter().flatten().collect();
    let place = if steps.is_empty() { place.pointer.clone() } else { steps.join(" · ") };
    ProblemView {
        severity: match problem.severity {
            interchange::Severity::Error => Severity::Error,
            interchange::Severity::Warning => Severity::Warning,
            interchange::Severity::Information => Severity::Information,
        },
        place,
        what: problem.said.clone(),
    }
}
