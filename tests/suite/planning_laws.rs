//! Laws of the planners' solvers: on thousands of small instances each answer equals exhaustive search.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use matriz::planning::solve::{
    Budget, Coverer, Edge, Exchanges, Gift, Graph, NoMission, Progress, Proof, Stopped, blocking_pairs,
    exchanges, missions, most_benefit, most_served, stable,
};
use proptest::prelude::*;

/// Edges as pairs with weights, needs, capacities.
type Instance = (BTreeMap<(u32, u32), u32>, Vec<u32>, Vec<u32>);

fn instances() -> impl Strategy<Value = Instance> {
    // Few different weights, so that ties are common; zero among them.
    let weights = prop_oneof![0..4_u32, 0..1_000_000_u32];
    let edges = prop::collection::btree_map((0..5_u32, 0..5_u32), weights, 0..12);
    (edges, prop::collection::vec(0..4_u32, 5), prop::collection::vec(0..4_u32, 5))
}

fn graph(instance: &Instance) -> Graph {
    let (edges, needs, capacities) = instance;
    let edges = edges.iter().map(|(&(request, offer), &weight)| Edge { request, offer, weight });
    Graph::new(needs.clone(), capacities.clone(), edges.collect()).unwrap()
}

fn is_within_capacities(graph: &Graph, pairs: &[Edge]) -> bool {
    let (mut needs, mut capacities) = (graph.needs().to_vec(), graph.capacities().to_vec());
    pairs.iter().all(|pair| {
        let (need, capacity) = (&mut needs[pair.request as usize], &mut capacities[pair.offer as usize]);
        let fits = *need > 0 && *capacity > 0;
        (*need, *capacity) = (need.saturating_sub(1), capacity.saturating_sub(1));
        fits && graph.edge(pair.request, pair.offer) == Some(*pair)
    }) && pairs.windows(2).all(|two| two[0] < two[1])
}

fn served(pairs: &[Edge]) -> usize {
    pairs.iter().map(|pair| pair.request).collect::<BTreeSet<_>>().len()
}

fn total(pairs: &[Edge]) -> u64 {
    pairs.iter().map(|pair| u64::from(pair.weight)).sum()
}

