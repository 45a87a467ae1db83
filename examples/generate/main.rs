//! Generated catalogs of any size: valid, realistic in their skew, the same for the same seed everywhere.
//!
//! `cargo run --release --example generate -- 1000 800 --seed 7 > catalog.json` (or `./dev generate 1000 800 --seed 7`)
//! writes 1,000 offers and 800 requests, with the institutions, portfolio items and joins that go with them.
//!
//! What is realistic: a few subjects and countries are crowded and most are rare (Zipf), texts are running text in
//! four languages that names subjects by the vocabulary's own synonyms between words that say little, and entries
//! state more or less as people do. What is not: nobody wrote these texts, so they measure speed and agreement of
//! implementations, never the quality of matching (`tests/graded` does).

mod draw;
mod entries;
mod phrases;
mod places;
mod subjects;
mod words;

use std::process::ExitCode;
use std::{env, fs};

use matriz::catalog::Catalog;
use matriz::interchange::{Layout, WriteOptions, write_catalog};
use matriz::primitive::{FixedWorld, Id, Text};

use draw::Draw;
use entries::Maker;

/// The instant of every generated catalog: 2026-11-22T00:00:00Z.
const NOW_MS: u64 = 1_795_305_600_000;

const USAGE: &str = "usage: generate OFFERS REQUESTS [--seed N] [--compact] [--out FILE]";

struct Wanted {
    offers: usize,
    requests: usize,
    seed: u64,
    layout: Layout,
    out: Option<String>,
}

fn main() -> ExitCode {
    let done = read(env::args().skip(1)).and_then(|wanted| {
        let catalog = generate(&wanted);
        let options = WriteOptions {
            generator: concat!("matriz ", env!("CARGO_PKG_VERSION"), " (generated)").to_owned(),
            saved_at: "2026-11-22T00:00:00Z".to_owned(),
            layout: wanted.layout,
        };
        let json = write_catalog(&catalog, &options);
        match &wanted.out {
            Some(path) => fs::write(path, json).map_err(|error| format!("{path}: {error}")),
            None => {
                println!("{}", json.trim_end());
                Ok(())
            }
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut counts = Vec::new();
    let mut wanted = Wanted { offers: 0, requests: 0, seed: 1, layout: Layout::Indented, out: None };
    let number = |text: Option<String>| -> Result<u64, String> {
        text.as_deref().and_then(|text| text.parse().ok()).ok_or_else(|| USAGE.to_owned())
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => wanted.seed = number(arguments.next())?,
            "--compact" => wanted.layout = Layout::Compact,
            "--out" => wanted.out = Some(arguments.next().ok_or(USAGE)?),
            _ => counts.push(number(Some(argument))?),
        }
    }
    let [offers, requests] = counts[..] else { return Err(USAGE.to_owned()) };
    (wanted.offers, wanted.requests) = (offers as usize, requests as usize);
    Ok(wanted)
}

fn generate(wanted: &Wanted) -> Catalog {
    let mut draw = Draw::new(FixedWorld::seeded(NOW_MS, wanted.seed));
    let id = Id::new(draw.world());
    let title =
        format!("Generated: {} offers, {} requests, seed {}", wanted.offers, wanted.requests, wanted.seed);
    let mut maker = Maker::new(draw, Catalog::new(id, Text::in_language("en", title)));
    maker.institutions(wanted.offers + wanted.requests);
    (0..wanted.offers).for_each(|_| maker.offer());
    (0..wanted.requests).for_each(|_| maker.request());
    maker.portfolio();
    maker.finish()
}
