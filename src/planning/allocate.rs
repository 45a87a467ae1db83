//! Allocation over the whole catalog, in the three forms, with a reason for everybody who is left out.

use std::collections::BTreeMap;

use super::answer::{Allocation, Comparison, Figures, LeftOut, Objective, Planned, Proof};
use super::candidates::{Candidates, Gates};
use super::planner::{Instance, Planner, scaled, unscaled};
use super::solve::{Budget, Edge, most_benefit, most_served, stable};
use crate::matching::answer::Gate;
use crate::primitive::{Arg, Id, Said};

/// Pairs looked at to find out which gates stand in the way. Beyond it, requests are told in general terms that no
/// offer passes: a second of work is enough for an explanation nobody may read.
const MOST_LOOKED_AT: usize = 2_000_000;

/// Share of the work that finding the matches is, for the progress report.
const FINDING: f64 = 0.5;

impl<C: Candidates> Planner<'_, C> {
    /// The three allocations side by side, over the same matches.
    pub fn compare(&self, budget: &mut Budget<'_>) -> Comparison {
        self.compare_heard(budget, |_| ())
    }

    /// The same; `ready` hears the first of them, then the first two: what there is so far.
    pub fn compare_heard(&self, budget: &mut Budget<'_>, mut ready: impl FnMut(&Comparison)) -> Comparison {
        let (instance, found) = self.found(budget);
        let why = self.why_no_match(&instance, found);
        let mut so_far = Comparison { allocations: Vec::new(), assumptions: assumptions(&instance) };
        let part = (1.0 - FINDING) / Objective::ALL.len() as f64;
        for (at, objective) in Objective::ALL.into_iter().enumerate() {
            if at > 0 {
                ready(&so_far);
            }
            let from = FINDING + part * at as f64;
            budget.stage(from, from + part);
            so_far.allocations.push(self.allocated(&instance, objective, &why, found, budget));
        }
        so_far
    }

    /// One of the three allocations.
    pub fn allocate(&self, objective: Objective, budget: &mut Budget<'_>) -> Comparison {
        let (instance, found) = self.found(budget);
        budget.stage(FINDING, 1.0);
        let why = self.why_no_match(&instance, found);
        let allocation = self.allocated(&instance, objective, &why, found, budget);
        Comparison { allocations: vec![allocation], assumptions: assumptions(&instance) }
    }

    /// The matches; with nothing in it where it had to stop before they were found.
    fn found(&self, budget: &mut Budget<'_>) -> (Instance, Proof) {
        budget.stage(0.0, FINDING);
        match self.instance(budget) {
            Ok(instance) => (instance, Proof::Best),
            Err(stopped) => (self.empty(), Proof::NotProven(stopped)),
        }
    }

    fn allocated(
        &self,
        instance: &Instance,
        objective: Objective,
        why: &BTreeMap<Id, LeftOut>,
        found: Proof,
        budget: &mut Budget<'_>,
    ) -> Allocation {
        let graph = &instance.graph;
        let (pairs, proof) = match objective {
            Objective::Served => taken(most_served(graph, budget)),
            Objective::Benefit => taken(most_benefit(graph, budget)),
            Objective::Stable => {
                let plan = stable(graph, &self.scores_of_offers(instance), budget);
                (plan.pairs, plan.proof)
            }
        };
        let proof = found.and(proof);
        Allocation {
            objective,
            figures: self.figures(instance, &pairs),
            left_out: self.left_out(instance, objective, &pairs, why, proof),
            pairs: pairs.iter().filter_map(|pair| planned(instance, pair)).collect(),
            proof,
        }
    }

    /// The provider-side score of every edge.
    fn scores_of_offers(&self, instance: &Instance) -> Vec<u32> {
        let groups = instance.matches.chunk_by(|a, b| a.request == b.request);
        let mut scores = Vec::with_capacity(instance.matches.len());
        for group in groups {
            let offers: Vec<Id> = group.iter().map(|found| found.offer).collect();
            scores.extend(self.candidates.provider_scores(group[0].request, &offers).into_iter().map(scaled));
        }
        scores
    }

    fn figures(&self, instance: &Instance, pairs: &[Edge]) -> Figures {
        let mut new = vec![0_u32; instance.requests.len()];
        pairs.iter().for_each(|pair| new[pair.request as usize] += 1);
        let has = |at: usize| instance.graph.is_served(at) || new[at] > 0;
        let total = unscaled(pairs.iter().map(|pair| u64::from(pair.weight)).sum());
        Figures {
            requests: new.len(),
            served: (0..new.len()).filter(|at| has(*at)).count(),
            fully_served: (0..new.len()).filter(|at| new[*at] >= instance.graph.needs()[*at]).count(),
            pairs: pairs.len(),
            total,
            mean: if pairs.is_empty() { 0.0 } else { total / pairs.len() as f64 },
        }
    }

    fn left_out(
        &self,
        instance: &Instance,
        objective: Objective,
        pairs: &[Edge],
        why: &BTreeMap<Id, LeftOut>,
        proof: Proof,
    ) -> Vec<LeftOut> {
        let mut served: Vec<bool> =
            (0..instance.requests.len()).map(|at| instance.graph.is_served(at)).collect();
        pairs.iter().for_each(|pair| served[pair.request as usize] = true);
        let out = instance.requests.iter().enumerate().filter(|(at, _)| !served[*at]);
        out.map(|(at, request)| match why.get(request) {
            Some(left_out) => left_out.clone(),
            None => {
                LeftOut { request: *request, reason: outdone(instance, objective, at, proof), gate: None }
            }
        })
        .collect()
    }

    /// For every request without a match that counts: that there are only weaker ones, or what stands in the way of
    /// most offers on its subjects.
    ///
    /// Nothing where the matches themselves were not all found: then nobody knows.
    fn why_no_match(&self, instance: &Instance, found: Proof) -> BTreeMap<Id, LeftOut> {
        let mut looked_at = 0;
        if !found.is_best() {
            return BTreeMap::new();
        }
        let without = (0..instance.requests.len()).filter(|at| instance.graph.edges_of(*at).is_empty());
        without
            .map(|at| {
                let request = instance.requests[at];
                looked_at += self.catalog.offers.len();
                let left_out = if looked_at > MOST_LOOKED_AT {
                    LeftOut { request, reason: Said::new("plan.why.none"), gate: None }
                } else {
                    self.why_no_offer(request)
                };
                (request, left_out)
            })
            .collect()
    }

    fn why_no_offer(&self, request: Id) -> LeftOut {
        let failures = self.candidates.failures(request);
        let weak = failures.iter().filter(|(_, failed)| *failed == Gates::default()).count();
        if weak > 0 {
            let reason = Said::new("plan.why.weak").with("n", Arg::Number(weak as f64));
            return LeftOut { request, reason, gate: None };
        }
        let on_subject = failures.iter().filter(|(_, failed)| !failed.has(Gate::Subject));
        let mut counts = [0_u32; Gate::ALL.len()];
        for (_, failed) in on_subject {
            failed.iter().for_each(|gate| counts[gate.index()] += 1);
        }
        let most = Gate::ALL.into_iter().rev().max_by_key(|gate| counts[gate.index()]);
        let gate = most.filter(|gate| counts[gate.index()] > 0).unwrap_or(Gate::Subject);
        let reason = Said::new(match gate {
            Gate::Parties => "plan.why.parties",
            Gate::Time => "plan.why.time",
            Gate::Form => "plan.why.form",
            Gate::Subject => {
                return LeftOut { request, reason: Said::new("plan.why.subject"), gate: Some(gate) };
            }
            Gate::Capacity => "plan.why.capacity",
            Gate::Required => "plan.why.required",
        });
        let reason = reason.with("n", Arg::Number(f64::from(counts[gate.index()])));
        LeftOut { request, reason, gate: Some(gate) }
    }
}

