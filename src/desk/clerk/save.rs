//! The catalog, or a part of it, going out as the bytes of a file.

use std::collections::BTreeSet;

use super::{Desk, Meta, meta};
use crate::catalog::{Catalog, RecordKind};
use crate::desk::{Batch, CatalogInfo, Fault, FileOut, Shelf, WhatLeaves};
use crate::interchange::{Entries, ShareOptions, WriteOptions, shared, write_catalog};
use crate::primitive::{Date, Id, World};
use crate::vocabulary::Visibility;

/// What the app calls itself in the files it writes.
const GENERATOR: &str = concat!("matriz ", env!("CARGO_PKG_VERSION"));
/// Media type of a catalog file; every system opens it as text where it knows nothing better.
const MEDIA_TYPE: &str = "application/json";
/// Longest name of a file before its date; longer names are cut by some mail programs.
const NAME_LENGTH: usize = 48;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Writes the current catalog, or a part, as bytes.
    pub(super) fn save_file(&mut self, what: &WhatLeaves) -> Result<FileOut, Fault> {
        let now_ms = self.world.now_ms();
        let what = &self.named(what)?;
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let part;
        let leaving = match what {
            WhatLeaves::Everything => {
                self.copied = Some((book.catalog.id, book.batch));
                &book.catalog
            }
            WhatLeaves::Part { .. } | WhatLeaves::Selection(_) | WhatLeaves::Answer(_) => {
                part = part_of(&book.catalog, what);
                &part
            }
        };
        self.out.attachment = Some(file_of(leaving, now_ms).into_bytes());
        Ok(FileOut {
            name: format!("{}-{}.json", file_name(&leaving.title.text), self.today),
            media_type: MEDIA_TYPE.to_owned(),
            counts: meta::count(leaving),
            private_notes: private_notes(leaving),
        })
    }

    /// Notes that the last whole copy has reached a file.
    pub(super) async fn saved_to_file(&mut self) -> Result<CatalogInfo, Fault> {
        let _lock = self.lock().await?;
        let Some((id, batch)) = self.copied else { return Err(super::refused("refused.nothing-saved")) };
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        let mut meta = Meta { saved_ms: Some(self.world.now_ms()), saved_batch: batch, ..meta.clone() };
        if let Some(book) = self.book.as_ref().filter(|book| book.catalog.id == id) {
            let unsaved = book.touched.values().filter(|touched| **touched > batch).count();
            meta.unsaved = u32::try_from(unsaved).unwrap_or(u32::MAX);
        }
        self.write(id, meta.clone(), Batch::default()).await?;
        if let Some(book) = self.book.as_mut().filter(|book| book.catalog.id == id) {
            book.follow(&meta);
        }
        self.out.events.push(crate::desk::FromWorker::CatalogsChanged);
        Ok(meta.info(id))
    }
}

/// A catalog as a file.
pub(super) fn file_of(catalog: &Catalog, now_ms: u64) -> String {
    let saved_at = instant(now_ms);
    write_catalog(
        catalog,
        &WriteOptions { generator: GENERATOR.to_owned(), saved_at, ..WriteOptions::default() },
    )
}

pub(super) fn private_notes(catalog: &Catalog) -> u32 {
    let private = catalog.notes.values().filter(|note| note.visibility == Visibility::Private);
    u32::try_from(private.count()).unwrap_or(u32::MAX)
}

/// The part of a catalog that leaves: whole records only, and the institutions they name.
pub(super) fn part_of(catalog: &Catalog, what: &WhatLeaves) -> Catalog {
    match what {
        WhatLeaves::Everything => catalog.clone(),
        // Which entries answer an institution was named before (see `leaving`).
        WhatLeaves::Answer(_) => {
            shared(catalog, &ShareOptions { only: Some(BTreeSet::new()), ..Default::default() })
        }
        WhatLeaves::Selection(only) => {
            shared(catalog, &ShareOptions { only: Some(only.clone()), ..ShareOptions::default() })
        }
        WhatLeaves::Part { only_institution, offers, requests, portfolio, contacts, private_notes } => {
            let entries = match (offers, requests) {
                (true, false) => Entries::Offers,
                (false, true) => Entries::Requests,
                _ => Entries::All,
            };
            let mut part = shared(
                catalog,
                &ShareOptions {
                    of: *only_institution,
                    entries,
                    only: None,
                    contacts: *contacts,
                    private_notes: *private_notes,
                },
            );
            if !offers && !requests {
                leave_out(&mut part, RecordKind::Offer);
                leave_out(&mut part, RecordKind::Request);
            }
            if !portfolio {
                leave_out(&mut part, RecordKind::Portfolio);
            }
            part
        }
    }
}

/// Takes a whole list out of what leaves, with the notes about its records.
fn leave_out(part: &mut Catalog, kind: RecordKind) {
    let ids: BTreeSet<Id> =
        part.records().filter(|record| record.kind() == kind).map(|record| record.head().id).collect();
    for id in &ids {
        part.take(kind, *id);
    }
    part.conflicts.retain(|conflict| !ids.contains(&conflict.record.head().id));
    part.notes.retain(|_, note| !ids.contains(&note.about));
    part.deletions.retain(|_, deletion| deletion.of != kind);
}

/// A title as the name of a file: folded, words joined by hyphens.
fn file_name(title: &str) -> String {
    let folded = crate::words::fold(title);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() > NAME_LENGTH {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() { "matriz".to_owned() } else { name }
}

/// An instant in the form of RFC 3339, UTC, whole seconds.
fn instant(now_ms: u64) -> String {
    let seconds = now_ms / 1000;
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", Date::from_unix_ms(now_ms))
}
