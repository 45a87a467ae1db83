//! The fair: stands, what fits one's own entries, and agreements noted between two people.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::{View, open_by_institution};
use super::edits::{Draft, party};
use super::facts::OPEN;
use super::lists::Sieve;
use super::portfolio::row;
use super::{Book, Desk, refused};
use crate::catalog::{Head, Note, PortfolioItem, RecordKind};
use crate::desk::{
    Agreement, EntryCard, FairEntry, FairOf, FairView, Fault, Fit, ItemRow, Shelf, Stand, StandView,
};
use crate::matching::answer::{Band, Match, Settings};
use crate::primitive::{Arrange, Id, World};
use crate::vocabulary::{PortfolioStatus, Role, Visibility};

impl<S: Shelf, W: World> Desk<S, W> {
    /// The stands of a theme, one of them in full, and what was noted.
    pub(super) fn fair_of(&mut self, question: &FairOf) -> Result<FairView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let own = question.institution.map(|id| book.facts.resolve(id));
        let fair = Fair { book, view, own, fits: book.fits(own, &question.settings, &view) };
        let entries = fair.entries(&Sieve::new(book, &question.filter, as_of));
        Ok(FairView {
            stands: fair.stands(&entries),
            chosen: question.stand.and_then(|id| fair.stand(book.facts.resolve(id), &entries)),
            own_offers: fair.own(RecordKind::Offer),
            own_requests: fair.own(RecordKind::Request),
            noted: fair.noted(question.since_ms),
        })
    }
}

/// Open entries of every institution, offers before requests.
type Entries = BTreeMap<Id, Vec<(RecordKind, Id)>>;

/// The catalog as somebody walks through it.
struct Fair<'a> {
    book: &'a Book,
    view: View<'a>,
    own: Option<Id>,
    /// By entry of others: one's own that fit it, the best first.
    fits: BTreeMap<Id, Vec<(Id, Match)>>,
}

impl Book {
    /// For every entry of others, which of one's own match it.
    fn fits(&self, own: Option<Id>, settings: &Settings, view: &View<'_>) -> BTreeMap<Id, Vec<(Id, Match)>> {
        let mut fits: BTreeMap<Id, Vec<(Id, Match)>> = BTreeMap::new();
        let (Some(index), Some(own)) = (self.index(), own) else { return fits };
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for id in self.open_of(kind, own, view) {
                let (found, is_offer) = match kind {
                    RecordKind::Offer => (index.rank_offer(id, settings, usize::MAX), true),
                    _ => (index.all_matches(id, settings), false),
                };
                // What is weak would send people to stands that have nothing for them.
                for pair in found.into_iter().filter(|pair| pair.band > Band::Weak) {
                    let other = if is_offer { pair.request } else { pair.offer };
                    fits.entry(other).or_default().push((id, pair));
                }
            }
        }
        for all in fits.values_mut() {
            all.arrange_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
        }
        fits
    }

    /// Open entries of an institution, in order of id.
    fn open_of(&self, kind: RecordKind, institution: Id, view: &View<'_>) -> Vec<Id> {
        let rows = self.facts.rows(kind).filter(|(id, entry)| {
            entry.institution == institution && self.facts.standing(kind, *id, entry, view.as_of) == OPEN
        });
        rows.map(|(id, _)| id).collect()
    }
}

