//! A table of numbers that stands in for matching, so that every plan can be checked by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use matriz::catalog::{Catalog, Head, Institution, Offer, Request};
use matriz::matching::answer::{Band, Gate, Match};
use matriz::planning::{Candidates, Cover, Gates};
use matriz::primitive::{Date, Id, Text};

pub const INSTITUTION: u128 = 1000;
pub const OFFER: u128 = 2000;
pub const REQUEST: u128 = 3000;

/// Scores of pairs in thousandths; what is not there fails the gate named in `fails`, else the subject gate.
#[derive(Default)]
pub struct Table {
    pub scores: BTreeMap<(u128, u128), u32>,
    pub fails: BTreeMap<(u128, u128), Gate>,
    pub taken: BTreeMap<u128, u32>,
    pub providers: BTreeMap<u128, u32>,
    /// Which subjects of a request an offer covers.
    pub covers: BTreeMap<(u128, u128), Vec<bool>>,
    /// Covering score of a pair, where it is not one half.
    pub covering: BTreeMap<(u128, u128), f64>,
    /// Pairs that are weak whatever their score.
    pub weak: BTreeSet<(u128, u128)>,
    pub subjects: usize,
    pub offers: u128,
}

pub fn plain(id: Id, base: u128) -> u128 {
    id.as_u128() - base
}

impl Candidates for Table {
    fn as_of(&self) -> Date {
        "2026-11-22".parse().unwrap()
    }
    fn matches(&self, request: Id, most: usize) -> Vec<Match> {
        let of = plain(request, REQUEST);
        let mut found: Vec<Match> = self
            .scores
            .iter()
            .filter(|((request, _), _)| *request == of)
            .map(|((_, offer), score)| Match {
                request,
                offer: Id::from_u128(OFFER + offer),
                score: f64::from(*score) / 1000.0,
                band: if *score > 500 && !self.weak.contains(&(of, *offer)) {
                    Band::Good
                } else {
                    Band::Weak
                },
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.offer.cmp(&b.offer)));
        found.truncate(most);
        found
    }
    fn provider_scores(&self, request: Id, offers: &[Id]) -> Vec<f64> {
        offers
            .iter()
            .map(|offer| f64::from(((request.as_u128() * 7 + offer.as_u128() * 3) % 11) as u32) / 11.0)
            .collect()
    }
    fn failures(&self, request: Id) -> Vec<(Id, Gates)> {
        let of = plain(request, REQUEST);
        let gates = |offer| match (self.scores.get(&(of, offer)), self.fails.get(&(of, offer))) {
            (Some(_), _) => 0,
            (None, gate) => 1 << gate.unwrap_or(&Gate::Subject).index(),
        };
        (0..self.offers).map(|offer| (Id::from_u128(OFFER + offer), Gates(gates(offer)))).collect()
    }
    fn reached(&self, request: Id, offers: &[Id], least: Band) -> Vec<bool> {
        let found = self.matches(request, usize::MAX);
        let reaches = |offer: &Id| found.iter().any(|it| it.offer == *offer && it.band >= least);
        offers.iter().map(reaches).collect()
    }
    fn failures_of(&self, request: Id, offers: &[Id]) -> Vec<Gates> {
        let all: BTreeMap<Id, Gates> = self.failures(request).into_iter().collect();
        offers.iter().map(|offer| all[offer]).collect()
    }
    fn coverers(&self, request: Id, _: f64, least: Band) -> Vec<(Id, u64)> {
        let mut found = self.matches(request, usize::MAX);
        found.retain(|found| found.band >= least);
        found.sort_by_key(|found| found.offer);
        let pair = |offer: Id| (plain(request, REQUEST), plain(offer, OFFER));
        let covered = |offer: Id| self.covers.get(&pair(offer)).cloned().unwrap_or_default();
        let bits = |covers: Vec<bool>| (0..).zip(covers).map(|(at, covered)| u64::from(covered) << at).sum();
        let all = found.iter().map(|found| (found.offer, bits(covered(found.offer))));
        all.filter(|(_, bits): &(Id, u64)| *bits > 0).collect()
    }
    fn subjects(&self, _: Id) -> Vec<String> {
        (0..self.subjects).map(|at| format!("subject-{at}")).collect()
    }
    fn covers(&self, request: Id, offers: &[Id]) -> Vec<Vec<Cover>> {
        let pair = |offer: &Id| (plain(request, REQUEST), plain(*offer, OFFER));
        let score = |offer: &Id| self.covering.get(&pair(offer)).copied().unwrap_or(0.5);
        let cover = |offer: &Id, covered| Cover { share: f64::from(u8::from(covered)), score: score(offer) };
        let all = |offer: &Id| self.covers.get(&pair(offer)).cloned().unwrap_or_default();
        offers.iter().map(|offer| all(offer).into_iter().map(|it| cover(offer, it)).collect()).collect()
    }
    fn taken(&self, offer: Id) -> u32 {
        self.taken.get(&plain(offer, OFFER)).copied().unwrap_or(0)
    }
    fn providers(&self, request: Id) -> u32 {
        self.providers.get(&plain(request, REQUEST)).copied().unwrap_or(0)
    }
}

/// Offer `i` and request `i` belong to institution `i`.
pub fn catalog(capacities: &[Option<u32>], needs: &[u32]) -> Catalog {
    let mut catalog = Catalog::new(Id::from_u128(1), Text::plain("Test"));
    for at in 0..capacities.len().max(needs.len()) as u128 {
        let head = Head::new(Id::from_u128(INSTITUTION + at));
        catalog.put(Institution::new(head, Text::plain("Institution")).into());
    }
    for (at, capacity) in (0..).zip(capacities) {
        let mut offer = Offer::new(
            Head::new(Id::from_u128(OFFER + at)),
            Id::from_u128(INSTITUTION + at),
            Text::plain("Offer"),
        );
        offer.capacity = capacity.and_then(NonZeroU32::new);
        catalog.put(offer.into());
    }
    for (at, needs) in (0..).zip(needs) {
        let mut request = Request::new(
            Head::new(Id::from_u128(REQUEST + at)),
            Id::from_u128(INSTITUTION + at),
            Text::plain("Request"),
        );
        request.providers_needed = NonZeroU32::new(*needs);
        catalog.put(request.into());
    }
    catalog
}

/// A table of these scores over so many offers.
pub fn table(scores: &[(u128, u128, u32)], offers: u128) -> Table {
    let scores = scores.iter().map(|&(request, offer, score)| ((request, offer), score)).collect();
    Table { scores, offers, ..Table::default() }
}
