//! *For you*: the catalog as one institution sees it today.

use super::cards::{View, open_by_institution};
use super::facts::{EntryFacts, OPEN, STANDINGS};
use super::freshness::{ends_soon, is_old};
use super::{Book, Desk};
use crate::catalog::RecordKind;
use crate::desk::{EntryCard, Fault, ForYou, ForYouView, MatchList, Shelf, Side, Waiting};
use crate::matching::answer::Settings;
use crate::primitive::{Arg, Arrange, Date, Id, Said, World};
use crate::vocabulary::PortfolioStatus;

/// Best matches shown for each entry: what a phone shows without scrolling.
const BEST_EACH: usize = 3;
/// Entries shown of each side; an institution with more looks at the lists.
const MOST_ENTRIES: usize = 12;

impl<S: Shelf, W: World> Desk<S, W> {
    /// What matters to one institution today.
    pub(super) fn for_you(&mut self, question: &ForYou) -> Result<ForYouView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let id = book.facts.resolve(question.institution);
        if !book.catalog.institutions.contains_key(&id) {
            return Err(Fault::NotFound(id));
        }
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        Ok(ForYouView {
            institution: view.institution(id),
            requests: book.own_matches(RecordKind::Request, id, &question.settings, &view),
            offers: book.own_matches(RecordKind::Offer, id, &question.settings, &view),
            lapsing: book.lapsing(id, &view),
            waiting: book.waiting(id, &view),
        })
    }
}

impl Book {
    /// Open entries of an institution with their best matches, those with the best match first.
    fn own_matches(&self, kind: RecordKind, own: Id, settings: &Settings, view: &View<'_>) -> Vec<MatchList> {
        let is_open = |id: Id, entry: &EntryFacts| self.facts.standing(kind, id, entry, view.as_of) == OPEN;
        let rows =
            self.facts.rows(kind).filter(|(id, entry)| entry.institution == own && is_open(*id, entry));
        let lists = rows.filter_map(|(id, _)| {
            let side = if kind == RecordKind::Request { Side::Request(id) } else { Side::Offer(id) };
            self.match_list(side, settings, BEST_EACH, view).ok()
        });
        let mut lists: Vec<MatchList> = lists.collect();
        let best = |list: &MatchList| list.matches.first().map_or(-1.0, |best| best.explanation.score);
        lists.arrange_by(|a, b| best(b).total_cmp(&best(a)).then(a.of.key.cmp(&b.of.key)));
        lists.truncate(MOST_ENTRIES);
        lists
    }

    /// Entries that have lapsed, or lapse soon, the soonest first.
    fn lapsing(&self, own: Id, view: &View<'_>) -> Vec<EntryCard> {
        let mut found: Vec<(Date, RecordKind, Id)> = Vec::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.facts.rows(kind).filter(|(_, entry)| entry.institution == own) {
                let standing = STANDINGS[self.facts.standing(kind, id, entry, view.as_of)];
                let end = entry.window.to().filter(|_| ends_soon(entry.window, view.as_of));
                if let Some(end) = end.filter(|_| matches!(standing, "open" | "lapsed")) {
                    found.push((end, kind, id));
                }
            }
        }
        found.arrange();
        found.into_iter().filter_map(|(_, kind, id)| view.card(kind, id)).collect()
    }

    /// What waits for an institution's answer.
    fn waiting(&self, own: Id, view: &View<'_>) -> Vec<Waiting> {
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut wait = |what: Said, card: Option<EntryCard>| {
            waiting.extend(card.map(|card| Waiting { what, card }));
        };
        for item in self.catalog.portfolio.values() {
            let takes_part = item.parties.iter().any(|party| self.facts.resolve(party.institution) == own);
            let what = match item.status {
                PortfolioStatus::Proposed => "waiting.proposed",
                PortfolioStatus::InNegotiation => "waiting.in-negotiation",
                _ => continue,
            };
            if takes_part {
                wait(Said::new(what), view.card(RecordKind::Portfolio, item.head.id));
            }
        }
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.facts.rows(kind).filter(|(_, entry)| entry.institution == own) {
                if let Some(what) = self.wants_attention(kind, id, entry, view.as_of) {
                    wait(what, view.card(kind, id));
                }
            }
        }
        waiting
    }

    /// Why an entry's own institution should look at it.
    fn wants_attention(&self, kind: RecordKind, id: Id, entry: &EntryFacts, as_of: Date) -> Option<Said> {
        match STANDINGS[self.facts.standing(kind, id, entry, as_of)] {
            "conflict" => Some(Said::new("waiting.conflict")),
            "draft" => Some(Said::new("waiting.draft")),
            "open" => {
                let old = entry.confirmed_on.filter(|_| is_old(entry.confirmed_on, as_of))?;
                Some(Said::new("waiting.confirm").with("date", Arg::Date(old)))
            }
            _ => None,
        }
    }
}
