//! Stable matching, many to many: deferred acceptance, requests proposing.
//!
//! Each side ranks the pairs it could be part of, strictly: by its own score, ties by index. With places on both
//! sides and preferences that are responsive (a side would always rather have a better partner in a place, and
//! a partner in a place than none), deferred acceptance ends in the pairwise stable matching that requests like
//! best, whatever the order of proposals (Gale and Shapley 1962; Roth 1984 for many to many).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Budget, Edge, Graph, Proof, Stopped};

/// A stable matching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stable {
    /// Matched pairs, by request, then offer.
    pub pairs: Vec<Edge>,
    /// Requests with at least one provider.
    pub served: usize,
    /// Sum of the weights, as the requests score them.
    pub total: u64,
    /// *Best* means proven stable; stopped early, pairs may block.
    pub proof: Proof,
}

/// How both sides rank: the edges' weights are the requests' scores, `offers_score[e]` that of the offer for edge `e`.
struct Ranks<'g> {
    graph: &'g Graph,
    offers_score: &'g [u32],
}

/// Lower is better.
type Rank = (Reverse<u32>, u32);

impl Ranks<'_> {
    fn by_request(&self, edge: usize) -> Rank {
        let edge = &self.graph.edges()[edge];
        (Reverse(edge.weight), edge.offer)
    }

    fn by_offer(&self, edge: usize) -> Rank {
        (Reverse(self.offers_score[edge]), self.graph.edges()[edge].request)
    }
}

/// The pairwise stable matching that requests like best.
///
/// Requests rank offers by the weight of the edge, offers rank requests by `offers_score`, which runs parallel to
/// [`Graph::edges`]; ties go to the lower index.
///
/// # Panics
/// Where `offers_score` is not as long as the list of edges.
pub fn stable(graph: &Graph, offers_score: &[u32], budget: &mut Budget<'_>) -> Stable {
    assert_eq!(offers_score.len(), graph.edges().len(), "one score of the offer for each edge");
    let ranks = Ranks { graph, offers_score };
    let mut held = vec![BTreeSet::<(Rank, usize)>::new(); graph.capacities().len()];
    let ran = propose(&ranks, &mut held, budget);
    let mut pairs: Vec<Edge> = held.iter().flatten().map(|(_, edge)| graph.edges()[*edge]).collect();
    pairs.sort_unstable();
    Stable {
        served: pairs.chunk_by(|a, b| a.request == b.request).count(),
        total: pairs.iter().map(|pair| u64::from(pair.weight)).sum(),
        pairs,
        proof: ran.into(),
    }
}

fn propose(
    ranks: &Ranks<'_>,
    held: &mut [BTreeSet<(Rank, usize)>],
    budget: &mut Budget<'_>,
) -> Result<(), Stopped> {
    let graph = ranks.graph;
    let requests = graph.needs().len();
    let mut lists: Vec<std::vec::IntoIter<usize>> = Vec::with_capacity(requests);
    let mut from = 0;
    for request in 0..requests {
        let to = from + graph.edges_of(request).len();
        let mut list: Vec<usize> = (from..to).collect();
        list.sort_unstable_by_key(|edge| ranks.by_request(*edge));
        lists.push(list.into_iter());
        from = to;
    }
    let mut open: Vec<u32> = graph.needs().to_vec();
    let mut waiting: Vec<usize> = (0..requests).rev().collect();
    let mut proposals = 0;
    while let Some(request) = waiting.pop() {
        while open[request] > 0 {
            let Some(edge) = lists[request].next() else { break };
            proposals += 1;
            budget.at(f64::from(proposals) / graph.edges().len() as f64);
            budget.spend(1)?;
            let offer = graph.edges()[edge].offer as usize;
            open[request] -= 1;
            held[offer].insert((ranks.by_offer(edge), edge));
            if held[offer].len() > graph.capacities()[offer] as usize
                && let Some((_, refused)) = held[offer].pop_last()
            {
                let again = graph.edges()[refused].request as usize;
                open[again] += 1;
                if again != request {
                    waiting.push(again);
                }
            }
        }
    }
    Ok(())
}

