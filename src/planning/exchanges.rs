//! Exchanges: swaps and rings of three, in which every institution gives and takes.

use std::collections::BTreeMap;

use super::answer::{Exchange, Exchanges, Gift, Planned, Proof, Stopped};
use super::candidates::Candidates;
use super::planner::{Planner, scaled, unscaled};
use super::solve::{self, Budget};
use crate::primitive::{Arrange, Id};

/// Share of the work that finding the matches is, for the progress report.
const FINDING: f64 = 0.3;

impl<C: Candidates> Planner<'_, C> {
    /// Disjoint exchanges with the highest total. A gift from one institution to another is the best match of
    /// an offer of the first with a request of the second (ties by request id, then offer id).
    pub fn exchanges(&self, budget: &mut Budget<'_>) -> Exchanges {
        budget.stage(0.0, FINDING);
        let instance = match self.instance(budget) {
            Ok(instance) => instance,
            Err(stopped) => {
                let proof = Proof::NotProven(stopped);
                // Nobody knows a bound but the trivial one: every institution takes one perfect match.
                let bound = self.catalog.institutions.len() as f64;
                return Exchanges { exchanges: Vec::new(), total: 0.0, bound, proof };
            }
        };
        let mut gifts = BTreeMap::<(Id, Id), Gift>::new();
        for found in &instance.matches {
            let (Some(giver), Some(taker)) = (self.giver(found.offer), self.taker(found.request)) else {
                continue;
            };
            let planned =
                Planned { request: found.request, offer: found.offer, score: found.score, band: found.band };
            let best = gifts.entry((giver, taker)).or_insert(Gift { giver, taker, planned });
            if planned.score > best.planned.score {
                best.planned = planned;
            }
        }
        budget.stage(FINDING, 1.0);
        let mut found = chosen(&gifts, budget);
        if instance.cut_at.is_some() {
            // Gifts may be missing of which nobody knows what they are worth.
            found.proof = found.proof.and(Proof::NotProven(Stopped::TooLarge));
            found.bound = found.bound.max(self.catalog.institutions.len() as f64);
        }
        found
    }
}

fn chosen(gifts: &BTreeMap<(Id, Id), Gift>, budget: &mut Budget<'_>) -> Exchanges {
    let mut institutions: Vec<Id> = gifts.keys().flat_map(|(giver, taker)| [*giver, *taker]).collect();
    institutions.arrange();
    institutions.dedup();
    let place: BTreeMap<Id, u32> = institutions.iter().copied().zip(0..).collect();
    let plain = |gift: &Gift| solve::Gift {
        giver: place[&gift.giver],
        taker: place[&gift.taker],
        weight: scaled(gift.planned.score),
    };
    let plain: Vec<solve::Gift> = gifts.values().map(plain).collect();
    let found = solve::exchanges(&plain, budget);
    let exchange = |cycle: &solve::Cycle| {
        let members = &cycle.institutions;
        let gift = |at: usize| {
            let next = (at + 1) % members.len();
            gifts.get(&(institutions[members[at] as usize], institutions[members[next] as usize])).copied()
        };
        Exchange { gifts: (0..members.len()).filter_map(gift).collect(), total: unscaled(cycle.weight) }
    };
    Exchanges {
        exchanges: found.cycles.iter().map(exchange).collect(),
        total: unscaled(found.total),
        bound: unscaled(found.bound),
        proof: found.proof,
    }
}
