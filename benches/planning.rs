//! How long the solvers take natively. `cargo bench --bench planning`

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use matriz::planning::solve::{
    Budget, Coverer, Edge, Gift, Graph, exchanges, missions, most_benefit, most_served, stable,
};
use matriz::primitive::{FixedWorld, World};

/// Candidates a request: what the app keeps a request when it plans.
const CANDIDATES: usize = 20;

/// How candidates spread over the offers.
#[derive(Clone, Copy)]
enum Spread {
    /// Any offer alike.
    Even,
    /// A few offers are in every list, as in a real seminar.
    Skewed,
}

fn graph(size: u32, capacity: u32, spread: Spread) -> Graph {
    let mut world = FixedWorld::new(u64::from(size));
    let mut edges = BTreeMap::new();
    for request in 0..size {
        while edges.range((request, 0)..=(request, u32::MAX)).count() < CANDIDATES {
            let draw = (world.random() >> 11) as f64 / (1_u64 << 53) as f64;
            let place = match spread {
                Spread::Even => draw,
                Spread::Skewed => draw * draw * draw,
            };
            let weight = 300_000 + (world.random() % 700_000) as u32;
            edges.insert((request, (place * f64::from(size)) as u32), weight);
        }
    }
    let edges = edges.into_iter().map(|((request, offer), weight)| Edge { request, offer, weight });
    Graph::new(vec![1; size as usize], vec![capacity; size as usize], edges.collect())
        .expect("indices are in range")
}

fn allocation(c: &mut Criterion) {
    let mut group = c.benchmark_group("allocation");
    group.sample_size(10);
    for size in [500, 1_000, 2_000] {
        for (spread, name) in [(Spread::Even, "even"), (Spread::Skewed, "skewed")] {
            let graph = graph(size, 1, spread);
            group.bench_function(format!("benefit {name} {size}"), |b| {
                b.iter(|| most_benefit(black_box(&graph), &mut Budget::unlimited()));
            });
            group.bench_function(format!("served {name} {size}"), |b| {
                b.iter(|| most_served(black_box(&graph), &mut Budget::unlimited()));
            });
            let scores: Vec<u32> = graph.edges().iter().map(|edge| edge.weight.rotate_left(9)).collect();
            group.bench_function(format!("stable {name} {size}"), |b| {
                b.iter(|| stable(black_box(&graph), &scores, &mut Budget::unlimited()));
            });
        }
    }
    group.finish();
}

/// Institutions of a seminar, each with something for three in ten of the others.
fn seminar(institutions: u32) -> Vec<Gift> {
    let mut world = FixedWorld::new(u64::from(institutions));
    let mut gifts = Vec::new();
    for (giver, taker) in
        (0..institutions).flat_map(|giver| (0..institutions).map(move |taker| (giver, taker)))
    {
        if world.random() % 10 < 3 {
            gifts.push(Gift { giver, taker, weight: 300_000 + (world.random() % 700_000) as u32 });
        }
    }
    gifts
}

fn seminars(c: &mut Criterion) {
    let mut group = c.benchmark_group("seminar");
    group.sample_size(10);
    for institutions in [20, 40, 60] {
        let gifts = seminar(institutions);
        group.bench_function(format!("exchanges {institutions}"), |b| {
            b.iter(|| exchanges(black_box(&gifts), &mut Budget::unlimited()));
        });
    }
    for subjects in [6, 12, 16] {
        let mut world = FixedWorld::new(subjects as u64);
        // Two in five subjects each, so that nobody covers them alone.
        let mut score = || if world.random() % 5 < 2 { 1 + (world.random() % 1_000_000) as u32 } else { 0 };
        let institutions: Vec<Coverer> =
            (0..60).map(|_| Coverer { scores: (0..subjects).map(|_| score()).collect() }).collect();
        group.bench_function(format!("mission {subjects}"), |b| {
            b.iter(|| missions(subjects, black_box(&institutions), &mut Budget::unlimited()));
        });
    }
    group.finish();
}

criterion_group!(benches, allocation, seminars);
criterion_main!(benches);
