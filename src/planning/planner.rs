//! A catalog as planners see it: who still looks for providers, who has room, which pairs match.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use super::candidates::Candidates;
use super::solve::{Budget, Edge, Graph};
use crate::catalog::{Catalog, Offer, Request};
use crate::matching::answer::{Band, Match};
use crate::planning::answer::Stopped;
use crate::primitive::{Arrange, Id};
use crate::vocabulary::Status;

/// Room an offer is counted with that states no capacity: one exchange beyond those agreed. It said that it
/// shares, so one more is fair to ask (not stated passes the capacity gate); it did not say that it could serve
/// two at once, and a plan must not promise what nobody offered.
pub const UNSTATED_ROOM: u32 = 1;

/// Scores are rounded to 1e-9: this many parts make them whole numbers without loss.
pub(super) const PARTS: f64 = 1e9;

/// Matches an allocation looks at over the whole catalog: about 50 MB. All pairs of 700 requests and 700 offers fit.
pub const MOST_MATCHES: usize = 500_000;

/// Matches of one request that are looked at even where [`MOST_MATCHES`] is passed.
pub const LEAST_MATCHES: usize = 20;

/// Work units for looking at one pair, or at the subjects of one request: gates and criteria take as long as some
/// dozens of elementary steps of a solver.
pub(super) const LOOK: u64 = 32;

/// Matches looked at to find one of a wanted band: bands follow scores but for the substance that the upper two ask.
const FEW: usize = 20;

/// Plans a catalog.
pub struct Planner<'a, C> {
    pub(super) catalog: &'a Catalog,
    pub(super) candidates: &'a C,
    pub(super) least: Band,
}

/// The pairs of a catalog as an instance for the solvers.
pub(super) struct Instance {
    /// Requests with a provider still to find, by id.
    pub(super) requests: Vec<Id>,
    /// Offers that match any of them, by id.
    pub(super) offers: Vec<Id>,
    /// Indices into the two lists above.
    pub(super) graph: Graph,
    /// One for each edge of the graph.
    pub(super) matches: Vec<Match>,
    /// Matches kept for each request, where some had more.
    pub(super) cut_at: Option<usize>,
    /// Offers among them that state no capacity.
    pub(super) unstated: usize,
}

/// A score as a whole number.
pub(super) fn scaled(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * PARTS).round() as u32
}

/// The score of a whole number, or of a sum of them.
pub(super) fn unscaled(parts: u64) -> f64 {
    parts as f64 / PARTS
}

impl<'a, C: Candidates> Planner<'a, C> {
    /// A planner over a catalog and all its matches.
    pub fn new(catalog: &'a Catalog, candidates: &'a C) -> Self {
        Self { catalog, candidates, least: Band::Weak }
    }

    /// The same planner, which leaves matches below this band out of every plan: a weak match serves on paper.
    #[must_use]
    pub fn from_band(self, least: Band) -> Self {
        Self { least, ..self }
    }

    /// The best `most` matches of a request that are planned with, the best first.
    pub(super) fn matches(&self, request: Id, most: usize) -> Vec<Match> {
        let mut found = self.candidates.matches(request, most);
        found.retain(|found| found.band >= self.least);
        found
    }

    /// The best match of a request that is planned with.
    pub(super) fn best_match(&self, request: Id) -> Option<Match> {
        let few = self.candidates.matches(request, FEW);
        let found = few.iter().find(|found| found.band >= self.least);
        // Up to *possible* a band is a range of scores: where the best is below it, all are.
        if found.is_some() || few.len() < FEW || self.least <= Band::Possible {
            return found.copied();
        }
        self.matches(request, self.catalog.offers.len()).into_iter().next()
    }

    /// Whether a request is open and has not lapsed, and how many providers it still needs.
    pub(super) fn still_needs(&self, request: &Request) -> u32 {
        let open = request.status == Status::Open && !request.window.has_lapsed(self.candidates.as_of());
        let needs = request.providers().saturating_sub(self.candidates.providers(request.head.id));
        if open { needs } else { 0 }
    }

