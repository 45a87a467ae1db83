//! The organiser's screen: what came in, what is wanting, what to do next.

use std::collections::BTreeMap;

use super::cards::{View, open_by_institution};
use super::facts::{LAPSED, STANDINGS};
use super::freshness::{STALE, freshness};
use super::{Book, Desk, meta};
use crate::catalog::{AnyRecord, RecordKind, Version};
use crate::desk::{
    CameIn, Contested, EntryCard, EntryKey, Fault, Few, Incomplete, NextStep, OrganiserDesk, OrganiserView,
    Shelf,
};
use crate::matching::{screen_offer, screen_request};
use crate::primitive::{Arg, Arrange, Date, Id, Said, World};
use crate::vocabulary::PortfolioStatus;

/// Rows shown of each list; *all of them* leads to the list itself.
const SHOWN: usize = 25;
/// An entry less complete than this leaves too much unsaid to be matched well: half of what the diagnosis of 2010
/// asks for.
const INCOMPLETE: f64 = 0.5;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Everything the organiser's screen shows.
    pub(super) fn organiser_desk(&mut self, question: &OrganiserDesk) -> Result<OrganiserView, Fault> {
        let as_of = self.today;
        let unsaved = self.book().map(|book| book.catalog.id).ok();
        let unsaved = unsaved.and_then(|id| self.metas.get(&id)).map_or(0, |meta| meta.unsaved);
        let book = self.indexed()?;
        let unmet: Vec<Id> = book.unmet(&question.settings).into_iter().collect();
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let mut desk = OrganiserView {
            counts: meta::count(&book.catalog),
            came_in: book.came_in(&view),
            incomplete: book.incomplete(&view),
            stale: book.stale(&view),
            conflicts: book.contested_rows(&view),
            unmet: few(unmet, |id| view.card(RecordKind::Request, id)),
            duplicates: number(book.suspected().len()),
            in_progress: book.in_progress(&view),
            set_aside: number(book.aside.len()),
            next: Vec::new(),
        };
        desk.next = next_steps(&desk, unsaved);
        Ok(desk)
    }
}

/// Offers, requests, and when any of them was last confirmed.
type Sum = (u32, u32, Option<Date>);

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The beginning of a list, made into what is shown.
fn few<T, U>(all: Vec<T>, show: impl FnMut(T) -> Option<U>) -> Few<U> {
    let total = number(all.len());
    Few { total, first: all.into_iter().take(SHOWN).filter_map(show).collect() }
}

impl Book {
    /// Institutions with what came in from them, most entries first.
    fn came_in(&self, view: &View<'_>) -> Few<CameIn> {
        let mut sums: BTreeMap<Id, Sum> = BTreeMap::new();
        for (id, _) in self.facts.rows(RecordKind::Institution) {
            sums.entry(id).or_default();
        }
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (_, entry) in self.facts.rows(kind) {
                let (offers, requests, confirmed) = sums.entry(entry.institution).or_default();
                *(if kind == RecordKind::Offer { offers } else { requests }) += 1;
                *confirmed = (*confirmed).max(entry.confirmed_on);
            }
        }
        let mut rows: Vec<(Id, Sum)> = sums.into_iter().collect();
        rows.arrange_by_key(|(id, (offers, requests, _))| (std::cmp::Reverse(offers + requests), *id));
        few(rows, |(id, (offers, requests, confirmed_on))| {
            Some(CameIn { institution: view.institution(id), offers, requests, confirmed_on })
        })
    }

    /// Open entries and drafts that leave much unsaid, the emptiest first.
    fn incomplete(&self, view: &View<'_>) -> Few<Incomplete> {
        let mut found: Vec<(f64, RecordKind, Id, Option<Said>)> = Vec::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.facts.rows(kind) {
                let standing = STANDINGS[self.facts.standing(kind, id, entry, view.as_of)];
                if !matches!(standing, "open" | "draft") {
                    continue;
                }
                let screening = match self.catalog.get(kind, id) {
                    Some(AnyRecord::Offer(offer)) => screen_offer(&offer),
                    Some(AnyRecord::Request(request)) => screen_request(&request),
                    _ => continue,
                };
                if screening.completeness < INCOMPLETE {
                    let next = screening.next().map(|check| check.question.clone());
                    found.push((screening.completeness, kind, id, next));
                }
            }
        }
        found.arrange_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        few(found, |(completeness, kind, id, next)| {
            Some(Incomplete { card: view.card(kind, id)?, completeness, next })
        })
    }

    /// Entries that have lapsed, or that nobody confirmed for long, the oldest first.
    fn stale(&self, view: &View<'_>) -> Few<EntryCard> {
        let mut found: Vec<(Option<Date>, RecordKind, Id)> = Vec::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.facts.rows(kind) {
                let standing = self.facts.standing(kind, id, entry, view.as_of);
                if freshness(standing, entry.window, entry.confirmed_on, view.as_of) == Some(STALE) {
                    let since = if standing == LAPSED { entry.window.to() } else { entry.confirmed_on };
                    found.push((since, kind, id));
                }
            }
        }
        found.arrange();
        few(found, |(_, kind, id)| view.card(kind, id))
    }

    /// Records with versions that wait for a choice.
    fn contested_rows(&self, view: &View<'_>) -> Few<Contested> {
        let ids: Vec<Id> = self.facts.contested.iter().copied().collect();
        few(ids, |id| {
            let kind = self.catalog.kind_of(id)?;
            let versions = self.catalog.versions_of(id);
            let card = view.card_of(&self.catalog.get(kind, id)?, None);
            Some(Contested {
                key: EntryKey { kind, id },
                title: card.title,
                versions: number(versions.len()),
                with_deletion: versions.iter().any(|version| matches!(version, Version::Deletion(_))),
            })
        })
    }

    /// Portfolio items that are proposed or in negotiation.
    fn in_progress(&self, view: &View<'_>) -> Few<EntryCard> {
        let begun = |status: PortfolioStatus| {
            matches!(status, PortfolioStatus::Proposed | PortfolioStatus::InNegotiation)
        };
        let items = self.catalog.portfolio.values().filter(|item| begun(item.status));
        let ids: Vec<Id> = items.map(|item| item.head.id).collect();
        few(ids, |id| view.card(RecordKind::Portfolio, id))
    }
}

/// What to do next, the most urgent first: what could be lost, then what hinders others, then what to ask for.
fn next_steps(desk: &OrganiserView, unsaved: u32) -> Vec<NextStep> {
    let steps = [
        ("conflicts", "next.conflicts", desk.conflicts.total),
        ("unsaved", "next.unsaved", unsaved),
        ("set-aside", "next.set-aside", desk.set_aside),
        ("duplicates", "next.duplicates", desk.duplicates),
        ("stale", "next.stale", desk.stale.total),
        ("incomplete", "next.incomplete", desk.incomplete.total),
        ("unmet", "next.unmet", desk.unmet.total),
        ("in-progress", "next.in-progress", desk.in_progress.total),
    ];
    let steps = steps.into_iter().filter(|(_, _, count)| *count > 0);
    let steps = steps.map(|(id, key, count)| NextStep {
        id: id.to_owned(),
        what: Said::new(key).with("n", Arg::Number(f64::from(count))),
        count,
    });
    steps.collect()
}
