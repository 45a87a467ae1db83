//! Near misses: pairs that fail exactly one gate that can be mended, what would have to change, and what if it did.

use super::answer::{Change, Criterion, Gate, GateFailure, Importance, Match, NearMiss, Settings};
use super::constants as c;
use super::criteria::text::Shared;
use super::criteria::{Pair, Value, Values, time, values};
use super::explain::date;
use super::facts::{Facts, bit, values as values_of};
use super::gates;
use super::index::Index;
use super::rank::by_score;
use super::rows::{OfferRow, RequestRow, Row};
use super::score::Weights;
use super::wanted::Wanted;
use crate::catalog::Catalog;
use crate::primitive::{Arg, Id, Said};
use crate::vocabulary::{Coded, Delivery, Modality, Status};

/// A pair with its changes made: rows and settings of its own.
struct Mended {
    request: RequestRow,
    offer: OfferRow,
    settings: Settings,
}

impl Index {
    /// The best `k` near misses of a request, the best first.
    pub fn near_misses(
        &self,
        catalog: &Catalog,
        request: Id,
        settings: &Settings,
        k: usize,
    ) -> Vec<NearMiss> {
        let found = self.requests.slot(request).and_then(|slot| Wanted::at(self, settings, slot));
        let Some(wanted) = found else { return Vec::new() };
        if wanted.row.row.status == Status::Draft {
            return Vec::new();
        }
        let mut scores: Vec<f64> = self.matches_of(&wanted).into_iter().map(|found| found.score).collect();
        scores.truncate(c::NEAR_AMONG);
        // Fewer than so many matches may score higher: the last of the first ten must not.
        let least = if scores.len() < c::NEAR_AMONG { c::POSSIBLE } else { scores[c::NEAR_AMONG - 1] };
        let least = least.max(c::POSSIBLE);
        let mut found: Vec<NearMiss> = self
            .offers
            .rows()
            .filter(|(_, offer)| offer.row.status != Status::Draft)
            .filter_map(|(slot, offer)| {
                let text = wanted.text(self.offers.docs(slot));
                self.near_miss(catalog, &wanted, offer, text, least)
            })
            .collect();
        found.sort_by(|a, b| by_score((a.score, a.offer), (b.score, b.offer)));
        found.truncate(k);
        found
    }

    fn near_miss(
        &self,
        catalog: &Catalog,
        wanted: &Wanted<'_>,
        offer: &OfferRow,
        text: Value,
        least: f64,
    ) -> Option<NearMiss> {
        let values = wanted.values_with(offer, text);
        let failed = wanted.failed(offer, &values);
        let gate = Gate::ALL.into_iter().find(|gate| failed == 1 << gate.index())?;
        if !gate.can_be_mended() {
            return None;
        }
        let changes = changes(&self.facts, wanted, offer, &values, gate);
        let now = self.matched_with(wanted, offer, text, &changes).filter(|now| now.score >= least)?;
        let (request, record) =
            (catalog.requests.get(&wanted.row.row.id)?, catalog.offers.get(&offer.row.id)?);
        let shared = Shared::default();
        let told = self.told(wanted, request, record, offer, &shared);
        let reason = gates::failures(&told, &values, wanted.settings).into_iter().next()?.reason;
        Some(NearMiss {
            request: now.request,
            offer: now.offer,
            failure: GateFailure { gate, reason },
            advice: changes.iter().map(|change| advice(*change, &wanted.row.row, &offer.row)).collect(),
            changes,
            score: now.score,
            band: now.band,
        })
    }

    /// What the pair would be if these changes were made; none where it still would not match.
    pub fn what_if(&self, request: Id, offer: Id, changes: &[Change], settings: &Settings) -> Option<Match> {
        let wanted = Wanted::at(self, settings, self.requests.slot(request)?)?;
        let slot = self.offers.slot(offer)?;
        let row = self.offers.row(slot)?;
        self.matched_with(&wanted, row, wanted.text(self.offers.docs(slot)), changes)
    }

    fn matched_with(
        &self,
        wanted: &Wanted<'_>,
        offer: &OfferRow,
        text: Value,
        changes: &[Change],
    ) -> Option<Match> {
        let mended = Mended::of(wanted, offer, changes);
        let pair = Pair { request: &mended.request, offer: &mended.offer, as_of: mended.settings.as_of };
        let values = values(pair, wanted.subject(&offer.row.nodes), text);
        if gates::failed(&self.facts, pair, &values, &mended.settings) != 0 {
            return None;
        }
        let asked = Criterion::ALL.map(|criterion| values.of(criterion).0 != super::answer::State::NotAsked);
        let weights = Weights::of(&mended.settings.importances, asked);
        let score = weights.score(&values);
        let band = weights.band(&values, score);
        Some(Match { request: wanted.row.row.id, offer: offer.row.id, score, band })
    }
}

impl Mended {
    fn of(wanted: &Wanted<'_>, offer: &OfferRow, changes: &[Change]) -> Self {
        let mut mended = Self {
            request: RequestRow::clone(&wanted.row),
            offer: offer.clone(),
            settings: *wanted.settings,
        };
        for change in changes {
            mended.make(*change);
        }
        mended
    }

