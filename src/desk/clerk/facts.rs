//! What lists and the matrix need of every entry, worked out once and kept in step.
//!
//! Filters and facets speak of *fields* (countries, topics, …). Every value that occurs in a field gets a number,
//! and every entry keeps the numbers of its values, so that filtering and counting 20,000 entries is a matter of
//! comparing small integers.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::{self, Gathered};
use super::usage::Usage;
use crate::catalog::{Catalog, RecordKind};
use crate::primitive::{Date, Id, Window};
use crate::vocabulary::Status;

/// Fields of a filter, in the order of their facets. Standing and freshness are worked out on the day of the question.
pub(super) const FIELDS: [&str; 12] = [
    "standing",
    "freshness",
    "quadrants",
    "topics",
    "sectors",
    "subtopics",
    "modalities",
    "delivery",
    "languages",
    "countries",
    "kinds",
    "institutions",
];
/// Position of the standing among the fields.
pub(super) const STANDING: usize = 0;
/// Position of the freshness among the fields.
pub(super) const FRESHNESS_FIELD: usize = 1;

/// Ids of standings, in the order in which people read them.
pub(super) const STANDINGS: [&str; 8] =
    ["open", "draft", "paused", "closed", "lapsed", "served", "full", "conflict"];
pub(super) const OPEN: usize = 0;
pub(super) const DRAFT: usize = 1;
pub(super) const PAUSED: usize = 2;
pub(super) const CLOSED: usize = 3;
pub(super) const LAPSED: usize = 4;
pub(super) const SERVED: usize = 5;
pub(super) const FULL: usize = 6;
pub(super) const CONFLICT: usize = 7;

/// Numbers of the values that occur in a field.
#[derive(Default)]
pub(super) struct Names {
    ids: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Names {
    fn number(&mut self, id: &str) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.ids.len() as u32;
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    /// The number of a value, where it ever occurred.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    pub fn ids(&self) -> &[String] {
        &self.ids
    }
}

/// What is known of one row of a list.
pub(super) struct EntryFacts {
    /// Its institution, joins resolved; for an institution itself.
    pub institution: Id,
    pub status: Status,
    pub window: Window,
    pub confirmed_on: Option<Date>,
    /// Numbers of its values, field after field.
    values: Box<[u32]>,
    ends: [u16; FIELDS.len()],
    /// Its folded titles; which of them a reader of each language sees.
    titles: Box<[String]>,
    title_of: [u8; 4],
    /// Everything it says, in every language, folded.
    pub folded: String,
    /// Cells of quadrants × topics it touches, each once.
    pub touches: Box<[gather::Touch]>,
}

impl EntryFacts {
    /// Numbers of its values in a field.
    pub fn values(&self, field: usize) -> &[u32] {
        let from = if field == 0 { 0 } else { self.ends[field - 1] };
        &self.values[usize::from(from)..usize::from(self.ends[field])]
    }

    /// Its folded title for readers of a language, by index of the language.
    pub fn title(&self, language: usize) -> &str {
        &self.titles[usize::from(self.title_of[language])]
    }
}

/// Facts of every row of every list.
#[derive(Default)]
pub(super) struct Facts {
    tables: [BTreeMap<Id, EntryFacts>; 4],
    names: [Names; FIELDS.len()],
    pub usage: Usage,
    /// Records with versions that wait for a choice.
    pub contested: BTreeSet<Id>,
    /// Where a joined record resolves to, for those that any join names.
    resolved: BTreeMap<Id, Id>,
}

/// The list of a kind; kinds without one have no facts.
fn list_of(kind: RecordKind) -> Option<usize> {
    match kind {
        RecordKind::Institution => Some(0),
        RecordKind::Offer => Some(1),
        RecordKind::Request => Some(2),
        RecordKind::Portfolio => Some(3),
        RecordKind::Contact | RecordKind::Note | RecordKind::Join => None,
    }
}

impl Facts {
    /// Works everything out.
    pub fn of(catalog: &Catalog) -> Self {
        let mut facts = Self::default();
        facts.follow_joins(catalog);
        facts.usage = Usage::of(catalog);
        facts.contested = contested(catalog);
        for kind in [RecordKind::Institution, RecordKind::Offer, RecordKind::Request, RecordKind::Portfolio] {
            for id in ids(catalog, kind) {
                facts.note(catalog, kind, id);
            }
        }
        facts
    }

    /// Follows the catalog where these records changed.
    pub fn update(&mut self, catalog: &Catalog, changed: &[Id]) {
        let joins_changed = changed.iter().any(|id| {
            catalog.joins.contains_key(id)
                || catalog.deletions.get(id).is_some_and(|deletion| deletion.of == RecordKind::Join)
        });
        if joins_changed || self.resolved.keys().any(|id| changed.contains(id)) {
            // Joins move whole institutions; they are rare, and working everything out again is safe.
            *self = Self::of(catalog);
            return;
        }
        let mut stale: BTreeSet<Id> = changed.iter().copied().collect();
        for id in changed {
            stale.extend(self.dependants(catalog, *id));
        }
        for id in &stale {
            for table in &mut self.tables {
                table.remove(id);
            }
            if let Some(kind) = catalog.kind_of(*id) {
                self.note(catalog, kind, *id);
            }
        }
        self.usage = Usage::of(catalog);
        self.contested = contested(catalog);
    }