/// Every choice of pairs within all capacities.
fn every_choice(graph: &Graph) -> impl Iterator<Item = Vec<Edge>> + '_ {
    let edges = graph.edges();
    (0..1_u32 << edges.len()).filter_map(|set| {
        let chosen: Vec<Edge> =
            (0..edges.len()).filter(|at| set >> at & 1 == 1).map(|at| edges[at]).collect();
        is_within_capacities(graph, &chosen).then_some(chosen)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn allocation_equals_exhaustive_search(instance in instances()) {
        let graph = graph(&instance);
        let (mut benefit, mut most) = (0, (0, 0));
        for choice in every_choice(&graph) {
            benefit = benefit.max(total(&choice));
            most = most.max((served(&choice), total(&choice)));
        }
        for (plan, best) in [
            (most_benefit(&graph, &mut Budget::unlimited()), None),
            (most_served(&graph, &mut Budget::unlimited()), Some(most)),
        ] {
            prop_assert!(is_within_capacities(&graph, &plan.pairs));
            prop_assert_eq!((plan.served, plan.total), (served(&plan.pairs), total(&plan.pairs)));
            prop_assert_eq!(plan.proof, Proof::Best);
            match best {
                Some(most) => prop_assert_eq!((plan.served, plan.total), most),
                None => prop_assert_eq!(plan.total, benefit),
            }
        }
    }

    #[test]
    fn a_stable_matching_has_no_blocking_pair(instance in instances(), seed in any::<u64>()) {
        let graph = graph(&instance);
        let score = |at: usize| ((seed.rotate_left(7 * at as u32) ^ at as u64) % 4) as u32;
        let offers_score: Vec<u32> = (0..graph.edges().len()).map(score).collect();
        let plan = stable(&graph, &offers_score, &mut Budget::unlimited());
        prop_assert!(is_within_capacities(&graph, &plan.pairs));
        prop_assert_eq!(blocking_pairs(&graph, &offers_score, &plan.pairs), vec![]);
        // The checker itself: a choice blocks where a pair outside it would be taken on both sides.
        for choice in every_choice(&graph).step_by(7) {
            let named = blocking_pairs(&graph, &offers_score, &choice);
            prop_assert_eq!(named, blocking_by_definition(&graph, &offers_score, &choice));
        }
    }

    #[test]
    fn a_mission_is_minimal_and_best(
        scores in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), 1..5_u32], 5), 0..8),
        subjects in 0..6_usize,
    ) {
        let institutions: Vec<Coverer> = scores.iter().map(|scores| Coverer { scores: scores.clone() }).collect();
        let mut best: Option<(usize, std::cmp::Reverse<u64>)> = None;
        for set in 0..1_u32 << scores.len() {
            let chosen: Vec<usize> = (0..scores.len()).filter(|at| set >> at & 1 == 1).collect();
            let score = |subject: usize| chosen.iter().map(|at| scores[*at][subject]).max().unwrap_or(0);
            if (0..subjects.min(5)).all(|subject| score(subject) > 0) && subjects < 6 {
                let sum = (0..subjects).map(|subject| u64::from(score(subject))).sum();
                let candidate = (chosen.len(), std::cmp::Reverse(sum));
                best = Some(best.map_or(candidate, |best| best.min(candidate)));
            }
        }
        let found = missions(subjects.min(5), &institutions, &mut Budget::unlimited());
        match (found, best) {
            (Ok(mission), Some((count, sum))) => {
                prop_assert_eq!((mission.institutions.len(), mission.total), (count, sum.0));
                prop_assert_eq!(mission.proof, Proof::Best);
            }
            (Err(NoMission::Uncovered(missing)), None) => {
                prop_assert!(!missing.is_empty());
                for subject in missing {
                    prop_assert!(scores.iter().all(|scores| scores[subject] == 0));
                }
            }
            (found, best) => prop_assert!(false, "{found:?} where search finds {best:?}"),
        }
    }

    #[test]
    fn exchanges_are_disjoint_and_best(
        gifts in prop::collection::btree_map((0..7_u32, 0..7_u32), prop_oneof![0..4_u32, 1..1000_u32], 0..30),
    ) {
        let list: Vec<Gift> =
            gifts.iter().map(|(&(giver, taker), &weight)| Gift { giver, taker, weight }).collect();
        let found = exchanges(&list, &mut Budget::unlimited());
        prop_assert_eq!(&found.proof, &Proof::Best);
        prop_assert_eq!(found.bound, found.total);
        assert_is_a_choice(&gifts, &found);
        let weight = |from, to| gifts.get(&(from, to)).copied().filter(|weight| *weight > 0);
        prop_assert_eq!(found.total, best_exchanges(&(0..7).collect::<Vec<u32>>(), &weight));
    }

    #[test]
    fn the_order_of_the_input_never_matters(instance in instances(), seed in any::<u64>()) {
        let sorted = graph(&instance);
        let mut edges = sorted.edges().to_vec();
        let key = |edge: &Edge| (u64::from(edge.request * 31 + edge.offer) + 1).wrapping_mul(seed | 1);
        edges.sort_by_key(key);
        let shuffled = Graph::new(instance.1.clone(), instance.2.clone(), edges.clone()).unwrap();
        prop_assert_eq!(
            most_served(&sorted, &mut Budget::unlimited()),
            most_served(&shuffled, &mut Budget::unlimited())
        );
        let gifts = |edges: &[Edge]| -> Vec<Gift> {
            let gift = |edge: &Edge| Gift { giver: edge.request, taker: edge.offer, weight: edge.weight };
            edges.iter().map(gift).collect()
        };
        prop_assert_eq!(
            exchanges(&gifts(sorted.edges()), &mut Budget::unlimited()),
            exchanges(&gifts(&edges), &mut Budget::unlimited())
        );
    }

    #[test]
    fn a_cancelled_plan_is_feasible_and_says_so(instance in instances(), after in 0..4_usize) {
        let graph = graph(&instance);
        let best = most_benefit(&graph, &mut Budget::unlimited());
        let mut heard = 0;
        let mut listener = |progress: Progress| {
            assert!((0.0..=1.0).contains(&progress.done));
            heard += 1;
            if heard > after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let plan = most_benefit(&graph, &mut Budget::watched(u64::MAX, &mut listener));
        prop_assert!(is_within_capacities(&graph, &plan.pairs));
        prop_assert!(plan.total <= best.total);
        // The listener is heard at the first unit of work, and then only every so many.
        let expected = if after == 0 { Proof::NotProven(Stopped::Cancelled) } else { Proof::Best };
        prop_assert_eq!(plan.proof, expected);
    }
}

