//! How long the desk takes over a large catalog: `cargo run --profile bench --example desk_times [ENTRIES]`.
//!
//! The catalog is made of the entries of the first graded catalog, varied: so many institutions, countries,
//! subjects and words as real entries have, as often as asked for.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use matriz::catalog::merge::Outcome;
use matriz::catalog::{AnyRecord, Catalog, RecordKind, VersionVector};
use matriz::desk::{
    Adopt, AdoptHow, AllMatches, Axis, Command, Desk, Do, Filter, GetEntry, GetMatrix, ListChanges,
    ListEntries, Live, MatchesOf, MemoryShelf, OpenCatalog, OrganiserDesk, PreviewMerge, Question, ReadFile,
    SaveFile, Side, Sort, Ticked, Undo, WhatLeaves,
};
use matriz::interchange::{WriteOptions, read_catalog, write_catalog};
use matriz::matching::answer::Settings;
use matriz::primitive::{Date, FixedWorld, Id, Language};

const SOURCE: &[u8] = include_bytes!("../tests/graded/catalog-a.json");
const NOW_MS: u64 = 1_795_305_600_000;

fn main() {
    let entries = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let catalog = large(entries);
    let bytes = write_catalog(&catalog, &WriteOptions::default()).into_bytes();
    println!(
        "{} offers, {} requests, {} kB",
        catalog.offers.len(),
        catalog.requests.len(),
        bytes.len() / 1000
    );
    let shelf = MemoryShelf::default();
    let mut desk = Desk::new(shelf.clone(), FixedWorld::new(NOW_MS));
    let preview = timed("read the file", || {
        let question = ReadFile { name: "large.json".into(), sample: false };
        ask(&mut desk, question, Some(bytes.clone()))
    });
    let Some(preview) = preview else { return };
    let adopt = Adopt { token: preview.token, how: AdoptHow::Beside };
    let Some(info) = timed("take it in and open it", || ask(&mut desk, adopt, None)) else { return };
    let mut next = Desk::new(shelf, FixedWorld::seeded(NOW_MS, 2));
    timed("open it from the shelf", || ask(&mut next, OpenCatalog { id: info.id }, None));
    lists(&mut desk);
    matches(&mut desk, &catalog);
    edits(&mut desk, &catalog);
    merge(&mut desk, catalog);
}

fn lists(desk: &mut Desk<MemoryShelf, FixedWorld>) {
    let list = |text: &str, sort, from| ListEntries {
        kind: RecordKind::Offer,
        filter: Filter { text: text.into(), ..Filter::default() },
        sort,
        from,
        count: 50,
        lang: Language::Es,
    };
    timed("list offers", || ask(desk, list("", Sort::Best, 0), None));
    timed("list offers, far down, by country", || ask(desk, list("", Sort::Country, 5_000), None));
    timed("search two words", || ask(desk, list("registro hogares", Sort::Best, 0), None));
    let mut question = list("", Sort::Ends, 0);
    question.filter.countries = vec!["CHL".into(), "BRA".into()];
    question.filter.standing = vec!["open".into()];
    timed("list with two facets", || ask(desk, question, None));
    timed("search a concept, index not built", || ask(desk, list("registro social", Sort::Best, 0), None));
    timed("search a concept", || ask(desk, list("registro social", Sort::Best, 0), None));
}

fn matches(desk: &mut Desk<MemoryShelf, FixedWorld>, catalog: &Catalog) {
    let settings = settings();
    let matrix = || GetMatrix {
        rows: Axis::Topic,
        columns: Axis::Quadrant,
        filter: Filter::default(),
        unfolded: Vec::new(),
    };
    timed("matrix, best matches not known", || ask(desk, matrix(), None));
    timed("matrix", || ask(desk, matrix(), None));
    let Some(request) = catalog.requests.values().next().cloned() else { return };
    let of = MatchesOf { side: Side::Request(request.head.id), settings, limit: 20, lang: Language::Es };
    timed("matches of a request", || ask(desk, of, None));
    let Some(offer) = catalog.offers.keys().next().copied() else { return };
    let of = MatchesOf { side: Side::Offer(offer), settings, limit: 20, lang: Language::Es };
    timed("matches of an offer", || ask(desk, of, None));
    let draft = Box::new(AnyRecord::from(request));
    let live = Live { draft, settings, limit: 5, lang: Language::Es };
    timed("matches of a draft", || ask(desk, live, None));
    let all = AllMatches { settings, institution: None, from: 0, count: 50, lang: Language::Es };
    timed("overview of all matches", || ask(desk, all, None));
    timed("the organiser's desk", || ask(desk, OrganiserDesk { settings, lang: Language::Es }, None));
}

