//! Swaps and rings of three: disjoint cycles of institutions with the highest total.
//!
//! Choosing them is set packing: each cycle takes two or three institutions, none may be taken twice. All cycles are
//! listed; of those on the same institutions only the heaviest can matter. Then branch and bound
//! (`exchange_search`) with the linear relaxation as bound (`exchange_bound`).

use std::collections::BTreeMap;

use super::exchange_bound::Column;
use super::exchange_search::heaviest;
use super::{Budget, Proof, Stopped};

/// More cycles than this are not listed: they would fill some 200 MB. A hundred institutions that all have something
/// for each other make 160,000.
const MOST_CYCLES: usize = 2_000_000;

/// What one institution could give another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gift {
    /// Index of who gives.
    pub giver: u32,
    /// Index of who takes.
    pub taker: u32,
    /// What it is worth; a gift worth 0 is no gift. Of several between the same two, the heaviest counts.
    pub weight: u32,
}

/// Institutions each giving to the next, the last to the first; begins with the lowest index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cycle {
    /// Two or three institutions, in the order of giving.
    pub institutions: Vec<u32>,
    /// Sum of the weights of its gifts.
    pub weight: u64,
}

/// Disjoint cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanges {
    /// Chosen cycles, in ascending order.
    pub cycles: Vec<Cycle>,
    /// Sum of their weights.
    pub total: u64,
    /// No choice of disjoint cycles is worth more than this; equals `total` where that is proven best.
    pub bound: u64,
    /// Whether the choice is proven best.
    pub proof: Proof,
}

/// Disjoint cycles of two and three institutions with the highest total weight.
pub fn exchanges(gifts: &[Gift], budget: &mut Budget<'_>) -> Exchanges {
    let (cycles, listed) = match list_cycles(gifts, budget) {
        Ok(cycles) => (cycles, Ok(())),
        Err((cycles, stopped)) => (cycles, Err(stopped)),
    };
    let institutions = cycles.iter().flat_map(|cycle| &cycle.institutions).max().map_or(0, |last| last + 1);
    let columns: Vec<Column> = cycles.iter().map(Column::from).collect();
    let searched = heaviest(institutions as usize, &columns, budget);
    let mut chosen: Vec<Cycle> = searched.chosen.into_iter().map(|at| cycles[at].clone()).collect();
    chosen.sort_unstable();
    let total = chosen.iter().map(|cycle| cycle.weight).sum();
    // Where cycles are missing, their bound says nothing: but nobody takes more than the heaviest gift there is.
    let bound = if listed.is_ok() { searched.bound } else { heaviest_gifts(gifts) };
    Exchanges { cycles: chosen, total, bound, proof: listed.and(searched.ran).into() }
}

impl From<&Cycle> for Column {
    fn from(cycle: &Cycle) -> Self {
        let members = [cycle.institutions[0], cycle.institutions[1]];
        Self { members, third: cycle.institutions.get(2).copied(), weight: cycle.weight }
    }
}

fn heaviest_gifts(gifts: &[Gift]) -> u64 {
    let mut heaviest = BTreeMap::<u32, u32>::new();
    for gift in gifts {
        let weight = heaviest.entry(gift.taker).or_default();
        *weight = gift.weight.max(*weight);
    }
    heaviest.values().map(|weight| u64::from(*weight)).sum()
}

