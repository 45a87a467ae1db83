//! Ranking: the best offers for a request, the best requests for an offer.
//!
//! This file ranks by looking at every pair; `best` finds the same first `k` while looking at few.

use std::borrow::Cow;

use super::answer::{Match, Settings};
use super::best::Ranker;
use super::constants as c;
use super::criteria::{Pair, text};
use super::gates;
use super::index::Index;
use super::rows::{OfferRow, RequestRow};
use super::side::Slot;
use super::vectors::{Doc, Vector};
use super::wanted::Wanted;
use crate::catalog::{Catalog, Offer, Request};
use crate::primitive::Id;

/// The order of matches: score descending, then id ascending.
pub(super) fn by_score(a: (f64, Id), b: (f64, Id)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

impl Index {
    /// The best `k` offers for a request; none where the request is not there or not open.
    pub fn rank_request(&self, request: Id, settings: &Settings, k: usize) -> Vec<Match> {
        Ranker::new(self, settings).rank(request, k)
    }

    /// The best `k` offers for each request, in order of request id.
    pub fn rank_all(&self, k: usize, settings: &Settings) -> Vec<(Id, Vec<Match>)> {
        Ranker::new(self, settings).rank_all(k)
    }

    /// All offers that match a request, the best first, found by looking at every one.
    pub fn all_matches(&self, request: Id, settings: &Settings) -> Vec<Match> {
        let slot = self.requests.slot(request);
        slot.and_then(|slot| Wanted::at(self, settings, slot))
            .map_or_else(Vec::new, |wanted| self.matches_of(&wanted))
    }

    /// All offers that match, the best first.
    pub(super) fn matches_of(&self, wanted: &Wanted<'_>) -> Vec<Match> {
        let mut found: Vec<Match> = self
            .offers
            .rows()
            .filter_map(|(slot, offer)| one(wanted, offer, self.offers.docs(slot)))
            .collect();
        found.sort_by(|a, b| by_score((a.score, a.offer), (b.score, b.offer)));
        found
    }

    /// The best `k` requests for an offer.
    pub fn rank_offer(&self, offer: Id, settings: &Settings, k: usize) -> Vec<Match> {
        let Some(slot) = self.offers.slot(offer) else { return Vec::new() };
        let Some(row) = self.offers.row(slot) else { return Vec::new() };
        self.requests_for(row, self.offers.docs(slot), settings, k)
    }

    fn requests_for(&self, offer: &OfferRow, docs: &[Doc], settings: &Settings, k: usize) -> Vec<Match> {
        let open: Vec<Slot> = self.requests_open_to(offer, settings).collect();
        let pair = |(slot, similarity): (&Slot, f64)| {
            let request = self.requests.row(*slot)?;
            // Most requests end here: another subject, and little in common in the words.
            let speaks = similarity >= c::TEXT_GATE;
            if !speaks && !gates::shares_subject(Pair { request, offer, as_of: settings.as_of }) {
                return None;
            }
            let wanted = Wanted::at(self, settings, *slot)?;
            let text = wanted.text_by(docs.iter().copied(), |_| similarity);
            judged(&wanted, offer, wanted.values_with(offer, text))
        };
        best_of(open.iter().zip(self.similarities(&open, docs)).filter_map(pair).collect(), k)
    }

    /// For each of these requests: how similar it is to the one of an offer's documents that is most so.
    fn similarities(&self, requests: &[Slot], docs: &[Doc]) -> Vec<f64> {
        let mut best = vec![0.0_f64; requests.len()];
        for doc in docs {
            let [concepts, words] =
                [&self.concepts, &self.words].map(|space| space.cosines_with_requests(*doc));
            for (best, slot) in best.iter_mut().zip(requests) {
                if let Some(wanted) = self.requests.docs(*slot).first() {
                    let wanted = *wanted as usize;
                    *best = best.max(text::similarity(concepts[wanted], words[wanted]));
                }
            }
        }
        best
    }

    /// Places of the requests that pass with this offer every gate which needs neither texts nor values.
    fn requests_open_to(&self, offer: &OfferRow, settings: &Settings) -> impl Iterator<Item = Slot> {
        let passes = move |(_, request): &(Slot, &RequestRow)| {
            let pair = Pair { request, offer, as_of: settings.as_of };
            gates::form(pair)
                && gates::capacity(pair)
                && gates::parties(pair, settings)
                && gates::time(&self.facts, pair)
        };
        self.requests.rows().filter(passes).map(|(slot, _)| slot)
    }

    /// The best `k` offers for a request that is still being written.
    ///
    /// It counts as open whatever its status; its texts do not count in the rarities.
    pub fn rank_draft_request(
        &self,
        catalog: &Catalog,
        draft: &Request,
        settings: &Settings,
        k: usize,
    ) -> Vec<Match> {
        let row = self.draft_request(catalog, draft);
        let terms = self.analyser.request(draft).swap_remove(0);
        let concepts = self.concepts.vector(&self.number_concepts(&terms));
        let words = self.words.vector(&self.known_words(&terms.words));
        let wanted = Wanted::new(self, settings, Cow::Owned(row), Cow::Owned(concepts), Cow::Owned(words));
        Ranker::new(self, settings).rank_wanted(&wanted, k)
    }

    /// The row of a draft as if it were open.
    fn draft_request(&self, catalog: &Catalog, draft: &Request) -> RequestRow {
        let provided = self.uses.providers(draft.head.id);
        let mut row = self.maker_with(&mut self.tags.clone(), catalog).request(draft, provided);
        row.row.status = crate::vocabulary::Status::Open;
        row
    }

    /// The best `k` requests for an offer that is still being written; counts as open.
    pub fn rank_draft_offer(
        &self,
        catalog: &Catalog,
        draft: &Offer,
        settings: &Settings,
        k: usize,
    ) -> Vec<Match> {
        let used = self.uses.taken(draft.head.id);
        let mut row = self.maker_with(&mut self.tags.clone(), catalog).offer(draft, used);
        row.row.status = crate::vocabulary::Status::Open;
        let documents = self.analyser.offer(draft);
        let vectors: Vec<(Vector, Vector)> = documents
            .iter()
            .map(|terms| {
                let concepts = self.concepts.vector(&self.number_concepts(terms));
                (concepts, self.words.vector(&self.known_words(&terms.words)))
            })
            .collect();
        let pair = |slot: Slot| {
            let wanted = Wanted::at(self, settings, slot)?;
            let text = wanted.text_of(&vectors);
            judged(&wanted, &row, wanted.values_with(&row, text))
        };
        best_of(self.requests_open_to(&row, settings).filter_map(pair).collect(), k)
    }
}

/// The best `k` of an offer's matches.
fn best_of(mut found: Vec<Match>, k: usize) -> Vec<Match> {
    found.sort_by(|a, b| by_score((a.score, a.request), (b.score, b.request)));
    found.truncate(k);
    found
}

/// The match a request makes with an offer, if it passes every gate.
pub(super) fn one(wanted: &Wanted<'_>, offer: &OfferRow, docs: &[Doc]) -> Option<Match> {
    judged(wanted, offer, wanted.values(offer, docs))
}

pub(super) fn judged(
    wanted: &Wanted<'_>,
    offer: &OfferRow,
    values: super::criteria::Values,
) -> Option<Match> {
    if wanted.failed(offer, &values) != 0 {
        return None;
    }
    let score = wanted.weights.score(&values);
    let band = wanted.weights.band(&values, score);
    Some(Match { request: wanted.row.row.id, offer: offer.row.id, score, band })
}
