//! Ranks the offers of a catalog file for each of its requests.
//!
//! `cargo run --release --example match -- CATALOG.json [--top K] [--as-of DATE]` prints one JSON object a line, the
//! best offer of each request first. `--analysed` prints instead the terms found in every entry, from which the
//! text criterion is computed (`src/matching/SCORING.md`, section 6).
//!
//! A file with errors: they are listed on the standard error, what could be read is ranked, and the exit code is 2.

use std::io::{BufWriter, Write};
use std::process::ExitCode;
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use matriz::interchange::{Problem, Severity, read_catalog};
use matriz::matching::answer::{Criterion, Settings, State};
use matriz::matching::{Index, Ranker};
use matriz::primitive::{Arg, Date, Said};
use matriz::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

const USAGE: &str = "match CATALOG.json [--top K] [--as-of YYYY-MM-DD] [--analysed]";
/// As many as a person reads.
const TOP: usize = 10;
/// The file or the command line cannot be used.
const BAD: u8 = 2;

struct Options {
    file: String,
    top: usize,
    as_of: Date,
    analysed: bool,
}

fn options() -> Option<Options> {
    let today = UNIX_EPOCH.elapsed().ok()?.as_millis();
    let today = Date::from_unix_ms(u64::try_from(today).ok()?);
    let mut options = Options { file: String::new(), top: TOP, as_of: today, analysed: false };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--top" => options.top = words.next()?.parse().ok()?,
            "--as-of" => options.as_of = words.next()?.parse().ok()?,
            "--analysed" => options.analysed = true,
            file if !file.starts_with("--") && options.file.is_empty() => options.file = file.to_owned(),
            _ => return None,
        }
    }
    (!options.file.is_empty()).then_some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("usage: {USAGE}");
        return ExitCode::from(BAD);
    };
    let bytes = match fs::read(&options.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{}: {error}", options.file);
            return ExitCode::from(BAD);
        }
    };
    let read = read_catalog(&bytes);
    let has_errors = read.problems.iter().any(|problem| problem.severity == Severity::Error);
    list(&read.problems);
    let Some(catalog) = read.catalog else { return ExitCode::from(BAD) };
    let index = Index::build(&catalog, Vocabulary::carried());
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if options.analysed {
        print_terms(&index, &mut out)
    } else {
        print_ranks(&index, &options, &mut out)
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) if has_errors => ExitCode::from(BAD),
        // A reader that has seen enough closes the pipe: that is no failure.
        _ => ExitCode::SUCCESS,
    }
}

fn print_ranks(index: &Index, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let settings = Settings::on(options.as_of);
    for (request, matches) in Ranker::new(index, &settings).rank_all(options.top) {
        for (at, found) in matches.iter().enumerate() {
            let Some((values, weights)) = index.values(request, found.offer, &settings) else { continue };
            let mut criteria = Map::new();
            for criterion in Criterion::ALL {
                let (state, value) = values.of(criterion);
                let weight = weights[criterion.index()];
                let shown = match state {
                    State::NotAsked => Value::Null,
                    _ => json!({ "value": value, "weight": weight, "silent": state == State::Silent }),
                };
                criteria.insert(criterion.id().to_owned(), shown);
            }
            let line = json!({
                "request": request, "offer": found.offer, "rank": at + 1,
                "score": found.score, "band": found.band, "criteria": criteria,
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// One object a line: the entry, and its documents with their concepts and words.
fn print_terms(index: &Index, out: &mut impl Write) -> io::Result<()> {
    for (entry, documents) in index.analysed() {
        let documents: Vec<Value> = documents
            .iter()
            .map(|terms| json!({ "concepts": pairs(&terms.concepts), "words": pairs(&terms.words) }))
            .collect();
        writeln!(out, "{}", json!({ "entry": entry, "documents": documents }))?;
    }
    Ok(())
}

fn pairs(terms: &[(String, f64)]) -> Map<String, Value> {
    terms.iter().map(|(term, count)| (term.clone(), json!(count))).collect()
}

fn list(problems: &[Problem]) {
    let messages: Map<String, Value> =
        serde_json::from_str(include_str!("../locales/en.json")).unwrap_or_default();
    for problem in problems.iter().filter(|problem| problem.severity != Severity::Information) {
        let place = if problem.place.pointer.is_empty() { "file" } else { &problem.place.pointer };
        eprintln!("{:?}: {place}: {}", problem.severity, in_english(&messages, &problem.said));
    }
}

fn in_english(messages: &Map<String, Value>, said: &Said) -> String {
    let message = messages.get(&said.key).map(|message| message.get("other").unwrap_or(message));
    let mut text = message.and_then(Value::as_str).unwrap_or(&said.key).to_owned();
    for (name, arg) in &said.args {
        text = text.replace(&format!("{{{name}}}"), &plain(arg));
    }
    text
}

fn plain(arg: &Arg) -> String {
    match arg {
        Arg::Number(number) | Arg::Share(number) => number.to_string(),
        Arg::Text(text) | Arg::Country(text) | Arg::Language(text) | Arg::Label(_, text) => text.clone(),
        Arg::Date(date) => date.to_string(),
        Arg::Record(id) => id.to_string(),
        Arg::List(args) => args.iter().map(plain).collect::<Vec<_>>().join(", "),
    }
}