    fn make(&mut self, change: Change) {
        let (request, offer) = (&mut self.request, &mut self.offer);
        match change {
            Change::OpenOffer => offer.row.status = Status::Open,
            Change::OpenRequest => request.row.status = Status::Open,
            Change::RenewOffer => offer.row.to = i32::MAX,
            Change::RenewRequest => request.row.to = i32::MAX,
            Change::LengthenWindow(days) => request.row.to = moved(request.row.to, days),
            Change::ShiftWindow(days) => {
                request.row.from = moved(request.row.from, days);
                request.row.to = moved(request.row.to, days);
            }
            Change::AcceptModality(modality) => request.row.modalities |= bit(modality),
            Change::AcceptDelivery(delivery) => request.row.delivery |= bit(delivery),
            Change::FreeCapacity => offer.capacity = offer.used.saturating_add(1),
            Change::AnotherProvider => request.needed = request.provided.saturating_add(1),
            Change::Relax(criterion) => {
                self.settings.importances = self.settings.importances.with(criterion, Importance::Very);
            }
        }
    }
}

/// An end of a window moved; an open end stays open.
fn moved(day: i32, days: i32) -> i32 {
    if day == i32::MIN || day == i32::MAX { day } else { day.saturating_add(days) }
}

/// What would have to change for the pair to pass the one gate it fails.
fn changes(facts: &Facts, wanted: &Wanted<'_>, offer: &OfferRow, values: &Values, gate: Gate) -> Vec<Change> {
    match gate {
        Gate::Time => time_changes(facts, wanted, offer),
        Gate::Form => form_changes(&wanted.row.row, &offer.row),
        Gate::Capacity => {
            let full = offer.used >= offer.capacity;
            let served = wanted.row.provided >= wanted.row.needed;
            let free = full.then_some(Change::FreeCapacity);
            free.into_iter().chain(served.then_some(Change::AnotherProvider)).collect()
        }
        Gate::Required => Criterion::ALL
            .into_iter()
            .filter(|criterion| gates::is_below(*criterion, values, wanted.settings))
            .map(Change::Relax)
            .collect(),
        Gate::Parties | Gate::Subject => Vec::new(),
    }
}

fn form_changes(request: &Row, offer: &Row) -> Vec<Change> {
    let mut changes = Vec::new();
    let apart = |wanted: u16, there: u16| wanted != 0 && there != 0 && wanted & there == 0;
    if apart(request.modalities, offer.modalities) {
        changes.extend(values_of::<Modality>(offer.modalities).next().map(Change::AcceptModality));
    }
    if apart(request.delivery, offer.delivery) {
        changes.extend(values_of::<Delivery>(offer.delivery).next().map(Change::AcceptDelivery));
    }
    changes
}

fn time_changes(facts: &Facts, wanted: &Wanted<'_>, offer: &OfferRow) -> Vec<Change> {
    let as_of = wanted.settings.as_of;
    let mut changes = Vec::new();
    let sides = [
        (&offer.row, Change::OpenOffer, Change::RenewOffer),
        (&wanted.row.row, Change::OpenRequest, Change::RenewRequest),
    ];
    for (row, open, renew) in sides {
        if row.status != Status::Open {
            changes.push(open);
        }
        if row.to < as_of.days() {
            changes.push(renew);
        }
    }
    let mended = Mended::of(wanted, offer, &changes);
    let pair = Pair { request: &mended.request, offer: &mended.offer, as_of };
    if !gates::overlaps(facts, pair) {
        changes.extend(window_changes(&mended, time::needed(facts, pair), i64::from(as_of.days())));
    }
    changes
}

/// Lengthens and moves the request's window so that enough days are in common. An end that is not stated is so far away
/// that it never is what lacks.
fn window_changes(mended: &Mended, needed: i64, as_of: i64) -> Vec<Change> {
    let ends = |row: &Row| (i64::from(row.from), i64::from(row.to));
    let ((from, mut to), (start, end)) = (ends(&mended.request.row), ends(&mended.offer.row));
    let mut changes = Vec::new();
    let lack = needed - (to - from + 1);
    if lack > 0 {
        to += lack;
        changes.extend(i32::try_from(lack).map(Change::LengthenWindow));
    }
    // The overlap is [max(from + n, start), min(to + n, end)] and must hold `needed` days. Where no move gives
    // that many, the pair with its changes still fails, and is no near miss.
    let lowest = start.max(as_of) + needed - 1 - to;
    let highest = end - needed + 1 - from;
    let shift = if lowest > 0 { lowest } else { highest.min(0) };
    if shift != 0 {
        changes.extend(i32::try_from(shift).map(Change::ShiftWindow));
    }
    changes
}

fn advice(change: Change, request: &Row, offer: &Row) -> Said {
    let days = |key: &str, days: i32| Said::new(key).with("n", Arg::Number(f64::from(days.abs())));
    let label = |list: &str, id: &str| Arg::Label(list.to_owned(), id.to_owned());
    match change {
        Change::OpenOffer => Said::new("change.open-offer"),
        Change::OpenRequest => Said::new("change.open-request"),
        Change::RenewOffer => Said::new("change.renew-offer").with("date", date(offer.to)),
        Change::RenewRequest => Said::new("change.renew-request").with("date", date(request.to)),
        Change::LengthenWindow(n) => days("change.lengthen-window", n),
        Change::ShiftWindow(n) if n > 0 => days("change.shift-later", n),
        Change::ShiftWindow(n) => days("change.shift-earlier", n),
        Change::AcceptModality(it) => {
            Said::new("change.accept-modality").with("modality", label(Modality::LIST, it.id()))
        }
        Change::AcceptDelivery(it) => {
            Said::new("change.accept-delivery").with("delivery", label(Delivery::LIST, it.id()))
        }
        Change::FreeCapacity => Said::new("change.free-capacity"),
        Change::AnotherProvider => Said::new("change.another-provider"),
        Change::Relax(criterion) => Said::new("change.relax").with("criterion", gates::name_of(criterion)),
    }
}
