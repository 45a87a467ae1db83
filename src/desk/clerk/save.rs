//! The catalog, or a part of it, going out as the bytes of a file.

use std::collections::BTreeSet;

use super::{Desk, Meta, meta};
use crate::catalog::{AnyRecord, Catalog};
use crate::desk::{Batch, CatalogInfo, Fault, FileOut, Shelf, WhatLeaves};
use crate::interchange::{WriteOptions, write_catalog};
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
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let part;
        let leaving = match what {
            WhatLeaves::Everything => {
                self.copied = Some((book.catalog.id, book.batch));
                &book.catalog
            }
            WhatLeaves::Part { .. } => {
                part = part_of(&book.catalog, what);
                &part
            }
        };
        let options = WriteOptions {
            generator: GENERATOR.to_owned(),
            saved_at: instant(now_ms),
            ..WriteOptions::default()
        };
        self.out.attachment = Some(write_catalog(leaving, &options).into_bytes());
        let private = leaving.notes.values().filter(|note| note.visibility == Visibility::Private).count();
        Ok(FileOut {
            name: format!("{}-{}.json", file_name(&leaving.title.text), self.today),
            media_type: MEDIA_TYPE.to_owned(),
            counts: meta::count(leaving),
            private_notes: u32::try_from(private).unwrap_or(u32::MAX),
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

/// The records of a catalog that leave: whole records only, and every institution they name.
fn part_of(catalog: &Catalog, what: &WhatLeaves) -> Catalog {
    let WhatLeaves::Part { only_institution, offers, requests, portfolio, contacts, private_notes } = what
    else {
        return catalog.clone();
    };
    let only = only_institution.map(|id| catalog.resolve(id));
    let is_meant = |institution: Id| only.is_none_or(|only| catalog.resolve(institution) == only);
    let mut part = Catalog::new(catalog.id, catalog.title.clone());
    part.rev = catalog.rev.clone();
    part.extra = catalog.extra.clone();
    let mut leaving: Vec<AnyRecord> = Vec::new();
    leaving.extend(
        catalog.offers.values().filter(|x| *offers && is_meant(x.institution)).cloned().map(AnyRecord::from),
    );
    leaving.extend(
        catalog
            .requests
            .values()
            .filter(|x| *requests && is_meant(x.institution))
            .cloned()
            .map(AnyRecord::from),
    );
    let takes_part =
        |item: &crate::catalog::PortfolioItem| item.parties.iter().any(|party| is_meant(party.institution));
    leaving.extend(
        catalog
            .portfolio
            .values()
            .filter(|x| *portfolio && (only.is_none() || takes_part(x)))
            .cloned()
            .map(AnyRecord::from),
    );
    let named = institutions_named(catalog, &leaving, only);
    leaving.extend(
        catalog.institutions.values().filter(|x| named.contains(&x.head.id)).cloned().map(AnyRecord::from),
    );
    leaving.extend(
        catalog
            .contacts
            .values()
            .filter(|x| *contacts && is_meant(x.institution))
            .cloned()
            .map(AnyRecord::from),
    );
    let ids: BTreeSet<Id> = leaving.iter().map(|record| record.head().id).collect();
    let travels = |note: &crate::catalog::Note| {
        ids.contains(&note.about) && (note.visibility == Visibility::Shared || *private_notes)
    };
    leaving.extend(catalog.notes.values().filter(|note| travels(note)).cloned().map(AnyRecord::from));
    leaving.extend(
        catalog
            .joins
            .values()
            .filter(|join| ids.contains(&join.from) || ids.contains(&join.to))
            .cloned()
            .map(AnyRecord::from),
    );
    for record in leaving {
        for version in catalog.versions_of(record.head().id) {
            part.admit(version);
        }
    }
    part
}

/// Institutions that leaving records name; all of them where no single one is meant.
fn institutions_named(catalog: &Catalog, leaving: &[AnyRecord], only: Option<Id>) -> BTreeSet<Id> {
    let Some(only) = only else { return catalog.institutions.keys().copied().collect() };
    let mut named = BTreeSet::from([only]);
    for record in leaving {
        match record {
            AnyRecord::Offer(offer) => named.extend([offer.institution]),
            AnyRecord::Request(request) => named.extend([request.institution]),
            AnyRecord::Portfolio(item) => named.extend(item.parties.iter().map(|party| party.institution)),
            _ => {}
        }
    }
    named
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