/// The pairs that would both rather have each other than what they have: none for a stable matching.
///
/// `pairs` are edges of the graph, `offers_score` as for [`stable`].
pub fn blocking_pairs(graph: &Graph, offers_score: &[u32], pairs: &[Edge]) -> Vec<Edge> {
    let ranks = Ranks { graph, offers_score };
    let matched: BTreeSet<(u32, u32)> = pairs.iter().map(|pair| (pair.request, pair.offer)).collect();
    let is_matched = |edge: &Edge| matched.contains(&(edge.request, edge.offer));
    let mut requests = vec![Places::default(); graph.needs().len()];
    let mut offers = vec![Places::default(); graph.capacities().len()];
    for (at, edge) in graph.edges().iter().enumerate().filter(|(_, edge)| is_matched(edge)) {
        requests[edge.request as usize].take(ranks.by_request(at));
        offers[edge.offer as usize].take(ranks.by_offer(at));
    }
    let blocks = |(at, edge): &(usize, &Edge)| {
        let (request, offer) = (edge.request as usize, edge.offer as usize);
        !is_matched(edge)
            && requests[request].would_take(ranks.by_request(*at), graph.needs()[request])
            && offers[offer].would_take(ranks.by_offer(*at), graph.capacities()[offer])
    };
    graph.edges().iter().enumerate().filter(blocks).map(|(_, edge)| *edge).collect()
}

/// How many partners one side has, and the worst of them.
#[derive(Clone, Default)]
struct Places {
    taken: u32,
    worst: Option<Rank>,
}

impl Places {
    fn take(&mut self, rank: Rank) {
        self.taken += 1;
        self.worst = self.worst.max(Some(rank));
    }

    fn would_take(&self, rank: Rank, places: u32) -> bool {
        self.taken < places || self.worst.is_some_and(|worst| rank < worst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(request: u32, offer: u32, weight: u32) -> Edge {
        Edge { request, offer, weight }
    }

    #[test]
    fn the_better_liked_request_keeps_the_place() {
        // Both requests like offer 0 best; offer 0 likes request 1 best.
        let edges = vec![edge(0, 0, 9), edge(0, 1, 5), edge(1, 0, 9), edge(1, 1, 5)];
        let graph = Graph::new(vec![1, 1], vec![1, 1], edges).unwrap();
        let offers_score = [1, 1, 2, 1];
        let plan = stable(&graph, &offers_score, &mut Budget::unlimited());
        assert_eq!(plan.pairs, [edge(0, 1, 5), edge(1, 0, 9)]);
        assert_eq!(blocking_pairs(&graph, &offers_score, &plan.pairs), []);
        // The other way round, request 1 and offer 0 would rather have each other.
        let other = [edge(0, 0, 9), edge(1, 1, 5)];
        assert_eq!(blocking_pairs(&graph, &offers_score, &other), [edge(1, 0, 9)]);
    }

    #[test]
    fn who_has_a_provider_is_served_however_many_it_has() {
        let edges = vec![edge(0, 0, 1), edge(0, 1, 2), edge(0, 2, 3), edge(1, 0, 4)];
        let graph = Graph::new(vec![3, 1, 1], vec![2, 1, 1], edges).unwrap();
        let plan = stable(&graph, &[1; 4], &mut Budget::unlimited());
        assert_eq!((plan.pairs.len(), plan.served, plan.total), (4, 2, 10));
    }

    #[test]
    fn stopped_early_is_not_called_stable() {
        let graph =
            Graph::new(vec![1; 3], vec![1], vec![edge(0, 0, 1), edge(1, 0, 1), edge(2, 0, 1)]).unwrap();
        let plan = stable(&graph, &[1, 2, 3], &mut Budget::of(1));
        assert_eq!(plan.proof, Proof::NotProven(Stopped::BudgetSpent));
        assert_eq!(blocking_pairs(&graph, &[1, 2, 3], &plan.pairs).len(), 2);
    }
}
