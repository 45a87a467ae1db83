//! One record with all that is shown beside it.

use super::cards::{View, open_by_institution};
use super::freshness::is_old;
use super::{Book, Desk};
use crate::catalog::{AnyRecord, Offer, RecordKind, Request};
use crate::desk::{EntryCard, EntryDetail, Fault, GetEntry, Shelf};
use crate::primitive::{Arg, Date, Id, Said, Window, World};

impl<S: Shelf, W: World> Desk<S, W> {
    /// One record with all that is shown beside it.
    pub(super) fn get_entry(&self, question: &GetEntry) -> Result<EntryDetail, Fault> {
        let book = self.book()?;
        let open = open_by_institution(&book.facts, self.today);
        let view = View {
            catalog: &book.catalog,
            facts: &book.facts,
            lang: question.lang,
            as_of: self.today,
            open: &open,
        };
        book.detail(question.kind, question.id, &view).ok_or(Fault::NotFound(question.id))
    }
}

impl Book {
    fn detail(&self, kind: RecordKind, id: Id, view: &View<'_>) -> Option<EntryDetail> {
        let id = if kind == RecordKind::Institution { self.facts.resolve(id) } else { id };
        let record = self.catalog.get(kind, id)?;
        let facts = self.facts.row(kind, id);
        let institution = facts.map(|facts| view.institution(facts.institution));
        let is_institution = kind == RecordKind::Institution;
        let capacity = match &record {
            AnyRecord::Offer(offer) => {
                Some((self.facts.usage.used(id), offer.capacity.map(std::num::NonZeroU32::get)))
            }
            _ => None,
        };
        Some(EntryDetail {
            card: (!is_institution && facts.is_some()).then(|| view.card_of(&record, facts)),
            institution,
            entries: if is_institution { self.entries_of(id, view) } else { Vec::new() },
            portfolio: self.items_with(kind, id, view),
            capacity,
            cautions: self.cautions(&record, view.as_of),
            notes: self.catalog.notes.values().filter(|note| note.about == id).cloned().collect(),
            conflicts: self.others(id),
            record,
        })
    }

    /// Entries of an institution, offers first.
    fn entries_of(&self, institution: Id, view: &View<'_>) -> Vec<EntryCard> {
        let of = |kind: RecordKind| {
            let rows = self.facts.rows(kind).filter(move |(_, entry)| entry.institution == institution);
            rows.filter_map(move |(id, _)| view.card(kind, id))
        };
        of(RecordKind::Offer).chain(of(RecordKind::Request)).collect()
    }

    /// Portfolio items that use an entry, or in which an institution takes part.
    fn items_with(&self, kind: RecordKind, id: Id, view: &View<'_>) -> Vec<EntryCard> {
        let items = self.catalog.portfolio.values().filter(|item| match kind {
            RecordKind::Offer => item.offers.contains(&id),
            RecordKind::Request => item.request == Some(id),
            RecordKind::Institution => {
                item.parties.iter().any(|party| self.facts.resolve(party.institution) == id)
            }
            _ => false,
        });
        items.filter_map(|item| view.card(RecordKind::Portfolio, item.head.id)).collect()
    }

    /// Versions of a record that wait beside the one shown.
    fn others(&self, id: Id) -> Vec<AnyRecord> {
        let beside = self.catalog.conflicts.iter().map(|conflict| &conflict.record);
        beside.filter(|record| record.head().id == id).cloned().collect()
    }

    /// What to look at in a record.
    pub(super) fn cautions(&self, record: &AnyRecord, as_of: Date) -> Vec<Said> {
        let mut cautions = Vec::new();
        let id = record.head().id;
        if self.facts.contested.contains(&id) {
            let key = if self.catalog.deletions.contains_key(&id) {
                "caution.deleted-elsewhere"
            } else {
                "caution.versions"
            };
            cautions.push(Said::new(key));
        }
        match record {
            AnyRecord::Offer(offer) => self.offer_cautions(offer, as_of, &mut cautions),
            AnyRecord::Request(request) => self.request_cautions(request, as_of, &mut cautions),
            AnyRecord::Institution(institution) => {
                if institution.country.is_none() {
                    cautions.push(Said::new("caution.no-country"));
                }
                if institution.office.email.is_empty() && institution.office.phone.is_empty() {
                    cautions.push(Said::new("caution.no-address"));
                }
            }
            _ => {}
        }
        if crate::catalog::merge::is_read_in_part(&record.head().rev) {
            cautions.push(Said::new("caution.read-in-part"));
        }
        cautions
    }

    fn offer_cautions(&self, offer: &Offer, as_of: Date, cautions: &mut Vec<Said>) {
        let used = self.facts.usage.used(offer.head.id);
        if let Some(capacity) = offer.capacity.filter(|capacity| used > capacity.get()) {
            let said = Said::new("caution.overbooked").with("n", Arg::Number(f64::from(capacity.get())));
            cautions.push(said.with("used", Arg::Number(f64::from(used))));
        }
        time_cautions(offer.window, offer.confirmed_on, as_of, cautions, "caution.old-offer");
        self.reference_cautions(offer.institution, cautions);
        if offer.subjects.is_empty() && offer.sectors.is_empty() {
            cautions.push(Said::new("caution.no-subject"));
        }
    }

    fn request_cautions(&self, request: &Request, as_of: Date, cautions: &mut Vec<Said>) {
        time_cautions(request.window, request.confirmed_on, as_of, cautions, "caution.old-request");
        self.reference_cautions(request.institution, cautions);
        if request.subjects.is_empty() && request.sectors.is_empty() {
            cautions.push(Said::new("caution.no-subject"));
        }
    }

    fn reference_cautions(&self, institution: Id, cautions: &mut Vec<Said>) {
        if !self.catalog.institutions.contains_key(&self.facts.resolve(institution)) {
            cautions.push(Said::new("caution.no-institution"));
        }
    }
}

fn time_cautions(window: Window, confirmed: Option<Date>, as_of: Date, cautions: &mut Vec<Said>, old: &str) {
    if let Some(to) = window.to().filter(|to| *to < as_of) {
        cautions.push(Said::new("caution.lapsed").with("date", Arg::Date(to)));
    }
    if let Some(on) = confirmed.filter(|_| is_old(confirmed, as_of)) {
        cautions.push(Said::new(old).with("date", Arg::Date(on)));
    }
}
