//! How complete the vocabulary is, per language; with a text as argument, the concepts found in it.
//!
//! `cargo run --example vocabulary-report` or `cargo run --example vocabulary-report -- "Registro social de hogares"`

use std::env;
use std::time::Instant;

use matriz::primitive::Language;
use matriz::vocabulary::{ConceptKind, Vocabulary};
use matriz::words::{ConceptFinder, detect};

fn main() {
    let text: Vec<String> = env::args().skip(1).collect();
    let started = Instant::now();
    let vocabulary = Vocabulary::carried();
    let parsed = started.elapsed();
    let finder = ConceptFinder::new(vocabulary);
    let built = started.elapsed() - parsed;
    if text.is_empty() {
        report(vocabulary);
        println!("\nparsed in {parsed:.1?}, finder built in {built:.1?}");
        speed(&finder);
    } else {
        show(vocabulary, &finder, &text.join(" "));
    }
}

fn report(vocabulary: &Vocabulary) {
    println!("{:<28}{:>7}{:>7}{:>7}{:>7}", "", "en", "es", "pt", "fr");
    let kinds = [
        ("topics", ConceptKind::Topic),
        ("sectors", ConceptKind::Sector),
        ("sub-topics", ConceptKind::Subtopic),
        ("programmes", ConceptKind::Programme),
    ];
    for (name, kind) in kinds {
        let of_kind = || vocabulary.concepts().iter().filter(move |concept| concept.kind == kind);
        row(&format!("{name}: labels"), |language| {
            of_kind().filter(|concept| !concept.labels.get(language).is_empty()).count() as f64
        });
        if kind == ConceptKind::Programme {
            let names: usize = of_kind().map(|concept| concept.names.len()).sum();
            println!("{:<28}{names:>7}  (the same in every language)", "programmes: names");
            continue;
        }
        row(&format!("{name}: terms"), |language| {
            of_kind().map(|concept| concept.terms.get(language).len()).sum::<usize>() as f64
        });
        row(&format!("{name}: mean terms"), |language| {
            let terms: usize = of_kind().map(|concept| concept.terms.get(language).len()).sum();
            terms as f64 / of_kind().count().max(1) as f64
        });
        if kind == ConceptKind::Subtopic {
            row("sub-topics: notes", |language| {
                of_kind().filter(|concept| !concept.note.get(language).is_empty()).count() as f64
            });
        }
    }
    println!("{:<28}{:>7}", "concepts", vocabulary.len());
    println!("{:<28}{:>7}", "ambiguous terms", vocabulary.ambiguities().len());
    println!("{:<28}{:>7}", "false friends es/pt", vocabulary.false_friends().len());
    println!("{:<28}{:>7}", "countries and territories", vocabulary.countries().len());
}

fn row(name: &str, value: impl Fn(Language) -> f64) {
    let values = Language::ALL.map(|language| {
        let value = value(language);
        if value.fract() == 0.0 { format!("{value:>7}") } else { format!("{value:>7.1}") }
    });
    println!("{name:<28}{}", values.concat());
}

/// How long the finder takes for a text, telling its language included, once it has met the words.
fn speed(finder: &ConceptFinder) {
    const ROUNDS: u32 = 50;
    let texts: Vec<&str> = include_str!("../tests/vocabulary/sentences.json").lines().collect();
    let read = || texts.iter().map(|text| finder.find(text, None).len()).sum::<usize>();
    read();
    let started = Instant::now();
    let found: usize = (0..ROUNDS).map(|_| read()).sum();
    let each = started.elapsed() / ROUNDS / texts.len() as u32;
    println!("{found} concepts found in {ROUNDS} readings of {} texts, {each:.1?} a text", texts.len());
}

fn show(vocabulary: &Vocabulary, finder: &ConceptFinder, text: &str) {
    println!("language: {}", detect(text).map_or("not sure", Language::code));
    for found in finder.find(text, None) {
        let concept = vocabulary.concept(found.concept);
        println!("{:.2}  {:<44}{}", found.strength, concept.id, &text[found.start..found.end]);
    }
}
