//! Exact allocation: minimum-cost flow by successive shortest paths, one place of one request at a time.
//!
//! **Model.** Request `r` has places for `need[r]` providers, offer `o` has room for `capacity[o]` requests, an edge
//! is used or not. A request's first provider may carry a *bonus*: larger than all weights together, it makes
//! "serve as many as possible, then the highest total" one linear objective.
//!
//! **Method.** The flow is best at every step for the places admitted so far. Admitting one more place changes it
//! along at most one augmenting path, found by Dijkstra's algorithm on reduced costs. A path ends at an offer
//! with room, at a request that gives up one provider, or leaves the new place open. Duals: a *price* for each
//! offer (zero while it has room) and a *worth* for each request; with them
//! * an edge not used has `weight - price <= worth`, one used has `weight - price >= worth`;
//! * a request with an open place has `worth <= -bonus of the next provider`, one with providers has
//!   `worth >= -bonus of the last one`.
//!
//! These are the conditions of optimality of linear programming; the tests check them on every result. Most
//! searches end after a handful of edges: edges stand heaviest first, prices are never negative, so the scan of a
//! request stops as soon as no cheaper end can follow. (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, ch. 9 and 12.)

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Budget, Edge, Graph, Proof, Stopped};

const NOWHERE: i64 = i64::MAX;

/// A choice of pairs within all capacities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Chosen pairs, by request, then offer.
    pub pairs: Vec<Edge>,
    /// Requests with at least one provider in `pairs`.
    pub served: usize,
    /// Sum of the weights.
    pub total: u64,
    /// Whether it is proven best.
    pub proof: Proof,
}

/// As many requests with at least one provider as possible; among those choices, the highest total weight.
pub fn most_served(graph: &Graph, budget: &mut Budget<'_>) -> Allocation {
    // One more than all weights together: no gain in weight outweighs one more request served.
    let bonus = 1 + graph.edges().iter().map(|edge| i64::from(edge.weight)).sum::<i64>();
    Flow::new(graph, bonus).run(budget)
}

/// The highest total weight, however many requests it serves. Pairs of weight 0 are left out.
pub fn most_benefit(graph: &Graph, budget: &mut Budget<'_>) -> Allocation {
    Flow::new(graph, 0).run(budget)
}

/// An edge as the searches see it.
#[derive(Clone, Copy)]
struct Arc {
    offer: u32,
    weight: u32,
}

/// Where an augmenting path ends.
#[derive(Clone, Copy)]
enum End {
    /// The new place stays open.
    Open,
    /// At an offer with room.
    Room(usize),
    /// At a request that gives up a provider.
    Leaves(usize),
}

/// A flow that is best for the places admitted so far, with the duals that prove it.
struct Flow<'g> {
    graph: &'g Graph,
    bonus: i64,
    /// Edges by request, heaviest first.
    arcs: Vec<Arc>,
    starts: Vec<usize>,
    owner: Vec<u32>,
    used: Vec<bool>,
    /// Arcs that use each offer: `held[room[o]..room[o] + busy[o]]`.
    held: Vec<u32>,
    room: Vec<usize>,
    busy: Vec<usize>,
    price: Vec<i64>,
    worth: Vec<i64>,
    providers: Vec<u32>,
    labels: Labels,
}

/// What one search knows of each node: requests first, then offers.
struct Labels {
    distance: Vec<i64>,
    via: Vec<u32>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    /// Nodes at the distance the search has reached: no need to go through the heap.
    here: Vec<u32>,
}

impl Labels {
    fn new(nodes: usize) -> Self {
        Self {
            distance: vec![NOWHERE; nodes],
            via: vec![0; nodes],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
            here: Vec::new(),
        }
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.distance[node as usize] = NOWHERE;
        }
        self.heap.clear();
        self.here.clear();
    }

    fn reach(&mut self, node: usize, distance: i64, via: u32) {
        if self.distance[node] == NOWHERE {
            self.touched.push(node as u32);
        }
        self.distance[node] = distance;
        self.via[node] = via;
    }

    fn queue(&mut self, node: usize, distance: i64, reached: i64) {
        if distance == reached {
            self.here.push(node as u32);
        } else {
            self.heap.push(Reverse((distance, node as u32)));
        }
    }

    /// The nearest node not looked at yet, with its distance.
    fn next(&mut self, reached: i64) -> Option<(usize, i64)> {
        if let Some(node) = self.here.pop() {
            return Some((node as usize, reached));
        }
        loop {
            let Reverse((distance, node)) = self.heap.pop()?;
            if distance == self.distance[node as usize] {
                return Some((node as usize, distance));
            }
        }
    }
}

