//! What planners ask of one request beyond its ranking: how providers see it, what stands in the way of each offer,
//! how far an offer covers each of its subjects. Made once for a request, then asked for many offers.

use super::answer::{Band, Criterion, Importance, Settings, State};
use super::constants as c;
use super::criteria::{Values, subject};
use super::facts::Node;
use super::gates::{self, Failed};
use super::index::Index;
use super::provider::provider_side;
use super::rows::OfferRow;
use super::score::round9;
use super::side::Slot;
use super::wanted::Wanted;
use crate::primitive::Id;
use crate::vocabulary::ConceptIx;

/// One request, ready to be looked at with any offer.
pub struct Outlook<'a> {
    index: &'a Index,
    wanted: Wanted<'a>,
}

impl Index {
    /// Places of an offer that binding portfolio items use.
    pub fn taken(&self, offer: Id) -> u32 {
        self.uses.taken(offer)
    }

    /// Providers a request has by binding portfolio items.
    pub fn providers(&self, request: Id) -> u32 {
        self.uses.providers(request)
    }

    /// The outlook of a request; none where it is not there.
    pub fn outlook<'a>(&'a self, request: Id, settings: &'a Settings) -> Option<Outlook<'a>> {
        let wanted = Wanted::at(self, settings, self.requests.slot(request)?)?;
        Some(Outlook { index: self, wanted })
    }
}

impl Outlook<'_> {
    /// The provider-side score (`SCORING.md`, section 11); none where the offer is not there.
    pub fn provider_score(&self, offer: Id) -> Option<f64> {
        let row = self.index.offers.row(self.index.offers.slot(offer)?)?;
        Some(provider_side(&self.wanted, row))
    }

    /// For each offer, in order of id, the gates it fails: bit `i` for the gate with index `i`.
    pub fn failed(&self) -> impl Iterator<Item = (Id, Failed)> + '_ {
        self.index.offers.ids().filter_map(|(id, slot)| Some((id, self.failed_at(slot)?)))
    }

    /// The gates an offer fails; none where it is not there.
    pub fn failed_by(&self, offer: Id) -> Option<Failed> {
        self.failed_at(self.index.offers.slot(offer)?)
    }

    fn failed_at(&self, slot: Slot) -> Option<Failed> {
        let row = self.index.offers.row(slot)?;
        let pair = self.wanted.pair(row);
        let text_decides = !gates::shares_subject(pair)
            || self.wanted.settings.importances.of(Criterion::Text) == Importance::Required;
        // Texts are compared only where a gate depends on them: they cost most.
        let text = if text_decides {
            self.wanted.text(self.index.offers.docs(slot))
        } else {
            (State::Silent, c::NEUTRAL_TEXT)
        };
        Some(self.wanted.failed(row, &self.wanted.values_with(row, text)))
    }

    /// Whether an offer matches the request with at least this band.
    pub fn reaches(&self, offer: Id, least: Band) -> bool {
        let slot = self.index.offers.slot(offer);
        slot.is_some_and(|slot| {
            self.index.offers.row(slot).is_some_and(|row| self.reaches_at(slot, row, least))
        })
    }

    /// Cheap gates first; then what the pair could be with the best of texts; the text itself only where that leaves
    /// it open.
    fn reaches_at(&self, slot: Slot, row: &OfferRow, least: Band) -> bool {
        let (wanted, settings) = (&self.wanted, self.wanted.settings);
        let pair = wanted.pair(row);
        let passes = gates::form(pair)
            && gates::parties(pair, settings)
            && gates::time(&self.index.facts, pair)
            && gates::capacity(pair);
        if !passes {
            return false;
        }
        let is_required = |criterion| settings.importances.of(criterion) == Importance::Required;
        if least == Band::Weak && gates::shares_subject(pair) && !Criterion::ALL.into_iter().any(is_required)
        {
            return true;
        }
        let band = |values: &Values| wanted.weights.band(values, wanted.weights.score(values));
        let mut values = wanted.values_with(row, (State::Stated, 1.0));
        if band(&values) < least {
            return false;
        }
        values.0[Criterion::Text.index()] = wanted.text(self.index.offers.docs(slot));
        wanted.failed(row, &values) == 0 && band(&values) >= least
    }

    /// Every offer that matches with at least this band and covers some of [`Self::subjects`] from this share on, in
    /// order of id: bit `i` for subject `i`, of which the first 64 count. Offers with the same subjects are decided
    /// together, and those of other subjects are not looked at.
    pub fn coverers(&self, share: f64, least: Band) -> Vec<(Id, u64)> {
        let kinds = &self.index.kinds;
        let mut found = Vec::new();
        for (kind, nodes) in (0..).zip(kinds.nodes()) {
            let members = kinds.members(kind);
            let covered = if members.is_empty() { 0 } else { self.covered(nodes, share) };
            if covered == 0 {
                continue;
            }
            for slot in members {
                if let Some(row) = self.index.offers.row(*slot)
                    && self.reaches_at(*slot, row, least)
                {
                    found.push((row.row.id, covered));
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn covered(&self, supplied: &[Node], share: f64) -> u64 {
        let wanted = self.wanted.nodes.iter().take(64).enumerate();
        wanted
            .filter(|(_, (node, _))| subject::coverage(&self.index.facts, *node, supplied) >= share)
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// Ids of the request's topics, sub-topics and sectors, in the order of the vocabulary.
    pub fn subjects(&self) -> Vec<String> {
        let vocabulary = self.index.analyser.vocabulary();
        let name = |node| vocabulary.concept(ConceptIx(node)).id.clone();
        self.wanted.nodes.iter().map(|(node, _)| name(*node)).collect()
    }

    /// For each of [`Self::subjects`]: how far the offer covers it (`SCORING.md`, section 3), and the score the pair
    /// would have if this subject alone were asked. Empty where the offer is not there.
    pub fn coverage(&self, offer: Id) -> Vec<(f64, f64)> {
        let Some(slot) = self.index.offers.slot(offer) else { return Vec::new() };
        let Some(row) = self.index.offers.row(slot) else { return Vec::new() };
        let mut values = self.wanted.values(row, self.index.offers.docs(slot));
        let kin = |wanted: Node| subject::coverage(&self.index.facts, wanted, &row.row.nodes);
        let covered = self.wanted.nodes.iter().map(|(node, _)| kin(*node));
        covered
            .map(|kin| {
                values.0[Criterion::Subject.index()] = (State::Stated, kin);
                (kin, round9(self.wanted.weights.score(&values)))
            })
            .collect()
    }
}
