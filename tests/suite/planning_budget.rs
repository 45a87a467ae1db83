//! A budget that runs out, or somebody who stops: every answer is feasible, and none says more than is proven.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use matriz::planning::solve::{
    Budget, Coverer, Edge, Gift, Graph, Progress, Proof, Stopped, blocking_pairs, exchanges, missions,
    most_benefit, most_served, stable,
};
use proptest::prelude::*;

fn graphs() -> impl Strategy<Value = Graph> {
    let edges = prop::collection::btree_map((0..8_u32, 0..8_u32), 0..1_000_u32, 0..40);
    (edges, prop::collection::vec(0..3_u32, 8), prop::collection::vec(0..3_u32, 8)).prop_map(
        |(edges, needs, capacities)| {
            let edges = edges.into_iter().map(|((request, offer), weight)| Edge { request, offer, weight });
            Graph::new(needs, capacities, edges.collect()).unwrap()
        },
    )
}

/// Whether an answer that is not proven says that the work units were used up.
fn is_honest(proof: Proof, is_best: bool) -> bool {
    proof == Proof::NotProven(Stopped::BudgetSpent) || (proof == Proof::Best && is_best)
}

fn fits(graph: &Graph, pairs: &[Edge]) -> bool {
    let held = |of: &dyn Fn(&Edge) -> bool| pairs.iter().filter(|pair| of(pair)).count() as u32;
    let needs = (0..).zip(graph.needs()).all(|(at, need)| held(&|pair| pair.request == at) <= *need);
    let rooms = (0..).zip(graph.capacities()).all(|(at, room)| held(&|pair| pair.offer == at) <= *room);
    needs && rooms && pairs.iter().all(|pair| graph.edge(pair.request, pair.offer) == Some(*pair))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn an_allocation_within_any_budget_fits_and_claims_no_more_than_it_proves(graph in graphs(), limit in 0..600_u64) {
        let benefit = most_benefit(&graph, &mut Budget::unlimited());
        let found = most_benefit(&graph, &mut Budget::of(limit));
        prop_assert!(fits(&graph, &found.pairs));
        prop_assert!(found.total <= benefit.total && is_honest(found.proof, found.total == benefit.total));
        let served = most_served(&graph, &mut Budget::unlimited());
        let found = most_served(&graph, &mut Budget::of(limit));
        prop_assert!(fits(&graph, &found.pairs));
        let (reached, best) = ((found.served, found.total), (served.served, served.total));
        prop_assert!(reached <= best && is_honest(found.proof, reached == best));
        let scores: Vec<u32> = graph.edges().iter().map(|edge| edge.weight.rotate_left(5) % 97).collect();
        let found = stable(&graph, &scores, &mut Budget::of(limit));
        prop_assert!(fits(&graph, &found.pairs));
        prop_assert!(is_honest(found.proof, blocking_pairs(&graph, &scores, &found.pairs).is_empty()));
    }

    #[test]
    fn exchanges_within_any_budget_are_disjoint_and_below_their_bound(
        gifts in prop::collection::btree_map((0..12_u32, 0..12_u32), 1..1_000_u32, 0..90),
        limit in 0..4_000_u64,
    ) {
        let list: Vec<Gift> =
            gifts.iter().map(|(&(giver, taker), &weight)| Gift { giver, taker, weight }).collect();
        let best = exchanges(&list, &mut Budget::unlimited());
        let found = exchanges(&list, &mut Budget::of(limit));
        let mut members: Vec<u32> = found.cycles.iter().flat_map(|cycle| cycle.institutions.clone()).collect();
        let count = members.len();
        members.sort_unstable();
        members.dedup();
        prop_assert_eq!(members.len(), count, "no institution stands in two");
        prop_assert!(found.total <= best.total && best.total <= found.bound);
        prop_assert!(is_honest(found.proof, found.total == best.total));
        prop_assert!(!found.proof.is_best() || found.bound == found.total);
    }

    #[test]
    fn a_mission_within_any_budget_covers_everything(
        scores in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), 1..5_u32], 6), 1..9),
        limit in 0..400_u64,
    ) {
        let institutions: Vec<Coverer> = scores.iter().map(|scores| Coverer { scores: scores.clone() }).collect();
        let (Ok(best), Ok(found)) = (
            missions(6, &institutions, &mut Budget::unlimited()),
            missions(6, &institutions, &mut Budget::of(limit)),
        ) else { return Ok(()) };
        let is_covered = |subject: usize| found.institutions.iter().any(|at| scores[*at][subject] > 0);
        prop_assert!((0..6).all(is_covered));
        let is_best = (found.institutions.len(), found.total) == (best.institutions.len(), best.total);
        prop_assert!(best.institutions.len() <= found.institutions.len() && is_honest(found.proof, is_best));
    }
}

#[test]
fn a_long_search_is_stopped_at_the_next_report() {
    // Everybody could give to everybody, and all gifts are worth nearly the same: nothing can be ruled out early.
    let mut gifts = BTreeMap::new();
    for (giver, taker) in (0..60_u32).flat_map(|giver| (0..60_u32).map(move |taker| (giver, taker))) {
        if giver != taker {
            gifts.insert((giver, taker), 1_000 + (giver * 37 + taker * 101) % 7);
        }
    }
    let list: Vec<Gift> =
        gifts.iter().map(|(&(giver, taker), &weight)| Gift { giver, taker, weight }).collect();
    let mut heard = 0;
    let mut listener = |_: Progress| {
        heard += 1;
        if heard == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let found = exchanges(&list, &mut Budget::watched(u64::MAX, &mut listener));
    // Either it was quicker than twenty reports, or it stopped there and says so.
    let expected = if heard < 20 { Proof::Best } else { Proof::NotProven(Stopped::Cancelled) };
    assert_eq!((found.proof, heard <= 20), (expected, true));
    assert!(found.total <= found.bound && !found.cycles.is_empty());
}
