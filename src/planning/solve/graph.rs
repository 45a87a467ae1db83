//! Who could serve whom: a sparse bipartite graph with weights on edges and capacities on both sides.

use std::fmt;

/// Path lengths reach a few times the sum of all weights; this leaves them room in 64 bits.
const MOST_TOTAL: u64 = 1 << 60;

/// Offer `offer` could serve request `request`, with this weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Index of the request.
    pub request: u32,
    /// Index of the offer.
    pub offer: u32,
    /// What the pair is worth; a scaled integer, so that sums are exact.
    pub weight: u32,
}

/// An instance: how many providers each request needs, how many exchanges each offer has room for, and the edges.
///
/// A pair stands at most once, and one exchange of an offer serves one request: flow on an edge is 0 or 1.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    needs: Vec<u32>,
    capacities: Vec<u32>,
    edges: Vec<Edge>,
    starts: Vec<u32>,
    served: Vec<bool>,
}

/// What is wrong with an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadGraph {
    /// An edge names a request or an offer that is not there.
    OutOfRange(Edge),
    /// Two edges join the same pair.
    Twice(Edge),
    /// More edges than [`u32::MAX`], or weights that add up to more than 2^60.
    TooLarge,
}

impl fmt::Display for BadGraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange(edge) => {
                write!(f, "no such pair: request {}, offer {}", edge.request, edge.offer)
            }
            Self::Twice(edge) => {
                write!(f, "pair stated twice: request {}, offer {}", edge.request, edge.offer)
            }
            Self::TooLarge => f.write_str("more edges or larger weights than can be counted"),
        }
    }
}

impl std::error::Error for BadGraph {}

impl Graph {
    /// An instance. `needs[r]`: providers request `r` can take; `capacities[o]`: requests offer `o` can serve.
    /// The order of `edges` does not matter.
    pub fn new(needs: Vec<u32>, capacities: Vec<u32>, mut edges: Vec<Edge>) -> Result<Self, BadGraph> {
        let in_range =
            |edge: &Edge| (edge.request as usize) < needs.len() && (edge.offer as usize) < capacities.len();
        if let Some(edge) = edges.iter().find(|edge| !in_range(edge)) {
            return Err(BadGraph::OutOfRange(*edge));
        }
        let total = edges.iter().map(|edge| u64::from(edge.weight)).fold(0, u64::saturating_add);
        if u32::try_from(edges.len()).is_err() || total > MOST_TOTAL {
            return Err(BadGraph::TooLarge);
        }
        edges.sort_unstable();
        if let Some(pair) = edges.windows(2).find(|pair| pair_of(&pair[0]) == pair_of(&pair[1])) {
            return Err(BadGraph::Twice(pair[0]));
        }
        let mut starts = vec![0_u32; needs.len() + 1];
        for edge in &edges {
            starts[edge.request as usize + 1] += 1;
        }
        for request in 0..needs.len() {
            starts[request + 1] += starts[request];
        }
        let served = vec![false; needs.len()];
        Ok(Self { needs, capacities, edges, starts, served })
    }

    /// The same instance, in which these requests already have a provider: for *most served* their next provider
    /// counts by its weight alone. Indices that are not there are passed over.
    #[must_use]
    pub fn already_served(mut self, requests: impl IntoIterator<Item = usize>) -> Self {
        for request in requests {
            if let Some(served) = self.served.get_mut(request) {
                *served = true;
            }
        }
        self
    }

    /// Whether a request already has a provider outside this instance.
    pub fn is_served(&self, request: usize) -> bool {
        self.served.get(request).copied().unwrap_or(false)
    }

    /// Providers each request can take.
    pub fn needs(&self) -> &[u32] {
        &self.needs
    }

    /// Requests each offer can serve.
    pub fn capacities(&self) -> &[u32] {
        &self.capacities
    }

    /// All edges, by request, then offer.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges of a request, by offer.
    pub fn edges_of(&self, request: usize) -> &[Edge] {
        let Some(bounds) = self.starts.get(request..request + 2) else { return &[] };
        &self.edges[bounds[0] as usize..bounds[1] as usize]
    }

    /// The edge of a pair.
    pub fn edge(&self, request: u32, offer: u32) -> Option<Edge> {
        let edges = self.edges_of(request as usize);
        edges.binary_search_by_key(&offer, |edge| edge.offer).ok().map(|at| edges[at])
    }
}

fn pair_of(edge: &Edge) -> (u32, u32) {
    (edge.request, edge.offer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(request: u32, offer: u32) -> Edge {
        Edge { request, offer, weight: 1 }
    }

    #[test]
    fn what_is_no_instance_is_refused() {
        let graph = |edges: &[Edge]| Graph::new(vec![1, 1], vec![1], edges.to_vec());
        assert_eq!(graph(&[edge(2, 0)]).err(), Some(BadGraph::OutOfRange(edge(2, 0))));
        assert_eq!(graph(&[edge(0, 1)]).err(), Some(BadGraph::OutOfRange(edge(0, 1))));
        assert_eq!(graph(&[edge(1, 0), edge(0, 0), edge(1, 0)]).err(), Some(BadGraph::Twice(edge(1, 0))));
        assert_eq!(BadGraph::Twice(edge(1, 0)).to_string(), "pair stated twice: request 1, offer 0");
        let good = graph(&[edge(1, 0), edge(0, 0)]).unwrap();
        assert_eq!(good.edges_of(1), [edge(1, 0)]);
        assert_eq!(good.edge(0, 0), Some(edge(0, 0)));
    }
}