fn blocking_by_definition(graph: &Graph, offers_score: &[u32], pairs: &[Edge]) -> Vec<Edge> {
    let at = |edge: &Edge| graph.edges().iter().position(|other| other == edge).unwrap();
    let would = |places: u32, rank: &dyn Fn(&Edge) -> (i64, u32), new: &Edge, held: Vec<&Edge>| {
        let better_than = held.iter().filter(|old| rank(new) < rank(old)).count();
        (held.len() as u32) < places || better_than > 0
    };
    let by_request = |edge: &Edge| (-i64::from(edge.weight), edge.offer);
    let by_offer = |edge: &Edge| (-i64::from(offers_score[at(edge)]), edge.request);
    let blocks = |new: &&Edge| {
        let of_request = pairs.iter().filter(|pair| pair.request == new.request).collect();
        let of_offer = pairs.iter().filter(|pair| pair.offer == new.offer).collect();
        !pairs.contains(new)
            && would(graph.needs()[new.request as usize], &by_request, new, of_request)
            && would(graph.capacities()[new.offer as usize], &by_offer, new, of_offer)
    };
    graph.edges().iter().filter(blocks).copied().collect()
}

fn assert_is_a_choice(gifts: &BTreeMap<(u32, u32), u32>, found: &Exchanges) {
    let mut taken = BTreeSet::new();
    let mut sum = 0;
    for cycle in &found.cycles {
        let members = &cycle.institutions;
        assert!(members.len() == 2 || members.len() == 3);
        let given: u64 = (0..members.len())
            .map(|at| u64::from(gifts[&(members[at], members[(at + 1) % members.len()])]))
            .sum();
        assert_eq!(given, cycle.weight);
        assert!(members.iter().all(|member| taken.insert(*member)));
        sum += given;
    }
    assert_eq!(sum, found.total);
}

/// The first institution is left out, or in a swap, or in a ring; and so on with the rest.
fn best_exchanges(open: &[u32], weight: &dyn Fn(u32, u32) -> Option<u32>) -> u64 {
    let Some((&first, rest)) = open.split_first() else { return 0 };
    let mut best = best_exchanges(rest, weight);
    let without =
        |gone: &[u32]| -> Vec<u32> { rest.iter().copied().filter(|it| !gone.contains(it)).collect() };
    for &second in rest {
        if let (Some(there), Some(back)) = (weight(first, second), weight(second, first)) {
            best = best.max(u64::from(there + back) + best_exchanges(&without(&[second]), weight));
        }
        for &third in rest.iter().filter(|third| **third != second) {
            let ring = [weight(first, second), weight(second, third), weight(third, first)];
            if let [Some(a), Some(b), Some(c)] = ring {
                best = best.max(u64::from(a + b + c) + best_exchanges(&without(&[second, third]), weight));
            }
        }
    }
    best
}
