//! How a provider ranks the requests that want its offer, for stable allocations.

use super::answer::{Criterion, Settings, State};
use super::constants as c;
use super::criteria::NOT_ASKED;
use super::index::Index;
use super::rows::OfferRow;
use super::score::round9;
use super::wanted::Wanted;
use crate::primitive::Id;

impl Index {
    /// The provider-side score of a pair, in `[0, 1]`; none where one of them is not there.
    ///
    /// Whether the pair passes the gates is not asked here.
    pub fn provider_score(&self, request: Id, offer: Id, settings: &Settings) -> Option<f64> {
        let wanted = Wanted::at(self, settings, self.requests.slot(request)?)?;
        let row = self.offers.row(self.offers.slot(offer)?)?;
        Some(provider_side(&wanted, row))
    }
}

/// How an offer's provider scores a request. Texts have no part in it, so they are not compared.
pub(super) fn provider_side(wanted: &Wanted<'_>, offer: &OfferRow) -> f64 {
    let values = wanted.values_with(offer, NOT_ASKED);
    let value = |criterion: Criterion| match values.of(criterion) {
        (State::Stated, value) => value,
        _ => c::PROVIDER_NEUTRAL,
    };
    let sum = c::PROVIDER_COMMITMENT * value(Criterion::Commitment)
        + c::PROVIDER_PRIORITY * wanted.row.priority
        + c::PROVIDER_CONTEXT * value(Criterion::Context)
        + c::PROVIDER_LANGUAGE * value(Criterion::Language)
        + c::PROVIDER_TIME * value(Criterion::Time);
    round9(sum)
}