    /// What shows something of this record: the entries of an institution, the items that use an entry.
    fn dependants(&self, catalog: &Catalog, id: Id) -> Vec<Id> {
        let mut found: Vec<Id> = Vec::new();
        if catalog.institutions.contains_key(&id) || self.tables[0].contains_key(&id) {
            let entries = self.tables[1].iter().chain(&self.tables[2]).chain(&self.tables[3]);
            found.extend(entries.filter(|(_, entry)| entry.institution == id).map(|(id, _)| *id));
        }
        let items = catalog.portfolio.values();
        let uses = items.filter(|item| item.request == Some(id) || item.offers.contains(&id));
        found.extend(uses.map(|item| item.head.id));
        found
    }

    fn note(&mut self, catalog: &Catalog, kind: RecordKind, id: Id) {
        let Some(list) = list_of(kind) else { return };
        let resolve = |id: Id| self.resolved.get(&id).copied().unwrap_or(id);
        if kind == RecordKind::Institution && resolve(id) != id {
            return;
        }
        let Some(gathered) = gather::gather(catalog, kind, id, &resolve) else { return };
        let entry = self.keep(gathered);
        self.tables[list].insert(id, entry);
    }

    fn keep(&mut self, gathered: Gathered) -> EntryFacts {
        let mut values: Vec<u32> = Vec::new();
        let mut ends = [0; FIELDS.len()];
        for (field, ids) in gathered.values.iter().enumerate() {
            let from = values.len();
            for id in ids {
                let number = self.names[field].number(id);
                if !values[from..].contains(&number) {
                    values.push(number);
                }
            }
            // An entry has far fewer than 65,536 values; a file that says otherwise loses the rest in filters only.
            ends[field] = u16::try_from(values.len()).unwrap_or(u16::MAX);
        }
        EntryFacts {
            institution: gathered.institution,
            status: gathered.status,
            window: gathered.window,
            confirmed_on: gathered.confirmed_on,
            values: values.into(),
            ends,
            titles: gathered.titles.into(),
            title_of: gathered.title_of,
            folded: gathered.folded,
            touches: gathered.touches.into(),
        }
    }

    fn follow_joins(&mut self, catalog: &Catalog) {
        for join in catalog.joins.values() {
            for id in [join.from, join.to] {
                self.resolved.insert(id, catalog.resolve(id));
            }
        }
    }

    /// Rows of a list, in order of id.
    pub fn rows(&self, kind: RecordKind) -> impl Iterator<Item = (Id, &EntryFacts)> {
        let table = list_of(kind).map(|list| &self.tables[list]);
        table.into_iter().flatten().map(|(id, entry)| (*id, entry))
    }

    pub fn row(&self, kind: RecordKind, id: Id) -> Option<&EntryFacts> {
        self.tables[list_of(kind)?].get(&id)
    }

    /// How many rows a list has.
    pub fn len(&self, kind: RecordKind) -> usize {
        list_of(kind).map_or(0, |list| self.tables[list].len())
    }

    pub fn names(&self, field: usize) -> &Names {
        &self.names[field]
    }

    /// The id that stands for this one after all joins.
    pub fn resolve(&self, id: Id) -> Id {
        self.resolved.get(&id).copied().unwrap_or(id)
    }

    /// Where an entry stands on this day, as an index into [`STANDINGS`].
    pub fn standing(&self, kind: RecordKind, id: Id, entry: &EntryFacts, as_of: Date) -> usize {
        if self.contested.contains(&id) {
            return CONFLICT;
        }
        match entry.status {
            Status::Draft => DRAFT,
            Status::Paused => PAUSED,
            Status::Closed => CLOSED,
            Status::Open if entry.window.has_lapsed(as_of) => LAPSED,
            Status::Open if kind == RecordKind::Offer && self.usage.is_full(id) => FULL,
            Status::Open if kind == RecordKind::Request && self.usage.is_served(id) => SERVED,
            Status::Open => OPEN,
        }
    }
}

fn ids(catalog: &Catalog, kind: RecordKind) -> Vec<Id> {
    match kind {
        RecordKind::Institution => catalog.institutions.keys().copied().collect(),
        RecordKind::Offer => catalog.offers.keys().copied().collect(),
        RecordKind::Request => catalog.requests.keys().copied().collect(),
        RecordKind::Portfolio => catalog.portfolio.keys().copied().collect(),
        RecordKind::Contact | RecordKind::Note | RecordKind::Join => Vec::new(),
    }
}

/// Records with versions that wait for a choice: contents beside the one shown, or a deletion beside it.
fn contested(catalog: &Catalog) -> BTreeSet<Id> {
    let beside = catalog.conflicts.iter().map(|conflict| conflict.record.head().id);
    let deleted = catalog.deletions.keys().filter(|id| catalog.kind_of(**id).is_some()).copied();
    beside.chain(deleted).collect()
}
