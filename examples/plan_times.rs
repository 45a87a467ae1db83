//! How long each plan takes over a catalog file: `cargo run --profile bench --example plan_times -- CATALOG.json
//! [--least BAND] [--units N] [--as-of DATE] [PLAN...]`. For each plan: milliseconds this thread worked, work units
//! spent, whether it is proven, and how much it found. Without names, all five.

use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use matriz::interchange::read_catalog;
use matriz::matching::Index;
use matriz::matching::answer::{Band, Settings};
use matriz::planning::answer::Proof;
use matriz::planning::solve::Budget;
use matriz::planning::{Matched, Planner};
use matriz::vocabulary::Vocabulary;

const PLANS: [&str; 5] = ["allocations", "missions", "exchanges", "triangular", "gaps"];

fn main() -> ExitCode {
    let (mut file, mut least, mut units, mut plans) = (String::new(), Band::Possible, u64::MAX, Vec::new());
    let mut as_of = "2026-11-22".to_owned();
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--least" => {
                let word = words.next().unwrap_or_default();
                least = Band::ALL.into_iter().find(|band| band.id() == word).unwrap_or(least);
            }
            "--units" => units = words.next().and_then(|word| word.parse().ok()).unwrap_or(units),
            "--as-of" => as_of = words.next().unwrap_or_default(),
            plan if PLANS.contains(&plan) => plans.push(word),
            _ => file = word,
        }
    }
    let read = fs::read(&file).ok().map(|bytes| read_catalog(&bytes));
    let (Some(catalog), Ok(as_of)) = (read.and_then(|read| read.catalog), as_of.parse()) else {
        eprintln!("usage: plan_times CATALOG.json [--least BAND] [--units N] [--as-of DATE] [PLAN...]");
        return ExitCode::from(2);
    };
    let vocabulary = Vocabulary::carried();
    println!("{} offers, {} requests, from {}", catalog.offers.len(), catalog.requests.len(), least.id());
    let start = worked_ms();
    let index = Index::build(&catalog, vocabulary);
    println!("{:>9.0} ms  the index", worked_ms() - start);
    let settings = Settings::on(as_of);
    for plan in PLANS.into_iter().filter(|plan| plans.is_empty() || plans.iter().any(|it| it == plan)) {
        let matched = Matched::new(&index, &settings);
        let planner = Planner::new(&catalog, &matched).from_band(least);
        let budget = &mut Budget::of(units);
        let start = worked_ms();
        let (proof, found) = made(&planner, plan, budget);
        let (worked, spent) = (worked_ms() - start, budget.spent() as f64 / 1e6);
        println!("{worked:>9.0} ms  {plan}: {spent:.1} M units, {proof:?}, found {found}");
    }
    ExitCode::SUCCESS
}

/// Makes a plan; what it is worth, and how much is in it.
fn made(planner: &Planner<'_, Matched<'_>>, plan: &str, budget: &mut Budget<'_>) -> (Proof, String) {
    let vocabulary = Vocabulary::carried();
    match plan {
        "allocations" => {
            let all = planner.compare(budget).allocations;
            let proof = all.iter().fold(Proof::Best, |proof, one| proof.and(one.proof));
            let counts = all.iter().map(|one| format!("{}/{}", one.pairs.len(), one.left_out.len()));
            (proof, counts.collect::<Vec<String>>().join(" "))
        }
        "missions" => {
            let found = planner.missions(budget);
            (found.proof, found.missions.len().to_string())
        }
        "exchanges" => {
            let found = planner.exchanges(budget);
            (found.proof, format!("{} worth {:.3} of {:.3}", found.exchanges.len(), found.total, found.bound))
        }
        "triangular" => {
            let found = planner.triangular(vocabulary, budget);
            (found.proof, found.matches.len().to_string())
        }
        _ => {
            let gaps = planner.gaps(vocabulary, budget);
            let unmet: usize = gaps.cells.iter().map(|gap| gap.unmet.len()).sum();
            let idle: usize = gaps.cells.iter().map(|gap| gap.idle.len()).sum();
            (gaps.proof, format!("{} cells, {unmet} unmet, {idle} idle", gaps.cells.len()))
        }
    }
}

/// Milliseconds this thread has worked; where the system does not say so, a clock's.
fn worked_ms() -> f64 {
    let line = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = line.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
    nanoseconds.map_or_else(clock_ms, |nanoseconds| nanoseconds / 1e6)
}

fn clock_ms() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}
