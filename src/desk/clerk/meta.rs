//! Catalogs as this device lists them: one small row each, readable without opening the catalog.

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Extra, RecordKind, Version, VersionVector};
use crate::desk::{CatalogInfo, CatalogRow, Counts, Source};
use crate::primitive::{Arrange, Id, Text};

/// Key under which a file says that its catalog is an illustrative sample.
pub(super) const SAMPLE_KEY: &str = "sample";

/// What the row of a catalog holds: its header, and what Start shows of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Meta {
    /// Title, version of the title, and unknown keys of the document.
    pub title: Text,
    pub rev: VersionVector,
    pub extra: Extra,
    pub sample: bool,
    pub removed: bool,
    pub counts: Counts,
    pub changed_ms: u64,
    pub opened_ms: u64,
    pub saved_ms: Option<u64>,
    /// Number of the last batch that is in a file.
    pub saved_batch: u64,
    /// Records changed after that batch.
    pub unsaved: u32,
    /// Addresses it was fetched from.
    pub sources: Vec<Source>,
    /// The row as it was found, where it could not be read.
    #[serde(skip)]
    pub unreadable: Option<String>,
    /// Keys of later versions of the app.
    #[serde(flatten)]
    pub later: Extra,
}

impl Meta {
    /// The row of a catalog that is new on this device.
    pub fn of(catalog: &Catalog, now_ms: u64) -> Self {
        Self {
            title: catalog.title.clone(),
            rev: catalog.rev.clone(),
            extra: catalog.extra.clone(),
            sample: is_sample(catalog),
            counts: count(catalog),
            changed_ms: now_ms,
            opened_ms: now_ms,
            ..Self::default()
        }
    }

    /// Reads a row; one that cannot be read is listed by its id, so that its records still open.
    pub fn read(row: &CatalogRow) -> Self {
        serde_json::from_str(&row.json).unwrap_or_else(|_| Self {
            title: Text::plain(row.id.to_string()),
            unreadable: Some(row.json.clone()),
            ..Self::default()
        })
    }

    pub fn row(&self, id: Id) -> CatalogRow {
        // Strings, numbers and maps with string keys can always be written.
        CatalogRow { id, json: serde_json::to_string(self).unwrap_or_default() }
    }

    pub fn info(&self, id: Id) -> CatalogInfo {
        CatalogInfo {
            id,
            title: self.title.clone(),
            sample: self.sample,
            counts: self.counts,
            changed_ms: self.changed_ms,
            saved_ms: self.saved_ms,
            unsaved_changes: self.unsaved,
            removed: self.removed,
        }
    }

    /// An empty catalog with this header.
    pub fn header(&self, id: Id) -> Catalog {
        let mut catalog = Catalog::new(id, self.title.clone());
        catalog.rev = self.rev.clone();
        catalog.extra = self.extra.clone();
        catalog
    }
}

/// Whether a catalog calls itself a sample.
pub(super) fn is_sample(catalog: &Catalog) -> bool {
    catalog.extra.get(SAMPLE_KEY).and_then(serde_json::Value::as_bool).unwrap_or(false)
}

/// How many records of each kind there are.
pub(super) fn count(catalog: &Catalog) -> Counts {
    // Counts are shown; a catalog of four thousand million records does not fit a browser.
    let n = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let mut conflicting: Vec<Id> =
        catalog.conflicts.iter().map(|conflict| conflict.record.head().id).collect();
    conflicting.extend(catalog.deletions.keys().filter(|id| catalog.kind_of(**id).is_some()));
    conflicting.arrange();
    conflicting.dedup();
    Counts {
        institutions: n(catalog.institutions.len()),
        offers: n(catalog.offers.len()),
        requests: n(catalog.requests.len()),
        portfolio: n(catalog.portfolio.len()),
        conflicts: n(conflicting.len()),
        contacts: n(catalog.contacts.len()),
        notes: n(catalog.notes.len()),
    }
}

/// The counts after a record goes from some versions to others.
pub(super) fn recount(counts: &mut Counts, before: &[Version], after: &[Version]) {
    let shown = |versions: &[Version]| match versions.first() {
        Some(Version::Content(record)) => Some(record.kind()),
        _ => None,
    };
    if let Some(field) = shown(before).and_then(|kind| field_of(counts, kind)) {
        *field = field.saturating_sub(1);
    }
    if let Some(field) = shown(after).and_then(|kind| field_of(counts, kind)) {
        *field += 1;
    }
    if is_contested(before) {
        counts.conflicts = counts.conflicts.saturating_sub(1);
    }
    if is_contested(after) {
        counts.conflicts += 1;
    }
}

/// Whether a person has to choose between these versions.
pub(super) fn is_contested(versions: &[Version]) -> bool {
    versions.len() > 1 && matches!(versions[0], Version::Content(_))
}

/// The count of a kind; joins are not counted.
fn field_of(counts: &mut Counts, kind: RecordKind) -> Option<&mut u32> {
    Some(match kind {
        RecordKind::Institution => &mut counts.institutions,
        RecordKind::Offer => &mut counts.offers,
        RecordKind::Request => &mut counts.requests,
        RecordKind::Portfolio => &mut counts.portfolio,
        RecordKind::Contact => &mut counts.contacts,
        RecordKind::Note => &mut counts.notes,
        RecordKind::Join => return None,
    })
}
