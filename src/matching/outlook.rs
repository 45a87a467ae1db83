//! What planners ask of one request beyond its ranking: how providers see it, what stands in the way of each offer,
//! how far an offer covers each of its subjects. Made once for a request, then asked for many offers.

use super::answer::{Criterion, Settings, State};
use super::constants as c;
use super::gates::{self, Failed};
use super::index::Index;
use super::provider::provider_side;
use super::score::round9;
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
        self.index.offers.ids().filter_map(|(id, slot)| {
            let row = self.index.offers.row(slot)?;
            let pair = self.wanted.pair(row);
            let text_decides = !gates::shares_subject(pair)
                || self.wanted.settings.importances.of(Criterion::Text)
                    == super::answer::Importance::Required;
            // Texts are compared only where a gate depends on them: they cost most.
            let text = if text_decides {
                self.wanted.text(self.index.offers.docs(slot))
            } else {
                (State::Silent, c::NEUTRAL_TEXT)
            };
            Some((id, self.wanted.failed(row, &self.wanted.values_with(row, text))))
        })
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
        let kin = |wanted| {
            let supplied = row.row.nodes.iter();
            supplied.map(|supplied| self.index.facts.kin(wanted, *supplied)).fold(0.0, f64::max)
        };
        let covered = self.wanted.nodes.iter().map(|(node, _)| kin(*node));
        covered
            .map(|kin| {
                values.0[Criterion::Subject.index()] = (State::Stated, kin);
                (kin, round9(self.wanted.weights.score(&values)))
            })
            .collect()
    }
}