impl<'g> Flow<'g> {
    fn new(graph: &'g Graph, bonus: i64) -> Self {
        let (requests, offers) = (graph.needs().len(), graph.capacities().len());
        let mut arcs = Vec::with_capacity(graph.edges().len());
        let mut owner = Vec::with_capacity(graph.edges().len());
        let mut starts = vec![0];
        let mut degree = vec![0_usize; offers];
        for request in 0..requests {
            let edges = graph.edges_of(request);
            arcs.extend(edges.iter().map(|edge| Arc { offer: edge.offer, weight: edge.weight }));
            arcs[starts[request]..].sort_by_key(|arc| Reverse(arc.weight));
            owner.resize(arcs.len(), request as u32);
            starts.push(arcs.len());
            edges.iter().for_each(|edge| degree[edge.offer as usize] += 1);
        }
        let mut room = vec![0];
        for offer in 0..offers {
            room.push(room[offer] + degree[offer].min(graph.capacities()[offer] as usize));
        }
        Self {
            graph,
            bonus,
            used: vec![false; arcs.len()],
            arcs,
            starts,
            owner,
            held: vec![0; room[offers]],
            room,
            busy: vec![0; offers],
            price: vec![0; offers],
            worth: vec![0; requests],
            providers: vec![0; requests],
            labels: Labels::new(requests + offers),
        }
    }

    fn run(mut self, budget: &mut Budget<'_>) -> Allocation {
        let requests = self.graph.needs().len();
        let mut ran = Ok(());
        for request in 0..requests {
            budget.at(request as f64 / requests as f64);
            ran = self.admit(request, budget);
            if ran.is_err() {
                (request..requests).for_each(|request| self.fill(request));
                break;
            }
        }
        self.result(ran)
    }

    /// Admits every place of a request, one after the other.
    fn admit(&mut self, request: usize, budget: &mut Budget<'_>) -> Result<(), Stopped> {
        let arcs = self.starts[request]..self.starts[request + 1];
        budget.spend(1 + arcs.len() as u64)?;
        let left = |arc: &Arc| i64::from(arc.weight) - self.price[arc.offer as usize];
        let Some(worth) = self.arcs[arcs.clone()].iter().map(left).max() else { return Ok(()) };
        self.worth[request] = worth;
        let places = self.graph.needs()[request].min(arcs.len() as u32);
        // Gains fall from place to place: once one stays open, so do the rest.
        for _ in 0..places {
            let (end, work) = self.search(request);
            if !self.augment(request, end) {
                break;
            }
            budget.spend(work)?;
        }
        Ok(())
    }

    /// What one more provider counts beside its weight, for a request that has so many.
    fn bonus_at(&self, request: usize, providers: u32) -> i64 {
        if providers == 0 && !self.graph.is_served(request) { self.bonus } else { 0 }
    }

    /// The cheapest end for one more place of `root`; moves the duals so that the path to it costs nothing.
    fn search(&mut self, root: usize) -> (End, u64) {
        let requests = self.worth.len();
        let mut best = (self.worth[root] + self.bonus_at(root, self.providers[root]), End::Open);
        let (mut reached, mut work) = (0, 1);
        self.labels.clear();
        self.labels.reach(root, 0, 0);
        self.labels.here.push(root as u32);
        while let Some((node, distance)) = self.labels.next(reached) {
            if distance >= best.0 {
                break;
            }
            reached = distance;
            work += if node < requests {
                self.scan_request(node, distance, &mut best)
            } else {
                self.scan_offer(node - requests, distance, &mut best)
            };
        }
        self.move_duals(best.0);
        (best.1, work)
    }

    fn scan_request(&mut self, request: usize, distance: i64, best: &mut (i64, End)) -> u64 {
        let requests = self.worth.len();
        let base = distance + self.worth[request];
        let (from, to) = (self.starts[request], self.starts[request + 1]);
        for at in from..to {
            let arc = self.arcs[at];
            let unpriced = base - i64::from(arc.weight);
            if unpriced >= best.0 {
                return (at - from + 1) as u64;
            }
            let offer = arc.offer as usize;
            let next = unpriced + self.price[offer];
            if next >= best.0 || next >= self.labels.distance[requests + offer] || self.used[at] {
                continue;
            }
            self.labels.reach(requests + offer, next, at as u32);
            if self.busy[offer] < self.room[offer + 1] - self.room[offer] {
                *best = (next, End::Room(offer));
            } else {
                self.labels.queue(requests + offer, next, distance);
            }
        }
        (to - from) as u64
    }

