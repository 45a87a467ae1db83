//! The catalog as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AnyRecord, Conflict, Contact, Deletion, Extra, Institution, Join, Note, Offer, PortfolioItem, Record,
    RecordKind, Request, VersionVector,
};
use crate::primitive::{Id, Text};

/// Records of one kind, in order of id.
pub type Table<T> = BTreeMap<Id, T>;

/// Everything exchanged around one occasion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// Permanent id of the catalog.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// Which edits of the title this copy knows.
    #[serde(default)]
    pub rev: VersionVector,
    /// Who offers and requests.
    pub institutions: Table<Institution>,
    /// Supply.
    pub offers: Table<Offer>,
    /// Demand.
    pub requests: Table<Request>,
    /// Matches taken up.
    pub portfolio: Table<PortfolioItem>,
    /// Personal contacts.
    pub contacts: Table<Contact>,
    /// Notes.
    pub notes: Table<Note>,
    /// Duplicates joined.
    pub joins: Table<Join>,
    /// Versions that wait for a person to choose, in a fixed order (see `merge`).
    pub conflicts: Vec<Conflict>,
    /// What was deleted.
    pub deletions: BTreeMap<Id, Deletion>,
    /// Unknown keys of the document.
    #[serde(default)]
    pub extra: Extra,
}

impl Catalog {
    /// A catalog with nothing in it.
    pub fn new(id: Id, title: Text) -> Self {
        Self {
            id,
            title,
            rev: VersionVector::default(),
            institutions: Table::new(),
            offers: Table::new(),
            requests: Table::new(),
            portfolio: Table::new(),
            contacts: Table::new(),
            notes: Table::new(),
            joins: Table::new(),
            conflicts: Vec::new(),
            deletions: BTreeMap::new(),
            extra: Extra::new(),
        }
    }

    /// The record of this kind and id.
    pub fn get(&self, kind: RecordKind, id: Id) -> Option<AnyRecord> {
        match kind {
            RecordKind::Institution => self.institutions.get(&id).cloned().map(Into::into),
            RecordKind::Offer => self.offers.get(&id).cloned().map(Into::into),
            RecordKind::Request => self.requests.get(&id).cloned().map(Into::into),
            RecordKind::Portfolio => self.portfolio.get(&id).cloned().map(Into::into),
            RecordKind::Contact => self.contacts.get(&id).cloned().map(Into::into),
            RecordKind::Note => self.notes.get(&id).cloned().map(Into::into),
            RecordKind::Join => self.joins.get(&id).cloned().map(Into::into),
        }
    }

    /// Puts a record in the place of the one with its id; returns what stood there.
    pub fn put(&mut self, record: AnyRecord) -> Option<AnyRecord> {
        fn put<T: Record + Into<AnyRecord>>(table: &mut Table<T>, record: T) -> Option<AnyRecord> {
            table.insert(record.head().id, record).map(Into::into)
        }
        match record {
            AnyRecord::Institution(record) => put(&mut self.institutions, record),
            AnyRecord::Offer(record) => put(&mut self.offers, record),
            AnyRecord::Request(record) => put(&mut self.requests, record),
            AnyRecord::Portfolio(record) => put(&mut self.portfolio, record),
            AnyRecord::Contact(record) => put(&mut self.contacts, record),
            AnyRecord::Note(record) => put(&mut self.notes, record),
            AnyRecord::Join(record) => put(&mut self.joins, record),
        }
    }

    /// Takes a record out of its table, leaving nothing; a deletion people make goes through the desk.
    pub fn take(&mut self, kind: RecordKind, id: Id) -> Option<AnyRecord> {
        match kind {
            RecordKind::Institution => self.institutions.remove(&id).map(Into::into),
            RecordKind::Offer => self.offers.remove(&id).map(Into::into),
            RecordKind::Request => self.requests.remove(&id).map(Into::into),
            RecordKind::Portfolio => self.portfolio.remove(&id).map(Into::into),
            RecordKind::Contact => self.contacts.remove(&id).map(Into::into),
            RecordKind::Note => self.notes.remove(&id).map(Into::into),
            RecordKind::Join => self.joins.remove(&id).map(Into::into),
        }
    }

    /// The list in which the record with this id stands.
    pub fn kind_of(&self, id: Id) -> Option<RecordKind> {
        RecordKind::ALL.into_iter().find(|kind| match kind {
            RecordKind::Institution => self.institutions.contains_key(&id),
            RecordKind::Offer => self.offers.contains_key(&id),
            RecordKind::Request => self.requests.contains_key(&id),
            RecordKind::Portfolio => self.portfolio.contains_key(&id),
            RecordKind::Contact => self.contacts.contains_key(&id),
            RecordKind::Note => self.notes.contains_key(&id),
            RecordKind::Join => self.joins.contains_key(&id),
        })
    }

    /// Every record, list by list in the order of the file, each list in order of id.
    pub fn records(&self) -> impl Iterator<Item = AnyRecord> + '_ {
        RecordKind::ALL.into_iter().flat_map(move |kind| {
            let ids: Vec<Id> = match kind {
                RecordKind::Institution => self.institutions.keys().copied().collect(),
                RecordKind::Offer => self.offers.keys().copied().collect(),
                RecordKind::Request => self.requests.keys().copied().collect(),
                RecordKind::Portfolio => self.portfolio.keys().copied().collect(),
                RecordKind::Contact => self.contacts.keys().copied().collect(),
                RecordKind::Note => self.notes.keys().copied().collect(),
                RecordKind::Join => self.joins.keys().copied().collect(),
            };
            ids.into_iter().filter_map(move |id| self.get(kind, id))
        })
    }

    /// The id that stands for `id` after all joins; opposite joins resolve to the lower id.
    pub fn resolve(&self, id: Id) -> Id {
        // Follows redirects until none is left or a circle closes; a circle stands for its lowest member.
        let mut path = vec![id];
        let mut current = id;
        while let Some(join) =
            self.joins.values().filter(|join| join.from == current).min_by_key(|join| join.to)
        {
            if let Some(start) = path.iter().position(|seen| *seen == join.to) {
                return path[start..].iter().copied().min().unwrap_or(current);
            }
            current = join.to;
            path.push(current);
        }
        current
    }

    /// The institution an entry belongs to, joins resolved.
    pub fn institution_of(&self, id: Id) -> Option<&Institution> {
        self.institutions.get(&self.resolve(id))
    }
}
