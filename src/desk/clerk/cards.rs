//! Entries and institutions as they stand on cards, in the reader's language.

use std::collections::BTreeMap;

use super::facts::{EntryFacts, Facts, OPEN, STANDINGS};
use super::gather::leading_entry;
use crate::catalog::{AnyRecord, Catalog, Institution, RecordKind, Subject};
use crate::desk::{EntryCard, EntryKey, InstitutionCard};
use crate::primitive::{Arrange, Date, Id, Language, Shown, Text, Window};
use crate::vocabulary::{Code, Coded, Quadrant, Sector, Status, acronym_for};

/// Letters of a summary that a card shows; about three lines on a phone.
const LEAD_LENGTH: usize = 240;

/// A catalog with its facts, seen by a reader on a day.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub catalog: &'a Catalog,
    pub facts: &'a Facts,
    pub lang: Language,
    pub as_of: Date,
    /// Open offers and requests by institution.
    pub open: &'a BTreeMap<Id, (u32, u32)>,
}

/// Open offers and requests of every institution on this day.
pub(super) fn open_by_institution(facts: &Facts, as_of: Date) -> BTreeMap<Id, (u32, u32)> {
    let mut open: BTreeMap<Id, (u32, u32)> = BTreeMap::new();
    for kind in [RecordKind::Offer, RecordKind::Request] {
        for (id, entry) in facts.rows(kind) {
            if facts.standing(kind, id, entry, as_of) == OPEN {
                let (offers, requests) = open.entry(entry.institution).or_default();
                *(if kind == RecordKind::Offer { offers } else { requests }) += 1;
            }
        }
    }
    open
}

impl View<'_> {
    /// The card of an entry; none where there is no such entry.
    pub fn card(&self, kind: RecordKind, id: Id) -> Option<EntryCard> {
        let record = self.catalog.get(kind, id)?;
        let facts = self.facts.row(kind, id)?;
        Some(self.card_of(&record, Some(facts)))
    }

    /// The card of a record, which need not be in the catalog yet.
    pub fn card_of(&self, record: &AnyRecord, facts: Option<&EntryFacts>) -> EntryCard {
        let key = EntryKey { kind: record.kind(), id: record.head().id };
        let leading;
        let entry = match record {
            AnyRecord::Portfolio(item) => {
                leading = leading_entry(self.catalog, item);
                leading.as_ref()
            }
            other => Some(other),
        };
        let empty = Text::default();
        let says = entry.map(says);
        let (title, lead) = says.as_ref().map_or((&empty, &empty), |says| (says.title, says.lead));
        let institution = facts.map(|facts| facts.institution).or(says.as_ref().map(|says| says.institution));
        EntryCard {
            key,
            title: title.shown(self.lang),
            lead: cut(lead.shown(self.lang)),
            institution: self.institution(institution.unwrap_or(Id::NIL)),
            quadrants: says.as_ref().map(|says| quadrants(&says.subjects)).unwrap_or_default(),
            subjects: says.as_ref().map(|says| concepts(&says.subjects, says.sectors)).unwrap_or_default(),
            window: says.as_ref().map_or_else(Window::default, |says| says.window),
            status: says.as_ref().map_or(Status::Open, |says| says.status),
            standing: self.standing(record, facts),
            confirmed_on: says.as_ref().and_then(|says| says.confirmed_on),
            written_in: written_in(&[title, lead]),
        }
    }

    fn standing(&self, record: &AnyRecord, facts: Option<&EntryFacts>) -> String {
        if let AnyRecord::Portfolio(item) = record {
            return item.status.id().to_owned();
        }
        let standing =
            facts.map(|facts| self.facts.standing(record.kind(), record.head().id, facts, self.as_of));
        STANDINGS[standing.unwrap_or(0)].to_owned()
    }

    /// The card of an institution; where its record is not in the catalog, only its id is known.
    pub fn institution(&self, id: Id) -> InstitutionCard {
        let id = self.facts.resolve(id);
        let institution = self.catalog.institutions.get(&id);
        let (offers, requests) = self.open.get(&id).copied().unwrap_or_default();
        InstitutionCard {
            id,
            name: institution.map(|institution| institution.name.shown(self.lang)).unwrap_or_default(),
            acronym: institution.map(|institution| acronym(institution, self.lang)).unwrap_or_default(),
            country: institution.and_then(|institution| institution.country.clone()),
            kind: institution.and_then(kind_id),
            offers,
            requests,
        }
    }
}