impl Fair<'_> {
    fn entries(&self, sieve: &Sieve<'_>) -> Entries {
        let mut entries = Entries::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.book.facts.rows(kind) {
                let is_shown = Some(entry.institution) != self.own
                    && sieve.standing(kind, id, entry) == OPEN
                    && sieve.passes(kind, id, entry);
                if is_shown {
                    entries.entry(entry.institution).or_default().push((kind, id));
                }
            }
        }
        entries
    }

    fn stands(&self, entries: &Entries) -> Vec<Stand> {
        let stand = |(institution, all): (&Id, &Vec<(RecordKind, Id)>)| {
            let count =
                |kind| u32::try_from(all.iter().filter(|(of, _)| *of == kind).count()).unwrap_or(u32::MAX);
            let best =
                all.iter().filter_map(|(_, id)| self.fits.get(id)?.first()).map(|(_, pair)| pair.band).max();
            Stand {
                institution: self.view.institution(*institution),
                offers: count(RecordKind::Offer),
                requests: count(RecordKind::Request),
                best,
            }
        };
        let mut stands: Vec<Stand> = entries.iter().map(stand).collect();
        stands.arrange_by_key(|stand| {
            let of = &stand.institution;
            (of.country.is_none(), of.country.clone(), of.name.text.to_lowercase(), of.id)
        });
        stands
    }

    fn stand(&self, institution: Id, entries: &Entries) -> Option<StandView> {
        let all = entries.get(&institution)?;
        let side = |wanted: RecordKind| {
            let of = all.iter().filter(|(kind, _)| *kind == wanted);
            let mut side: Vec<FairEntry> = of.filter_map(|(kind, id)| self.entry(*kind, *id)).collect();
            let score = |entry: &FairEntry| entry.fits.first().map_or(-1.0, |fit| fit.score);
            side.arrange_by(|a, b| score(b).total_cmp(&score(a)).then_with(|| a.card.key.cmp(&b.card.key)));
            side
        };
        Some(StandView {
            institution: self.view.institution(institution),
            offers: side(RecordKind::Offer),
            requests: side(RecordKind::Request),
        })
    }

    fn entry(&self, kind: RecordKind, id: Id) -> Option<FairEntry> {
        let fit = |(own, pair): &(Id, Match)| {
            let kind = if kind == RecordKind::Offer { RecordKind::Request } else { RecordKind::Offer };
            let title = self.view.card(kind, *own)?.title;
            Some(Fit { own: *own, title, score: pair.score, band: pair.band })
        };
        let takes_part = |item: &PortfolioItem| {
            item.parties.iter().any(|party| Some(self.book.facts.resolve(party.institution)) == self.own)
        };
        let uses = |item: &&PortfolioItem| item.request == Some(id) || item.offers.contains(&id);
        let mut items = self.book.catalog.portfolio.values().filter(uses);
        Some(FairEntry {
            card: self.view.card(kind, id)?,
            fits: self.fits.get(&id).into_iter().flatten().filter_map(fit).collect(),
            is_taken_up: items.any(|item| item.status != PortfolioStatus::Dropped && takes_part(item)),
        })
    }

    /// One's own open entries, by title.
    fn own(&self, kind: RecordKind) -> Vec<EntryCard> {
        let ids = self.own.map(|own| self.book.open_of(kind, own, &self.view)).unwrap_or_default();
        let mut cards: Vec<EntryCard> = ids.into_iter().filter_map(|id| self.view.card(kind, id)).collect();
        cards.arrange_by_key(|card| (card.title.text.to_lowercase(), card.key));
        cards
    }

    /// Exchanges one takes part in that were made since an instant: ids carry when they were made.
    fn noted(&self, since_ms: u64) -> Vec<ItemRow> {
        let items = self.book.catalog.portfolio.values().rev();
        let recent = items.filter(|item| item.head.id.made_at_ms().is_some_and(|ms| ms >= since_ms));
        let rows = recent.map(|item| row(item, &self.view));
        rows.filter(|row| row.parties.iter().any(|party| Some(party.institution.id) == self.own)).collect()
    }
}

impl Draft<'_> {
    /// Notes an agreement: a new exchange, and the words that were said about it. An entry on one side is enough.
    pub(super) fn note_agreement(
        &mut self,
        fresh: &mut dyn FnMut() -> Id,
        agreement: Agreement,
    ) -> Result<Id, Fault> {
        let Agreement { between, request, offer, status, note } = agreement;
        let asking = match request {
            Some(id) => Some(self.catalog.requests.get(&id).ok_or(Fault::NotFound(id))?.institution),
            None => None,
        };
        let giving = match offer {
            Some(id) => Some(self.catalog.offers.get(&id).ok_or(Fault::NotFound(id))?.institution),
            None => None,
        };
        let both: BTreeSet<Id> = [between.0, between.1].iter().map(|id| self.catalog.resolve(*id)).collect();
        let known = |id: &Id| self.catalog.institutions.contains_key(id);
        if let Some(unknown) = both.iter().find(|id| !known(id)) {
            return Err(Fault::NotFound(*unknown));
        }
        // Where only one side has an entry, the other side is the other of the two.
        let other = |than: Option<Id>| {
            let than = than.map(|id| self.catalog.resolve(id))?;
            both.iter().copied().find(|id| *id != than)
        };
        let recipient = asking.map(|id| self.catalog.resolve(id)).or_else(|| other(giving));
        let provider = giving.map(|id| self.catalog.resolve(id)).or_else(|| other(asking));
        let (Some(recipient), Some(provider)) = (recipient, provider) else {
            return Err(refused("refused.no-entry"));
        };
        let item = fresh();
        self.change(
            PortfolioItem {
                head: Head::new(item),
                status,
                request,
                offers: offer.into_iter().collect(),
                parties: vec![party(recipient, Role::Recipient), party(provider, Role::Provider)],
            }
            .into(),
        );
        if !note.is_empty() {
            let head = Head::new(fresh());
            self.change(Note { head, about: item, visibility: Visibility::Private, text: note }.into());
        }
        Ok(item)
    }
}