fn taken(plan: super::solve::Allocation) -> (Vec<Edge>, Proof) {
    (plan.pairs, plan.proof)
}

/// Why a request gets none of the offers that match it.
fn outdone(instance: &Instance, objective: Objective, request: usize, proof: Proof) -> Said {
    if !proof.is_best() {
        return Said::new("plan.why.stopped");
    }
    let key = match objective {
        Objective::Served => "plan.why.taken.served",
        Objective::Benefit => "plan.why.taken.benefit",
        Objective::Stable => "plan.why.taken.stable",
    };
    Said::new(key).with("n", Arg::Number(instance.graph.edges_of(request).len() as f64))
}

/// The match of a chosen edge.
fn planned(instance: &Instance, pair: &Edge) -> Option<Planned> {
    let (request, offer) = (instance.requests[pair.request as usize], instance.offers[pair.offer as usize]);
    let at = instance.matches.binary_search_by_key(&(request, offer), |found| (found.request, found.offer));
    let found = instance.matches.get(at.ok()?)?;
    Some(Planned { request, offer, score: found.score, band: found.band })
}

fn assumptions(instance: &Instance) -> Vec<Said> {
    let count = |key: &str, n: usize| Said::new(key).with("n", Arg::Number(n as f64));
    let unstated = (instance.unstated > 0).then(|| count("plan.assumed.capacity", instance.unstated));
    let cut = instance.cut_at.map(|most| count("plan.assumed.candidates", most));
    unstated.into_iter().chain(cut).collect()
}
