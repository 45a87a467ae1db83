//! Catalogs coming in as files: read first, taken in only when the person says how.
//!
//! What was read waits on a tray, each reading under its token. Several can be put together under one token
//! (forty files of forty delegations), and are then previewed, merged and undone as one.

use std::collections::BTreeMap;

use super::meta::{SAMPLE_KEY, is_sample};
use super::rows::{ASIDE, rows_of};
use super::{Desk, meta, refused};
use crate::catalog::Catalog;
use crate::catalog::merge::{Outline, together};
use crate::desk::{
    Adopt, AdoptHow, CatalogInfo, Fault, FilePreview, ProblemView, ReadFile, Row, Severity, Shelf,
};
use crate::interchange::{self, FILE_LIMIT, Problem, Read, SetAside, read_catalog_within, read_link};
use crate::primitive::{Arrange, Id, World};

/// How many problems of a file are shown; a file that is none of ours may have one in every line.
const MOST_PROBLEMS: usize = 200;
/// Bytes of files that wait at most, the oldest give way. Forty delegations send 40 files of a few hundred kB;
/// two files of the largest size still fit the memory a phone gives to a page.
const WAITING_LIMIT: usize = 2 * FILE_LIMIT;

/// Files that were read and not taken in yet, by token.
#[derive(Default)]
pub(super) struct Tray {
    last: u32,
    waiting: BTreeMap<u32, Reading>,
}

/// What waits under one token.
pub(super) struct Reading {
    pub files: Vec<ReadFrom>,
    bytes: usize,
    /// What merging it would change, as it was shown last.
    pub outline: Option<Outline>,
}

/// One file that was read.
pub(super) struct ReadFrom {
    pub name: String,
    pub catalog: Catalog,
    set_aside: Vec<SetAside>,
}

impl Tray {
    /// Lets something wait; answers with its token.
    fn put(&mut self, reading: Reading) -> u32 {
        self.last += 1;
        self.waiting.insert(self.last, reading);
        while self.waiting.len() > 1
            && self.waiting.values().map(|one| one.bytes).sum::<usize>() > WAITING_LIMIT
        {
            self.waiting.pop_first();
        }
        self.last
    }

    pub fn get(&self, token: u32) -> Result<&Reading, Fault> {
        self.waiting.get(&token).ok_or_else(|| refused("refused.no-file"))
    }

    pub fn get_mut(&mut self, token: u32) -> Result<&mut Reading, Fault> {
        self.waiting.get_mut(&token).ok_or_else(|| refused("refused.no-file"))
    }
}

impl Reading {
    pub fn catalogs(&self) -> Vec<&Catalog> {
        self.files.iter().map(|file| &file.catalog).collect()
    }

    /// Whether the samples are kept apart from people's own catalogs.
    pub fn is_apart_from(&self, catalog: &Catalog) -> bool {
        self.files.iter().any(|file| is_sample(&file.catalog) != is_sample(catalog))
    }
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// Reads a file; nothing changes.
    pub(super) fn read_file(&mut self, question: &ReadFile, bytes: &[u8]) -> FilePreview {
        let read = read_catalog_within(bytes, FILE_LIMIT);
        self.preview(read, question.name.clone(), question.sample, bytes.len())
    }

    /// Reads the fragment of a link; nothing changes.
    pub(super) fn read_link(&mut self, fragment: &str) -> Result<FilePreview, Fault> {
        let read = read_link(fragment).map_err(Fault::Refused)?;
        // A link has no name of its own.
        Ok(self.preview(read, String::new(), false, fragment.len()))
    }

    /// Keeps what was read until the person says what becomes of it.
    pub(super) fn preview(
        &mut self,
        mut read: Read,
        name: String,
        sample: bool,
        bytes: usize,
    ) -> FilePreview {
        if let Some(catalog) = read.catalog.as_mut().filter(|_| sample) {
            catalog.extra.insert(SAMPLE_KEY.into(), true.into());
        }
        let known = read
            .catalog
            .as_ref()
            .and_then(|catalog| self.metas.get(&catalog.id).map(|meta| meta.info(catalog.id)));
        let mut preview = FilePreview {
            token: 0,
            title: read.catalog.as_ref().map(|catalog| catalog.title.clone()),
            counts: read.catalog.as_ref().map(meta::count).unwrap_or_default(),
            problems: read.problems.iter().take(MOST_PROBLEMS).map(view_of).collect(),
            same_as: known,
        };
        let set_aside = read.set_aside;
        let files = read.catalog.map(|catalog| ReadFrom { name, catalog, set_aside }).into_iter().collect();
        preview.token = self.tray.put(Reading { files, bytes, outline: None });
        preview
    }

    /// Puts files that were read together; they wait under the token answered, and no longer alone.
    pub(super) fn put_together(&mut self, tokens: &[u32]) -> Result<u32, Fault> {
        for token in tokens {
            self.tray.get(*token)?;
        }
        let all: Vec<Reading> = tokens.iter().filter_map(|token| self.tray.waiting.remove(token)).collect();
        let bytes = all.iter().map(|one| one.bytes).sum();
        let files = all.into_iter().flat_map(|one| one.files).collect();
        Ok(self.tray.put(Reading { files, bytes, outline: None }))
    }

    /// Takes files off the tray that nobody wants any more.
    pub(super) fn let_go(&mut self, tokens: &[u32]) {
        self.tray.waiting.retain(|token, _| !tokens.contains(token));
    }

    /// Takes in what waits under a token.
    pub(super) async fn adopt(&mut self, adopt: Adopt) -> Result<CatalogInfo, Fault> {
        let _lock = self.lock().await?;
        let reading = self.tray.waiting.remove(&adopt.token).filter(|reading| !reading.files.is_empty());
        let reading = reading.ok_or_else(|| refused("refused.no-file"))?;
        let taken = match &adopt.how {
            AdoptHow::Beside => self.adopt_beside(&reading).await,
            AdoptHow::Merge(ticked) => self.adopt_merged(&reading, ticked).await,
        };
        if taken.is_err() {
            // The person may make room and try again.
            self.tray.waiting.insert(adopt.token, reading);
        }
        taken
    }

    /// Opens what was read as one catalog beside what is there. A second copy of a catalog gets an id of its own, so that neither
    /// takes the other's place.
    async fn adopt_beside(&mut self, reading: &Reading) -> Result<CatalogInfo, Fault> {
        let all = reading.catalogs();
        let one = if let [only] = all[..] { Some(only.clone()) } else { together(&all) };
        let mut catalog = one.ok_or_else(|| refused("refused.no-file"))?;
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

    /// Rows that keep what could not be read of a file.
    pub(super) fn asides(&mut self, reading: &Reading, catalog: Id) -> Vec<Row> {
        let pieces = reading.files.iter().flat_map(|file| file.set_aside.iter().map(move |one| (file, one)));
        let rows = pieces.map(|(file, piece)| {
            let key = format!("{ASIDE}/{}", Id::new(&mut self.world));
            let json = serde_json::json!({
                "from": file.name, "pointer": piece.pointer, "json": piece.json,
            });
            Row { catalog, key, json: json.to_string() }
        });
        rows.collect()
    }
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
    ids.arrange();
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