    fn scan_offer(&mut self, offer: usize, distance: i64, best: &mut (i64, End)) -> u64 {
        let (from, to) = (self.room[offer], self.room[offer] + self.busy[offer]);
        for slot in from..to {
            let at = self.held[slot] as usize;
            let request = self.owner[at] as usize;
            let worth = self.worth[request];
            let next = distance + i64::from(self.arcs[at].weight) - self.price[offer] - worth;
            if next >= best.0 || next >= self.labels.distance[request] {
                continue;
            }
            self.labels.reach(request, next, at as u32);
            let leaving = next + worth + self.bonus_at(request, self.providers[request] - 1);
            if leaving < best.0 {
                *best = (leaving, End::Leaves(request));
            }
            self.labels.queue(request, next, distance);
        }
        (to - from) as u64
    }

    fn move_duals(&mut self, end: i64) {
        let requests = self.worth.len();
        for &node in &self.labels.touched {
            let node = node as usize;
            let nearer = end - self.labels.distance[node];
            if nearer <= 0 {
                continue;
            }
            if node < requests {
                self.worth[node] -= nearer;
            } else {
                self.price[node - requests] += nearer;
            }
        }
    }

    /// Swaps used and unused edges along the path; false where the place stays open.
    fn augment(&mut self, root: usize, end: End) -> bool {
        let requests = self.worth.len();
        let mut offer = match end {
            End::Open => return false,
            End::Room(offer) => {
                self.held[self.room[offer] + self.busy[offer]] = u32::MAX;
                self.busy[offer] += 1;
                (offer, u32::MAX)
            }
            End::Leaves(request) => {
                self.providers[request] -= 1;
                self.release(request)
            }
        };
        loop {
            let (at_offer, freed) = offer;
            let taken = self.labels.via[requests + at_offer];
            let slots = self.room[at_offer]..self.room[at_offer] + self.busy[at_offer];
            if let Some(slot) = self.held[slots].iter_mut().find(|slot| **slot == freed) {
                *slot = taken;
            }
            self.used[taken as usize] = true;
            let request = self.owner[taken as usize] as usize;
            if request == root {
                break;
            }
            offer = self.release(request);
        }
        self.providers[root] += 1;
        true
    }

    /// Stops using the edge through which the search came to this request; says which offer's, and which edge.
    fn release(&mut self, request: usize) -> (usize, u32) {
        let at = self.labels.via[request];
        self.used[at as usize] = false;
        (self.arcs[at as usize].offer as usize, at)
    }

    /// Without any search: takes the heaviest edges that still find room. For what is left when stopped early.
    fn fill(&mut self, request: usize) {
        for at in self.starts[request]..self.starts[request + 1] {
            let offer = self.arcs[at].offer as usize;
            let wanted = self.providers[request] < self.graph.needs()[request];
            let worth_it = self.arcs[at].weight > 0 || self.bonus_at(request, self.providers[request]) > 0;
            if wanted
                && worth_it
                && !self.used[at]
                && self.busy[offer] < self.room[offer + 1] - self.room[offer]
            {
                self.held[self.room[offer] + self.busy[offer]] = at as u32;
                self.busy[offer] += 1;
                self.used[at] = true;
                self.providers[request] += 1;
            }
        }
    }

    fn result(&self, ran: Result<(), Stopped>) -> Allocation {
        let chosen = (0..self.arcs.len()).filter(|at| self.used[*at]).map(|at| Edge {
            request: self.owner[at],
            offer: self.arcs[at].offer,
            weight: self.arcs[at].weight,
        });
        let mut pairs: Vec<Edge> = chosen.collect();
        pairs.sort_unstable();
        Allocation {
            served: self.providers.iter().filter(|providers| **providers > 0).count(),
            total: pairs.iter().map(|pair| u64::from(pair.weight)).sum(),
            pairs,
            proof: ran.into(),
        }
    }
}

#[cfg(test)]
#[path = "allocation_tests.rs"]
mod tests;
