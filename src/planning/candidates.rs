//! What planning needs of matching, through one narrow trait: so that plans can be tested on tables of numbers.

use std::cell::RefCell;

use crate::matching::answer::{Band, Gate, Match, Settings};
use crate::matching::{Index, Ranker};
use crate::primitive::{Date, Id};

/// A set of gates: bit `i` for the gate with index `i`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gates(pub u8);

impl Gates {
    /// Whether the gate is in the set.
    pub fn has(self, gate: Gate) -> bool {
        self.0 >> gate.index() & 1 == 1
    }

    /// Those in the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Gate> {
        Gate::ALL.into_iter().filter(move |gate| self.has(*gate))
    }
}

/// How an offer covers one subject of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cover {
    /// How far, in `[0, 1]`: 1 for the very subject, less for its kin.
    pub share: f64,
    /// The score the pair would have if this subject alone were asked.
    pub score: f64,
}

/// Pairs that could be planned.
pub trait Candidates {
    /// The day on which lapsing is judged.
    fn as_of(&self) -> Date;
    /// The best `most` matches of a request, the best first, ties by offer id. A request that is not open, or that
    /// has all its providers, has none.
    fn matches(&self, request: Id, most: usize) -> Vec<Match>;
    /// How each offer's provider scores the request, in `[0, 1]`.
    fn provider_scores(&self, request: Id, offers: &[Id]) -> Vec<f64>;
    /// Which of these offers match the request with at least this band.
    fn reached(&self, request: Id, offers: &[Id], least: Band) -> Vec<bool>;
    /// For every offer, in order of id, the gates it fails for this request.
    fn failures(&self, request: Id) -> Vec<(Id, Gates)>;
    /// The gates each of these offers fails for this request.
    fn failures_of(&self, request: Id, offers: &[Id]) -> Vec<Gates>;
    /// Subjects of a request, by id of the vocabulary.
    fn subjects(&self, request: Id) -> Vec<String>;
    /// Every offer that matches with at least this band and covers some of [`Candidates::subjects`] from this share
    /// on, in order of id: bit `i` for subject `i`, of which the first 64 count.
    fn coverers(&self, request: Id, share: f64, least: Band) -> Vec<(Id, u64)>;
    /// For each offer, how it covers each of [`Candidates::subjects`].
    fn covers(&self, request: Id, offers: &[Id]) -> Vec<Vec<Cover>>;
    /// Places of an offer that agreed exchanges use.
    fn taken(&self, offer: Id) -> u32;
    /// Providers a request has by agreed exchanges.
    fn providers(&self, request: Id) -> u32;
}

/// The pairs that matching finds in a catalog.
pub struct Matched<'a> {
    index: &'a Index,
    settings: &'a Settings,
    ranker: RefCell<Ranker<'a>>,
}

impl<'a> Matched<'a> {
    /// The matches of an index under these settings.
    pub fn new(index: &'a Index, settings: &'a Settings) -> Self {
        Self { index, settings, ranker: RefCell::new(Ranker::new(index, settings)) }
    }
}

impl Candidates for Matched<'_> {
    fn as_of(&self) -> Date {
        self.settings.as_of
    }

    fn matches(&self, request: Id, most: usize) -> Vec<Match> {
        self.ranker.borrow_mut().rank(request, most)
    }

    fn provider_scores(&self, request: Id, offers: &[Id]) -> Vec<f64> {
        let outlook = self.index.outlook(request, self.settings);
        let score = |offer: &Id| outlook.as_ref().and_then(|outlook| outlook.provider_score(*offer));
        offers.iter().map(|offer| score(offer).unwrap_or(0.0)).collect()
    }

    fn reached(&self, request: Id, offers: &[Id], least: Band) -> Vec<bool> {
        let outlook = self.index.outlook(request, self.settings);
        let reaches = |offer: &Id| outlook.as_ref().is_some_and(|outlook| outlook.reaches(*offer, least));
        offers.iter().map(reaches).collect()
    }

    fn failures(&self, request: Id) -> Vec<(Id, Gates)> {
        let outlook = self.index.outlook(request, self.settings);
        outlook.iter().flat_map(|outlook| outlook.failed()).map(|(id, failed)| (id, Gates(failed))).collect()
    }

    fn failures_of(&self, request: Id, offers: &[Id]) -> Vec<Gates> {
        let outlook = self.index.outlook(request, self.settings);
        let failed = |offer: &Id| outlook.as_ref().and_then(|outlook| outlook.failed_by(*offer));
        offers.iter().map(|offer| Gates(failed(offer).unwrap_or_default())).collect()
    }

    fn coverers(&self, request: Id, share: f64, least: Band) -> Vec<(Id, u64)> {
        let outlook = self.index.outlook(request, self.settings);
        outlook.map(|outlook| outlook.coverers(share, least)).unwrap_or_default()
    }

    fn subjects(&self, request: Id) -> Vec<String> {
        self.index.outlook(request, self.settings).map(|outlook| outlook.subjects()).unwrap_or_default()
    }

    fn covers(&self, request: Id, offers: &[Id]) -> Vec<Vec<Cover>> {
        let outlook = self.index.outlook(request, self.settings);
        let cover = |(share, score)| Cover { share, score };
        let of = |offer: &Id| match &outlook {
            Some(outlook) => outlook.coverage(*offer).into_iter().map(cover).collect(),
            None => Vec::new(),
        };
        offers.iter().map(of).collect()
    }

    fn taken(&self, offer: Id) -> u32 {
        self.index.taken(offer)
    }

    fn providers(&self, request: Id) -> u32 {
        self.index.providers(request)
    }
}
