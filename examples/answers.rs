//! Everything the engine answers about a catalog, for an independent implementation to compare with.
//!
//! `cargo run --release --example answers -- CATALOG.json SETTINGS` (settings as JSON: `as_of`, `importances`,
//! `required_minimum`, `same_country`) prints one JSON object a line: first the analysed terms of every entry, then
//! for every request each pair with its gates, values, score and band, the pruned ranking, the near misses and the
//! robustness. It takes every pair one by one and explains it, so it is for small catalogs; `match` is the fast one.

use std::io::{BufWriter, Write};
use std::process::ExitCode;
use std::{env, fs, io};

use matriz::catalog::Catalog;
use matriz::interchange::read_catalog;
use matriz::matching::answer::{Criterion, Settings};
use matriz::matching::{Index, Named, Ranker};
use matriz::primitive::Id;
use matriz::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

/// As many as the ranking is pruned to.
const TOP: usize = 10;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, settings] = &arguments[..] else { return Err("usage: answers CATALOG.json SETTINGS".into()) };
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let settings: Settings = serde_json::from_str(settings).map_err(|error| format!("settings: {error}"))?;
    let catalog = read_catalog(&bytes).catalog.ok_or("no catalog could be read")?;
    let index = Index::build(&catalog, Vocabulary::carried());
    let mut out = BufWriter::new(io::stdout().lock());
    print(&catalog, &index, &settings, &mut out).map_err(|error| error.to_string())
}

fn print(catalog: &Catalog, index: &Index, settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    for (entry, documents) in index.analysed() {
        let documents: Vec<Value> = documents.iter().map(of_document).collect();
        writeln!(out, "{}", json!({ "entry": entry, "documents": documents }))?;
    }
    let mut ranker = Ranker::new(index, settings);
    for request in catalog.requests.keys().copied() {
        let pairs: Vec<Value> =
            catalog.offers.keys().map(|offer| pair(catalog, index, settings, request, *offer)).collect();
        let near: Vec<Value> = index
            .near_misses(catalog, request, settings, usize::MAX)
            .iter()
            .map(|near| {
                json!({ "offer": near.offer, "failed": near.failure.gate, "changes": near.changes,
                        "score": near.score, "band": near.band })
            })
            .collect();
        let line = json!({
            "request": request,
            "pairs": pairs,
            "ranked": ranker.rank(request, TOP),
            "all": index.all_matches(request, settings),
            "near": near,
            "robustness": index.robustness(request, settings),
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn of_document(terms: &Named) -> Value {
    let pairs = |terms: &[(String, f64)]| -> Map<String, Value> {
        terms.iter().map(|(term, count)| (term.clone(), json!(count))).collect()
    };
    json!({ "concepts": pairs(&terms.concepts), "words": pairs(&terms.words) })
}

fn pair(catalog: &Catalog, index: &Index, settings: &Settings, request: Id, offer: Id) -> Value {
    let explained = index.explain(catalog, request, offer, settings);
    let values = index.values(request, offer, settings);
    let (Some(explained), Some((values, _))) = (explained, values) else {
        return json!({ "offer": offer, "missing": true });
    };
    json!({
        "offer": offer,
        "failed": explained.failures.iter().map(|failure| failure.gate).collect::<Vec<_>>(),
        "values": Criterion::ALL.map(|criterion| values.of(criterion)),
        "parts": explained.parts.iter().map(|part| part.contribution).collect::<Vec<_>>(),
        "score": explained.score,
        "band": explained.band,
        "known": explained.known,
        "provider": index.provider_score(request, offer, settings),
    })
}