fn edits(desk: &mut Desk<MemoryShelf, FixedWorld>, catalog: &Catalog) {
    let Some(id) = catalog.offers.keys().next().copied() else { return };
    let question = GetEntry { kind: RecordKind::Offer, id, lang: Language::Es };
    let Some(detail) = timed("one entry", || ask(desk, question, None)) else { return };
    let AnyRecord::Offer(mut offer) = detail.record else { return };
    offer.title.text.push('!');
    let put = Do { command: Command::Put(Box::new(offer.into())) };
    timed("save an entry", || ask(desk, put, None));
    timed("undo", || ask(desk, Undo {}, None));
    let matrix = GetMatrix {
        rows: Axis::Topic,
        columns: Axis::Quadrant,
        filter: Filter::default(),
        unfolded: Vec::new(),
    };
    timed("matrix after an edit", || ask(desk, matrix, None));
    timed("save my copy", || ask(desk, SaveFile { what: WhatLeaves::Everything }, None));
}

/// Every entry comes back changed, each tenth by somebody who did not know the version here.
fn merge(desk: &mut Desk<MemoryShelf, FixedWorld>, mut catalog: Catalog) {
    let by_other = |at: usize, rev: &VersionVector| {
        let known = if at.is_multiple_of(10) { VersionVector::default() } else { rev.clone() };
        known.bumped("otro", 1 + at as u64)
    };
    for (at, offer) in catalog.offers.values_mut().enumerate() {
        offer.head.rev = by_other(at, &offer.head.rev);
        offer.title.text.push('?');
    }
    for (at, request) in catalog.requests.values_mut().enumerate() {
        request.head.rev = by_other(at, &request.head.rev);
        request.title.text.push('?');
    }
    let bytes = write_catalog(&catalog, &WriteOptions::default()).into_bytes();
    let question = ReadFile { name: "changed.json".into(), sample: false };
    let Some(preview) = timed("read a changed copy", || ask(desk, question, Some(bytes))) else { return };
    let token = preview.token;
    let view = timed("what merging it would change", || ask(desk, PreviewMerge { token }, None));
    println!("             {:?}", view.map(|view| view.groups));
    let list = ListChanges { token, outcome: Outcome::Updated, from: 0, count: 50 };
    timed("fifty of the changes", || ask(desk, list, None));
    let ticked = Ticked { groups: [Outcome::Conflict, Outcome::Updated].into(), others: [].into() };
    timed("merge it", || ask(desk, Adopt { token, how: AdoptHow::Merge(ticked) }, None));
    timed("undo the merge", || ask(desk, Undo {}, None));
}

fn settings() -> Settings {
    Settings::on(Date::from_unix_ms(NOW_MS))
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let worked = cpu_ms();
    let answer = run();
    let waited = start.elapsed().as_secs_f64() * 1000.0;
    // On a busy machine only the time this thread worked says anything.
    let worked = cpu_ms().zip(worked).map_or(waited, |(after, before)| after - before);
    println!("{worked:>9.1} ms  {what}");
    answer
}

/// Milliseconds this thread has worked, where the system says so.
fn cpu_ms() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}

/// Asks; storage in memory answers at once.
fn ask<Q: Question>(
    desk: &mut Desk<MemoryShelf, FixedWorld>,
    question: Q,
    attachment: Option<Vec<u8>>,
) -> Option<Q::Answer> {
    let mut future = pin!(desk.ask(question.into(), attachment));
    let Poll::Ready(reply) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        return None;
    };
    match reply.answer {
        Ok(answer) => Q::unpack(answer),
        Err(fault) => {
            println!("           {fault}");
            None
        }
    }
}

/// The graded catalog's entries over and over, each under an id of its own, with words that tell them apart.
fn large(entries: usize) -> Catalog {
    let Some(source) = read_catalog(SOURCE).catalog else { return Catalog::new(Id::NIL, Default::default()) };
    let mut catalog = source.clone();
    let (offers, requests): (Vec<_>, Vec<_>) =
        (source.offers.values().collect(), source.requests.values().collect());
    let institutions: Vec<Id> = source.institutions.keys().copied().collect();
    let mut at = 0;
    while catalog.offers.len() + catalog.requests.len() < entries {
        let fresh =
            |side: u128| Id::from_u128(0x0197_5000_0000_7000_8000_0000_0000_0000 + (side << 40) + at as u128);
        let institution = institutions[(at * 7 + at / offers.len()) % institutions.len()];
        let mut offer = offers[at % offers.len()].clone();
        offer.head.id = fresh(1);
        offer.institution = institution;
        offer.summary.text.push_str(&format!(" Zona {} sector {}.", at % 611, at % 97));
        catalog.offers.insert(offer.head.id, offer);
        let mut request = requests[at % requests.len()].clone();
        request.head.id = fresh(2);
        request.institution = institutions[(at * 5 + 3) % institutions.len()];
        request.need.text.push_str(&format!(" Zona {} sector {}.", at % 613, at % 89));
        catalog.requests.insert(request.head.id, request);
        at += 1;
    }
    catalog
}
