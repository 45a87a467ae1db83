//! Robustness: how often a match stays on top when the weights move.

use super::answer::{Robustness, Settings};
use super::constants as c;
use super::criteria::Values;
use super::index::Index;
use super::rank::by_score;
use super::score::round9;
use super::wanted::Wanted;
use crate::primitive::{FixedWorld, Id, World};

/// Among so many first places the badge counts.
const TOP: usize = 3;

impl Index {
    /// How robust the matches of a request are, in order of offer id.
    ///
    /// Only the fixed seed decides the draws, so the same catalog gives the same badges everywhere.
    pub fn robustness(&self, request: Id, settings: &Settings) -> Vec<Robustness> {
        let found = self.requests.slot(request).and_then(|slot| Wanted::at(self, settings, slot));
        let Some(wanted) = found else { return Vec::new() };
        let passing: Vec<(Id, Values)> = self
            .offers
            .rows()
            .filter_map(|(slot, offer)| {
                let values = wanted.values(offer, self.offers.docs(slot));
                (wanted.failed(offer, &values) == 0).then_some((offer.row.id, values))
            })
            .collect();
        let counts = draw(&wanted.weights.each, &passing);
        let mut shares: Vec<Robustness> = passing
            .iter()
            .zip(counts)
            .map(|((offer, _), (first, top))| Robustness {
                offer: *offer,
                first: f64::from(first) / c::DRAWS as f64,
                top_three: f64::from(top) / c::DRAWS as f64,
            })
            .collect();
        shares.sort_by_key(|share| share.offer);
        shares
    }
}

/// How often each stands first, and among the first three.
fn draw(weights: &[f64; 10], passing: &[(Id, Values)]) -> Vec<(u32, u32)> {
    let mut world = FixedWorld::seeded(0, c::ROBUSTNESS_SEED);
    let mut counts = vec![(0, 0); passing.len()];
    for _ in 0..c::DRAWS {
        let moved = weights.map(|weight| weight * factor(&mut world));
        let total: f64 = moved.iter().sum();
        if total <= 0.0 {
            continue;
        }
        let mut top: Vec<(f64, Id, usize)> = Vec::with_capacity(TOP + 1);
        for (at, (id, values)) in passing.iter().enumerate() {
            let sum: f64 = moved.iter().zip(&values.0).map(|(weight, (_, value))| weight * value).sum();
            let new = (round9(sum / total), *id, at);
            let place = top.partition_point(|old| by_score((old.0, old.1), (new.0, new.1)).is_lt());
            if place < TOP {
                top.truncate(TOP - 1);
                top.insert(place, new);
            }
        }
        for (place, (_, _, at)) in top.iter().enumerate() {
            counts[*at].0 += u32::from(place == 0);
            counts[*at].1 += 1;
        }
    }
    counts
}

/// A uniform factor between half and twice.
fn factor(world: &mut FixedWorld) -> f64 {
    /// 2^-53: turns the upper 53 bits of a draw into [0, 1).
    const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
    let unit = (world.random() >> 11) as f64 * UNIT;
    c::FACTOR_LOW + (c::FACTOR_HIGH - c::FACTOR_LOW) * unit
}
