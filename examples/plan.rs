//! Plans a catalog file.
//!
//! `cargo run --release --example plan -- CATALOG.json --objective WHAT [--as-of DATE] [--least BAND]` prints one JSON
//! document. Matches below `--least` are left out of the plan; without it, all that pass every gate are planned with.
//! WHAT: `served`, `benefit`, `stable` (allocations), `missions`, `exchanges`, `triangular`, `gaps`, `near-misses`.
//! The shapes are those of `src/planning/answer.rs` (near misses: `src/matching/answer.rs`).
//!
//! A file with errors: they are listed on the standard error, what could be read is planned, and the exit code is 2.

use std::io::Write;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use matriz::catalog::Catalog;
use matriz::interchange::{Problem, Severity, read_catalog};
use matriz::matching::Index;
use matriz::matching::answer::{Band, NearMiss, Settings};
use matriz::planning::answer::Objective;
use matriz::planning::solve::Budget;
use matriz::planning::{Matched, Planner};
use matriz::primitive::{Arg, Date, Said};
use matriz::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

const USAGE: &str = "plan CATALOG.json --objective \
    served|benefit|stable|missions|exchanges|triangular|gaps|near-misses [--as-of YYYY-MM-DD] \
    [--least weak|possible|good|strong]";
/// Near misses a request: as many as a person reads.
const NEAR: usize = 5;
/// Work units an answer may take: about a minute.
const UNITS: u64 = 40_000_000_000;
/// The file or the command line cannot be used.
const BAD: u8 = 2;

const OBJECTIVES: [&str; 8] =
    ["served", "benefit", "stable", "missions", "exchanges", "triangular", "gaps", "near-misses"];

struct Options {
    file: String,
    objective: String,
    as_of: Date,
    least: Band,
}

fn options() -> Option<Options> {
    let today = UNIX_EPOCH.elapsed().ok()?.as_millis();
    let today = Date::from_unix_ms(u64::try_from(today).ok()?);
    let mut options =
        Options { file: String::new(), objective: String::new(), as_of: today, least: Band::Weak };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--objective" => options.objective = words.next()?,
            "--least" => {
                let word = words.next()?;
                options.least = Band::ALL.into_iter().find(|band| band.id() == word)?;
            }
            "--as-of" => options.as_of = words.next()?.parse().ok()?,
            file if !file.starts_with("--") && options.file.is_empty() => options.file = file.to_owned(),
            _ => return None,
        }
    }
    let is_known = OBJECTIVES.contains(&options.objective.as_str());
    (is_known && !options.file.is_empty()).then_some(options)
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
    match answer(&catalog, &options).and_then(|answer| print(&answer)) {
        Ok(()) if !has_errors => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(BAD),
        // A reader that has seen enough closes the pipe: that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn answer(catalog: &Catalog, options: &Options) -> io::Result<Value> {
    let vocabulary = Vocabulary::carried();
    let index = Index::build(catalog, vocabulary);
    let settings = Settings::on(options.as_of);
    let matched = Matched::new(&index, &settings);
    let planner = Planner::new(catalog, &matched).from_band(options.least);
    let budget = &mut Budget::of(UNITS);
    let answer = match options.objective.as_str() {
        "missions" => serde_json::to_value(planner.missions(budget)),
        "exchanges" => serde_json::to_value(planner.exchanges(budget)),
        "triangular" => serde_json::to_value(planner.triangular(vocabulary, budget)),
        "gaps" => serde_json::to_value(planner.gaps(vocabulary, budget)),
        "near-misses" => {
            let near = |request| index.near_misses(catalog, request, &settings, NEAR);
            let all: Vec<NearMiss> = catalog.requests.keys().flat_map(|request| near(*request)).collect();
            serde_json::to_value(json!({ "near_misses": all }))
        }
        name => {
            let named = Objective::ALL.into_iter().find(|objective| objective.id() == name);
            serde_json::to_value(planner.allocate(named.unwrap_or(Objective::Served), budget))
        }
    };
    let mut answer = answer.map_err(io::Error::other)?;
    if let Value::Object(fields) = &mut answer {
        fields.insert("objective".into(), json!(options.objective));
        fields.insert("as_of".into(), json!(options.as_of));
    }
    Ok(answer)
}

fn print(answer: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, answer)?;
    writeln!(out)?;
    out.flush()
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
