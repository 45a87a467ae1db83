//! The solvers on plain numbers, so that they can be checked against public instances and other solvers.
//!
//! `cargo run --release --example solve -- WHAT < INSTANCE.json` prints one JSON object. Indices count from 0, weights
//! are whole numbers below 2^32.
//!
//! | WHAT | instance |
//! |---|---|
//! | `served`, `benefit` | `{"needs": [1, …], "capacities": [1, …], "edges": [[request, offer, weight], …]}` |
//! | `stable` | the same, and a fourth number in each edge: the offer's score for the request |
//! | `missions` | `{"subjects": n, "institutions": [[score of subject 0, …], …]}`, 0 for not covered |
//! | `exchanges` | `{"gifts": [[giver, taker, weight], …]}` |

use std::io::Read;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, io};

use matriz::planning::solve::{
    Allocation, Budget, Coverer, Edge, Gift, Graph, blocking_pairs, exchanges, missions, most_benefit,
    most_served, stable,
};
use serde::Deserialize;
use serde_json::{Value, json};

const USAGE: &str = "solve served|benefit|stable|missions|exchanges < INSTANCE.json";
/// The instance or the command line cannot be used.
const BAD: u8 = 2;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Instance {
    needs: Vec<u32>,
    capacities: Vec<u32>,
    edges: Vec<Vec<u32>>,
    subjects: usize,
    institutions: Vec<Vec<u32>>,
    gifts: Vec<(u32, u32, u32)>,
}

fn main() -> ExitCode {
    match solved() {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}\nusage: {USAGE}");
            ExitCode::from(BAD)
        }
    }
}

fn solved() -> Result<Value, String> {
    let what = env::args().nth(1).ok_or("what to solve is not stated")?;
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| error.to_string())?;
    let instance: Instance = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let began = Instant::now();
    let mut answer = match what.as_str() {
        "served" => allocated(most_served(&graph(&instance)?, &mut Budget::unlimited())),
        "benefit" => allocated(most_benefit(&graph(&instance)?, &mut Budget::unlimited())),
        "stable" => stably(&instance)?,
        "missions" => mission(instance)?,
        "exchanges" => exchanged(&instance),
        _ => return Err(format!("nothing here solves {what:?}")),
    };
    answer["milliseconds"] = json!(began.elapsed().as_secs_f64() * 1e3);
    Ok(answer)
}

fn graph(instance: &Instance) -> Result<Graph, String> {
    let edge = |numbers: &Vec<u32>| match numbers[..] {
        [request, offer, weight, ..] => Ok(Edge { request, offer, weight }),
        _ => Err("an edge needs a request, an offer and a weight".to_owned()),
    };
    let edges: Vec<Edge> = instance.edges.iter().map(edge).collect::<Result<_, _>>()?;
    Graph::new(instance.needs.clone(), instance.capacities.clone(), edges).map_err(|bad| bad.to_string())
}

fn allocated(plan: Allocation) -> Value {
    json!({ "served": plan.served, "total": plan.total, "pairs": pairs(&plan.pairs), "proof": plan.proof })
}

fn pairs(pairs: &[Edge]) -> Vec<(u32, u32)> {
    pairs.iter().map(|pair| (pair.request, pair.offer)).collect()
}

fn stably(instance: &Instance) -> Result<Value, String> {
    let graph = graph(instance)?;
    let mut scores: Vec<(u32, u32, u32)> = Vec::new();
    for numbers in &instance.edges {
        let score = numbers.get(3).ok_or("an edge needs the offer's score as its fourth number")?;
        scores.push((numbers[0], numbers[1], *score));
    }
    // The graph keeps its edges by request, then offer.
    scores.sort_unstable();
    let scores: Vec<u32> = scores.into_iter().map(|(_, _, score)| score).collect();
    let plan = stable(&graph, &scores, &mut Budget::unlimited());
    let blocking = blocking_pairs(&graph, &scores, &plan.pairs);
    Ok(json!({
        "served": plan.served, "total": plan.total, "pairs": pairs(&plan.pairs),
        "blocking": pairs(&blocking), "proof": plan.proof,
    }))
}

fn mission(instance: Instance) -> Result<Value, String> {
    let institutions: Vec<Coverer> =
        instance.institutions.into_iter().map(|scores| Coverer { scores }).collect();
    let plan = missions(instance.subjects, &institutions, &mut Budget::unlimited());
    let plan = plan.map_err(|none| none.to_string())?;
    Ok(json!({ "institutions": plan.institutions, "total": plan.total, "proof": plan.proof }))
}

fn exchanged(instance: &Instance) -> Value {
    let gift = |&(giver, taker, weight): &(u32, u32, u32)| Gift { giver, taker, weight };
    let gifts: Vec<Gift> = instance.gifts.iter().map(gift).collect();
    let plan = exchanges(&gifts, &mut Budget::unlimited());
    let cycles: Vec<&[u32]> = plan.cycles.iter().map(|cycle| cycle.institutions.as_slice()).collect();
    json!({ "cycles": cycles, "total": plan.total, "bound": plan.bound, "proof": plan.proof })
}