    /// Requests with a provider still to find, by id.
    pub(super) fn asking(&self) -> impl Iterator<Item = &'a Request> + '_ {
        self.catalog.requests.values().filter(|request| self.still_needs(request) > 0)
    }

    /// How many more exchanges an offer has room for; none where it is not open.
    pub(super) fn room(&self, offer: &Offer) -> u32 {
        let open = offer.status == Status::Open && !offer.window.has_lapsed(self.candidates.as_of());
        let room = match offer.capacity.map(NonZeroU32::get) {
            Some(capacity) => capacity.saturating_sub(self.candidates.taken(offer.head.id)),
            None => UNSTATED_ROOM,
        };
        if open { room } else { 0 }
    }

    /// The institution of an offer, joins resolved.
    pub(super) fn giver(&self, offer: Id) -> Option<Id> {
        self.catalog.offers.get(&offer).map(|offer| self.catalog.resolve(offer.institution))
    }

    /// The institution of a request, joins resolved.
    pub(super) fn taker(&self, request: Id) -> Option<Id> {
        self.catalog.requests.get(&request).map(|request| self.catalog.resolve(request.institution))
    }

    /// All matches of the catalog, as far as [`MOST_MATCHES`] goes.
    pub(super) fn instance(&self, budget: &mut Budget<'_>) -> Result<Instance, Stopped> {
        let asking: Vec<&Request> = self.asking().collect();
        let most = (MOST_MATCHES / asking.len().max(1)).max(LEAST_MATCHES);
        let mut matches = Vec::new();
        let mut cut_at = None;
        for (at, request) in asking.iter().enumerate() {
            budget.at(at as f64 / asking.len() as f64);
            budget.spend(self.catalog.offers.len() as u64)?;
            let mut found = self.matches(request.head.id, most + 1);
            if found.len() > most {
                found.truncate(most);
                cut_at = Some(most);
            }
            found.arrange_by_key(|found| found.offer);
            matches.extend(found);
        }
        Ok(self.assembled(&asking, matches, cut_at))
    }

    /// An instance without any match, for when there was no time to look for them.
    pub(super) fn empty(&self) -> Instance {
        self.assembled(&self.asking().collect::<Vec<_>>(), Vec::new(), None)
    }

    /// Indices come from the two lists, and a ranking names an offer once: the graph is never refused.
    fn assembled(&self, asking: &[&Request], matches: Vec<Match>, cut_at: Option<usize>) -> Instance {
        let mut offers: Vec<Id> = matches.iter().map(|found| found.offer).collect();
        offers.arrange();
        offers.dedup();
        let requests: Vec<Id> = asking.iter().map(|request| request.head.id).collect();
        let place = |ids: &[Id]| -> BTreeMap<Id, u32> { ids.iter().copied().zip(0..).collect() };
        let (of_request, of_offer) = (place(&requests), place(&offers));
        let edge = |found: &Match| {
            Some(Edge {
                request: *of_request.get(&found.request)?,
                offer: *of_offer.get(&found.offer)?,
                weight: scaled(found.score),
            })
        };
        let needs: Vec<u32> = asking.iter().map(|request| self.still_needs(request)).collect();
        let records = offers.iter().map(|offer| self.catalog.offers.get(offer));
        let rooms: Vec<u32> = records.map(|offer| offer.map_or(0, |offer| self.room(offer))).collect();
        let served = requests.iter().map(|request| self.candidates.providers(*request) > 0);
        let served: Vec<usize> = served.enumerate().filter(|(_, served)| *served).map(|(at, _)| at).collect();
        let states_none =
            |offer: &&Id| self.catalog.offers.get(*offer).is_some_and(|offer| offer.capacity.is_none());
        let unstated = offers.iter().filter(states_none).count();
        let edges: Vec<Edge> = matches.iter().filter_map(edge).collect();
        let graph = Graph::new(needs, rooms, edges).unwrap_or_default().already_served(served);
        Instance { requests, offers, graph, matches, cut_at, unstated }
    }
}
