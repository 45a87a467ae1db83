//! The duals prove each result: complementary slackness, checked edge by edge.

use super::*;

/// A graph of this shape from SplitMix64, without its edges' order meaning anything.
fn random_graph(seed: u64, sizes: (u32, u32), degree: u32, most: (u32, u32, u32)) -> Graph {
    let mut state = seed;
    let mut below = |bound: u32| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % u64::from(bound)) as u32
    };
    let (requests, offers) = sizes;
    let needs = (0..requests).map(|_| 1 + below(most.0)).collect();
    let capacities = (0..offers).map(|_| 1 + below(most.1)).collect();
    let mut edges = std::collections::BTreeMap::new();
    for request in 0..requests {
        for _ in 0..degree {
            edges.insert((request, below(offers)), below(most.2));
        }
    }
    let edges = edges.into_iter().map(|((request, offer), weight)| Edge { request, offer, weight });
    // Indices are in range and a pair stands once: the graph is never refused.
    let graph = Graph::new(needs, capacities, edges.collect()).unwrap_or_default();
    assert!(!graph.edges().is_empty());
    graph.already_served((0..requests as usize).filter(|request| seed.is_multiple_of(3) && request % 4 == 0))
}

fn assert_proven(flow: &Flow<'_>) {
    for at in 0..flow.arcs.len() {
        let (arc, request) = (flow.arcs[at], flow.owner[at] as usize);
        let left = i64::from(arc.weight) - flow.price[arc.offer as usize];
        assert!(if flow.used[at] { left >= flow.worth[request] } else { left <= flow.worth[request] });
    }
    for (offer, price) in flow.price.iter().enumerate() {
        let full = flow.room[offer] + flow.busy[offer] == flow.room[offer + 1];
        assert!(*price >= 0 && (full || *price == 0));
    }
    for request in 0..flow.worth.len() {
        let arcs = flow.starts[request + 1] - flow.starts[request];
        let (has, worth) = (flow.providers[request], flow.worth[request]);
        let used = (flow.starts[request]..flow.starts[request + 1]).filter(|at| flow.used[*at]).count();
        assert_eq!(has as usize, used);
        assert!(has <= flow.graph.needs()[request]);
        if has < flow.graph.needs()[request].min(arcs as u32) {
            assert!(worth <= -flow.bonus_at(request, has));
        }
        if has > 0 {
            assert!(worth >= -flow.bonus_at(request, has - 1));
        }
    }
}

#[test]
fn the_duals_prove_every_flow() {
    for seed in 0..400 {
        let most = [(1, 1, 1000), (3, 4, 50), (2, 2, 3), (5, 1, 1_000_000)][seed as usize % 4];
        let graph = random_graph(seed, (40, 10 + seed as u32 % 60), 1 + seed as u32 % 12, most);
        for bonus in [0, 1 + graph.edges().iter().map(|edge| i64::from(edge.weight)).sum::<i64>()] {
            let mut flow = Flow::new(&graph, bonus);
            for request in 0..graph.needs().len() {
                assert!(flow.admit(request, &mut Budget::unlimited()).is_ok());
            }
            assert_proven(&flow);
        }
    }
}

#[test]
fn stopped_early_it_is_feasible_and_says_so() {
    let graph = random_graph(7, (200, 150), 8, (2, 2, 1000));
    let best = most_benefit(&graph, &mut Budget::unlimited());
    let early = most_benefit(&graph, &mut Budget::of(200));
    assert_eq!(best.proof, Proof::Best);
    assert_eq!(early.proof, Proof::NotProven(Stopped::BudgetSpent));
    assert!(early.total < best.total && early.total * 2 > best.total);
    let mut load = vec![0; graph.capacities().len()];
    early.pairs.iter().for_each(|pair| load[pair.offer as usize] += 1);
    assert!(load.iter().zip(graph.capacities()).all(|(load, capacity)| load <= capacity));
}

#[test]
fn stopped_at_once_it_takes_worthless_edges_only_where_they_serve_somebody() {
    let edge = |request, offer, weight| Edge { request, offer, weight };
    let edges = vec![edge(0, 0, 0), edge(0, 1, 0), edge(1, 0, 3), edge(1, 1, 0), edge(2, 2, 0)];
    let graph = Graph::new(vec![2; 3], vec![2; 3], edges).unwrap().already_served(std::iter::once(2));
    // The second provider of request 0 adds nothing, nor does anybody for request 2, who has one.
    let served = most_served(&graph, &mut Budget::of(0));
    assert_eq!(served.pairs, [edge(0, 0, 0), edge(1, 0, 3)]);
    assert_eq!((served.served, served.total), (2, 3));
    assert_eq!(most_benefit(&graph, &mut Budget::of(0)).pairs, [edge(1, 0, 3)]);
}
