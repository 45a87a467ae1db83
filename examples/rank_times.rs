//! How long matching takes over a catalog, natively: `cargo run --profile bench --example rank_times -- CATALOG.json
//! [ROUNDS]`. The best of so many rounds; `./dev bench` measures in a browser, beside a peer.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use matriz::catalog::RecordKind;
use matriz::interchange::read_catalog;
use matriz::matching::answer::Settings;
use matriz::matching::{Index, Ranker};
use matriz::primitive::Date;
use matriz::vocabulary::Vocabulary;

/// As many places as a ranking shows.
const SHOWN: usize = 10;
/// 2026-11-22, as the generated catalogs have it.
const TODAY: Date = Date::from_days(20_779);
/// As many entries as are edited.
const EDITS: usize = 200;

fn main() -> Result<(), String> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("usage: rank_times CATALOG.json [ROUNDS]")?;
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let bytes = fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let mut catalog = read_catalog(&bytes).catalog.ok_or("no catalog could be read")?;
    let settings = Settings::on(TODAY);
    let mut index = Index::build(&catalog, Vocabulary::carried());
    let rank = || Ranker::new(&index, &settings).rank_all(SHOWN);
    let places: usize = rank().iter().map(|(_, found)| found.len()).sum();
    println!("rank all      {:?} the best of {rounds}, {places} places", best(rounds, || drop(rank())));
    let offers: Vec<_> = catalog.offers.keys().copied().collect();
    let mut each = [const { Vec::new() }; 3];
    for step in 0..EDITS {
        let (to, from) = (offers[step * 7_919 % offers.len()], offers[(step * 104_729 + 1) % offers.len()]);
        let words = catalog.offers[&from].summary.clone();
        if let Some(offer) = catalog.offers.get_mut(&to) {
            offer.summary = words;
        }
        each[0].push(best(1, || {
            black_box(index.update(&catalog, &[(RecordKind::Offer, to)]));
        }));
        each[1].push(best(1, || drop(index.rank_offer(to, &settings, SHOWN))));
        each[2].push(best(1, || drop(Ranker::new(&index, &settings))));
    }
    for (name, mut times) in ["update", "rank the offer", "new ranker"].into_iter().zip(each) {
        times.sort_unstable();
        let at = |share: usize| times[times.len() * share / 100];
        println!("{name:<14}{:?} median, {:?} at 95 %, {:?} worst", at(50), at(95), at(99));
    }
    Ok(())
}

fn best(rounds: usize, mut run: impl FnMut()) -> Duration {
    let timed = |_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    (0..rounds.max(1)).map(timed).min().unwrap_or_default()
}