/// The acronym as the reader knows it: those of international bodies differ from language to language.
fn acronym(institution: &Institution, lang: Language) -> String {
    match institution.country {
        Some(_) => institution.acronym.clone(),
        None => acronym_for(&institution.acronym, lang).to_owned(),
    }
}

fn kind_id(institution: &Institution) -> Option<String> {
    institution.kind.as_ref().map(|kind| kind.id().to_owned())
}

/// What an offer or a request says, by the names they share.
struct Says<'a> {
    institution: Id,
    title: &'a Text,
    lead: &'a Text,
    subjects: Vec<&'a Subject>,
    sectors: &'a [Code<Sector>],
    window: Window,
    status: Status,
    confirmed_on: Option<Date>,
}

static EMPTY: std::sync::LazyLock<Text> = std::sync::LazyLock::new(Text::default);

fn says(record: &AnyRecord) -> Says<'_> {
    match record {
        AnyRecord::Offer(offer) => Says {
            institution: offer.institution,
            title: &offer.title,
            lead: &offer.summary,
            subjects: offer.all_subjects().collect(),
            sectors: &offer.sectors,
            window: offer.window,
            status: offer.status,
            confirmed_on: offer.confirmed_on,
        },
        AnyRecord::Request(request) => Says {
            institution: request.institution,
            title: &request.title,
            lead: &request.need,
            subjects: request.subjects.iter().collect(),
            sectors: &request.sectors,
            window: request.window,
            status: request.status,
            confirmed_on: request.confirmed_on,
        },
        other => Says {
            institution: other.head().id,
            title: if let AnyRecord::Institution(institution) = other { &institution.name } else { &EMPTY },
            lead: &EMPTY,
            subjects: Vec::new(),
            sectors: &[],
            window: Window::default(),
            status: Status::Open,
            confirmed_on: None,
        },
    }
}

fn quadrants(subjects: &[&Subject]) -> Vec<Quadrant> {
    let stated = subjects.iter().filter_map(|subject| subject.quadrant.as_ref().and_then(Code::known));
    let mut found: Vec<Quadrant> = stated.collect();
    found.arrange();
    found.dedup();
    found
}

/// Ids of concepts an entry states: sub-topics first, then topics, then sectors, each once.
fn concepts(subjects: &[&Subject], sectors: &[Code<Sector>]) -> Vec<String> {
    let exact = subjects.iter().filter_map(|subject| subject.subtopic.clone());
    let topics =
        subjects.iter().filter_map(|subject| subject.topic.as_ref().map(|topic| topic.id().to_owned()));
    let sectors = sectors.iter().map(|sector| sector.id().to_owned());
    let mut found: Vec<String> = Vec::new();
    for id in exact.chain(topics).chain(sectors) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Languages of texts, as they are tagged, in order of the alphabet.
fn written_in(texts: &[&Text]) -> Vec<String> {
    let versions = texts.iter().flat_map(|text| text.versions());
    let tags = versions.filter(|(_, words)| !words.trim().is_empty()).filter_map(|(tag, _)| tag);
    let mut tags: Vec<String> = tags.map(str::to_owned).collect();
    tags.arrange();
    tags.dedup();
    tags
}

/// The beginning of a text, cut between words.
fn cut(shown: Shown) -> Shown {
    let Some((end, _)) = shown.text.char_indices().nth(LEAD_LENGTH) else { return shown };
    let head = &shown.text[..end];
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    Shown { text: format!("{}…", head.trim_end_matches([',', ';', ':', ' '])), ..shown }
}