/// Heaviest cycle for each set of two or three institutions, in order of the sets; without those rings that a swap
/// among their members outweighs.
fn list_cycles(gifts: &[Gift], budget: &mut Budget<'_>) -> Result<Vec<Cycle>, (Vec<Cycle>, Stopped)> {
    let mut to = BTreeMap::<u32, BTreeMap<u32, u32>>::new();
    for gift in gifts.iter().filter(|gift| gift.weight > 0 && gift.giver != gift.taker) {
        let weight = to.entry(gift.giver).or_default().entry(gift.taker).or_default();
        *weight = gift.weight.max(*weight);
    }
    let weight =
        |from: u32, taker: u32| to.get(&from).and_then(|takers| takers.get(&taker)).map(|w| u64::from(*w));
    let mut cycles = Vec::new();
    let swap = |a: u32, b: u32| Some(weight(a, b)? + weight(b, a)?);
    for (first, takers) in &to {
        for (second, there) in takers.range(first + 1..) {
            if let Some(weight) = swap(*first, *second) {
                cycles.push(Cycle { institutions: vec![*first, *second], weight });
            }
            let Some(onward) = to.get(second) else { continue };
            if let Err(stopped) = budget.spend(1 + onward.len() as u64) {
                return Err((cycles, stopped));
            }
            for (third, on) in onward.range(first + 1..) {
                let Some(back) = weight(*third, *first) else { continue };
                let total = u64::from(*there) + u64::from(*on) + back;
                let reverse = [weight(*first, *third), weight(*third, *second), weight(*second, *first)];
                let reverse: Option<u64> = reverse.into_iter().sum();
                // Of the two directions the heavier one stays; of equals the one whose second index is lower.
                let outdone = reverse.is_some_and(|other| (other, second) > (total, third));
                let swaps = [swap(*first, *second), swap(*second, *third), swap(*first, *third)];
                if !outdone && swaps.into_iter().flatten().all(|swap| swap < total) {
                    cycles.push(Cycle { institutions: vec![*first, *second, *third], weight: total });
                    if cycles.len() >= MOST_CYCLES {
                        return Err((cycles, Stopped::TooLarge));
                    }
                }
            }
        }
    }
    cycles.sort_unstable();
    Ok(cycles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitive::{FixedWorld, World};

    fn check(gifts: &[(u32, u32, u32)], expected: &[&[u32]], total: u64) {
        let gifts: Vec<Gift> =
            gifts.iter().map(|&(giver, taker, weight)| Gift { giver, taker, weight }).collect();
        let found = exchanges(&gifts, &mut Budget::unlimited());
        let cycles: Vec<&[u32]> = found.cycles.iter().map(|cycle| cycle.institutions.as_slice()).collect();
        assert_eq!((cycles.as_slice(), found.total, found.bound), (expected, total, total));
        assert_eq!(found.proof, Proof::Best);
    }

    #[test]
    fn a_ring_can_be_worth_more_than_a_swap() {
        check(&[], &[], 0);
        check(&[(0, 1, 5)], &[], 0);
        check(&[(0, 1, 5), (1, 0, 5)], &[&[0, 1]], 10);
        check(&[(0, 1, 5), (1, 0, 5), (1, 2, 5), (2, 0, 5)], &[&[0, 1, 2]], 15);
        check(&[(0, 1, 5), (1, 0, 5), (1, 2, 1), (2, 0, 1)], &[&[0, 1]], 10);
        // All six gifts alike: the ring whose second index is lower.
        check(&[(0, 1, 1), (1, 2, 1), (2, 0, 1), (0, 2, 1), (2, 1, 1), (1, 0, 1)], &[&[0, 1, 2]], 3);
        // The other direction of the same three.
        check(&[(0, 1, 1), (1, 2, 1), (2, 0, 1), (0, 2, 2), (2, 1, 2), (1, 0, 2)], &[&[0, 2, 1]], 6);
    }

    #[test]
    fn no_institution_is_taken_twice() {
        let swaps = [(0, 1, 4), (1, 0, 4), (1, 2, 5), (2, 1, 5), (2, 3, 4), (3, 2, 4)];
        check(&swaps, &[&[0, 1], &[2, 3]], 16);
    }

    #[test]
    fn stopped_early_it_is_disjoint_and_bounded() {
        let mut world = FixedWorld::new(1);
        let mut gifts = Vec::new();
        for (giver, taker) in (0..24_u32).flat_map(|giver| (0..24).map(move |taker| (giver, taker))) {
            gifts.push(Gift { giver, taker, weight: 300_000 + (world.random() % 700_000) as u32 });
        }
        let best = exchanges(&gifts, &mut Budget::unlimited());
        assert_eq!(best.proof, Proof::Best);
        for limit in [0, 50, 5_000, 60_000] {
            let early = exchanges(&gifts, &mut Budget::of(limit));
            let mut taken: Vec<u32> =
                early.cycles.iter().flat_map(|cycle| cycle.institutions.clone()).collect();
            let count = taken.len();
            taken.sort_unstable();
            taken.dedup();
            assert_eq!(taken.len(), count);
            assert!(early.total <= best.total && best.total <= early.bound);
            assert_eq!(early.proof, Proof::NotProven(Stopped::BudgetSpent));
        }
    }
}
