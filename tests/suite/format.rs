//! The catalog file: what is written is read back, and what is broken is told.

use std::time::{Duration, Instant};

use matriz::catalog::{AnyRecord, Catalog, RecordKind, Version};
use matriz::interchange::{
    FILE_LIMIT, Layout, Problem, Read, Severity, WriteOptions, read_catalog, read_catalog_within,
    record_from_json, record_to_json, write_catalog,
};
use matriz::primitive::Id;
use proptest::prelude::*;

use super::support::catalogs::catalogs;

/// The example of the format's own page, every kind of record in it.
pub const EXAMPLE: &str = include_str!("../format/example.json");

fn told(read: &Read, key: &str) -> Vec<Problem> {
    read.problems.iter().filter(|problem| problem.said.key == key).cloned().collect()
}

fn keys(read: &Read) -> Vec<&str> {
    read.problems.iter().map(|problem| problem.said.key.as_str()).collect()
}

/// A catalog with one offer of these fields.
fn with_offer(fields: &str) -> String {
    format!(
        r#"{{"type":"matriz.catalog","version":1,"id":"0197b3c2-5f6e-7a10-9c11-000000000001",
        "offers":[{{"id":"0197b3c2-5f6e-7a10-9c11-000000000020","rev":{{"r4k9":3}},"title":"Handbook",{fields}}}]}}"#
    )
}

fn read_text(text: &str) -> Read {
    read_catalog(text.as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(catalog in catalogs(400), compact: bool) {
        let layout = if compact { Layout::Compact } else { Layout::Indented };
        let options = WriteOptions {
            generator: "matriz test".into(),
            saved_at: "2026-11-22T12:00:00Z".into(),
            layout,
        };
        let written = write_catalog(&catalog, &options);
        let read = read_text(&written);
        let worst = read.problems.iter().find(|problem| problem.severity != Severity::Information);
        prop_assert_eq!(worst, None);
        let back = read.catalog.unwrap();
        prop_assert_eq!(&back, &catalog);
        prop_assert_eq!(write_catalog(&back, &options), written);
        prop_assert_eq!(read.saved_at.as_deref(), Some("2026-11-22T12:00:00Z"));
    }

    #[test]
    fn a_record_is_read_back_alone(catalog in catalogs(120)) {
        for record in catalog.records() {
            let read = record_from_json(record.kind(), &record_to_json(&record));
            prop_assert_eq!(read.record, Some(record));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let read = read_catalog(&bytes);
        prop_assert!(read.catalog.is_some() || !read.problems.is_empty());
    }

    #[test]
    fn a_damaged_file_never_panics_and_never_passes_for_whole(
        catalog in catalogs(200), at in any::<prop::sample::Index>(), bit in 0_u8..8,
    ) {
        let mut bytes = write_catalog(&catalog, &WriteOptions::default()).into_bytes();
        let position = at.index(bytes.len());
        let cut = read_catalog(&bytes[..position]);
        prop_assert!(cut.problems.iter().any(|problem| problem.severity == Severity::Error));
        bytes[position] ^= 1 << bit;
        read_catalog(&bytes);
    }
}

#[test]
fn the_example_of_the_format_is_read_whole() {
    let read = read_text(EXAMPLE);
    let serious: Vec<_> =
        read.problems.iter().filter(|problem| problem.severity != Severity::Information).collect();
    assert_eq!(serious, Vec::<&Problem>::new());
    let catalog = read.catalog.unwrap();
    assert_eq!(catalog.records().count(), 8);
    assert_eq!(catalog.conflicts.len(), 1);
    assert_eq!(catalog.deletions.len(), 1);
    assert_eq!(read.generator.as_deref(), Some("matriz 0.1.0"));
    let options = WriteOptions {
        generator: read.generator.unwrap(),
        saved_at: read.saved_at.unwrap(),
        layout: Layout::Indented,
    };
    assert_eq!(write_catalog(&catalog, &options), EXAMPLE);
}

#[test]
fn a_wrong_type_costs_one_field_and_is_told() {
    let cases = [
        (r#""summary": 5"#, "problem.expected.text"),
        (r#""sectors": "health""#, "problem.expected.list"),
        (r#""sectors": [5]"#, "problem.expected.code"),
        (r#""window": "2027""#, "problem.expected.window"),
        (r#""window": {"from": "2027-02-30"}"#, "problem.expected.date"),
        (r#""window": {"from": "2027-02-03", "to": "2027-02-01"}"#, "problem.window-reversed"),
        (r#""capacity": 0"#, "problem.expected.positive-number"),
        (r#""capacity": -1"#, "problem.expected.positive-number"),
        (r#""capacity": 1.5"#, "problem.expected.positive-number"),
        (r#""capacity": "2""#, "problem.expected.positive-number"),
        (r#""context": {"people": -3}"#, "problem.expected.whole-number"),
        (r#""context": []"#, "problem.expected.object"),
        (r#""evidence": {"evaluated": "yes"}"#, "problem.expected.yes-no"),
        (r#""status": "archived""#, "problem.expected.status"),
        (r#""institution": 7"#, "problem.expected.id"),
        (r#""confirmed_on": "22/11/2026""#, "problem.expected.date"),
        (r#""tags": ["a"], "tags": ["b"]"#, "problem.key-twice"),
    ];
    for (fields, key) in cases {
        let read = read_text(&with_offer(fields));
        let problems = told(&read, key);
        assert_eq!(problems.len(), 1, "{fields}: {:?}", keys(&read));
        let place = &problems[0].place;
        assert_eq!(problems[0].severity, Severity::Warning, "{fields}");
        assert_eq!(place.list, Some(RecordKind::Offer), "{fields}");
        assert_eq!(place.title, "Handbook", "{fields}");
        let field = fields[1..].split('"').next().unwrap();
        assert_eq!(place.field.as_deref(), Some(field));
        assert!(place.pointer.starts_with(&format!("/offers/0/{field}")), "{}", place.pointer);
        assert_eq!(read.set_aside.len(), 1, "{fields}");
        let catalog = read.catalog.unwrap();
        let offer = catalog.offers.values().next().unwrap();
        assert_eq!(offer.title.text, "Handbook", "{fields}");
        assert!(matriz::catalog::merge::is_read_in_part(&offer.head.rev), "{fields}: {:?}", offer.head.rev);
    }
}

#[test]
fn a_record_read_in_part_never_takes_the_place_of_the_whole_one() {
    let whole = read_text(&with_offer(r#""capacity": 2"#)).catalog.unwrap();
    let part = read_text(&with_offer(r#""capacity": "two""#)).catalog.unwrap();
    let mut merged = whole.clone();
    merged.admit(Version::Content(part.offers.values().next().unwrap().clone().into()));
    assert_eq!(merged.offers, whole.offers, "the whole one is shown");
    assert_eq!(merged.conflicts.len(), 1, "the part waits beside it");
    let mut other_way = part.clone();
    other_way.admit(Version::Content(whole.offers.values().next().unwrap().clone().into()));
    assert_eq!(other_way, merged);
}

#[test]
fn what_is_unknown_is_kept_everywhere() {
    let text = with_offer(
        r#""x_new": {"b": 1, "a": [2]}, "window": {"from": "2027-01-01", "tz": "UTC"},
        "summary": {"text": "s", "by": "A"}, "sectors": ["health", "space"],
        "components": [{"title": {"text": "t", "by": "B"}, "x_part": true}],
        "subjects": [{"topic": "later-topic", "x_depth": 2}]"#,
    );
    let read = read_text(&text);
    assert!(read.problems.iter().all(|problem| problem.severity == Severity::Information));
    assert_eq!(told(&read, "problem.unknown-value").len(), 2, "{:?}", keys(&read));
    let mut unknown: Vec<String> =
        told(&read, "problem.unknown-key").into_iter().map(|problem| problem.place.pointer).collect();
    unknown.sort();
    let pointers =
        ["components/0/title/by", "components/0/x_part", "subjects/0/x_depth", "window/tz", "x_new"];
    // The same key in another text is counted, not told again.
    assert_eq!(unknown.len(), pointers.len(), "{unknown:?}");
    assert!(
        unknown.contains(&"/offers/0/x_new".to_owned())
            && unknown.contains(&"/offers/0/window/tz".to_owned())
    );
    let catalog = read.catalog.unwrap();
    let again = write_catalog(&catalog, &WriteOptions::default());
    let value: serde_json::Value = serde_json::from_str(&again).unwrap();
    let offer = &value["offers"][0];
    assert_eq!(offer["x_new"], serde_json::json!({"a": [2], "b": 1}));
    assert_eq!(offer["window"], serde_json::json!({"from": "2027-01-01", "tz": "UTC"}));
    assert_eq!(offer["summary"], serde_json::json!({"text": "s", "by": "A"}));
    assert_eq!(offer["sectors"], serde_json::json!(["health", "space"]));
    assert_eq!(
        offer["components"][0],
        serde_json::json!({"title": {"text": "t", "by": "B"}, "x_part": true})
    );
    assert_eq!(offer["subjects"][0], serde_json::json!({"topic": "later-topic", "x_depth": 2}));
    assert_eq!(read_text(&again).catalog.unwrap(), catalog);
}

#[test]
fn a_document_that_cannot_be_read_says_why() {
    let cases: [(&str, &str); 12] = [
        ("", "problem.file-empty"),
        ("  \n ", "problem.file-empty"),
        ("PK\u{3}\u{4}", "problem.not-json"),
        ("[]", "problem.not-a-catalog"),
        ("null", "problem.not-a-catalog"),
        ("{}", "problem.not-a-catalog"),
        (r#"{"type": "excalidraw"}"#, "problem.other-type"),
        (r#"{"type": "matriz.catalog", "version": 2}"#, "problem.newer-version"),
        (r#"{"type": "matriz.catalog", "#, "problem.truncated"),
        (r#"{"type": "matriz.catalog", "version": 1,, }"#, "problem.syntax"),
        (r#"{"type": 5}"#, "problem.other-type"),
        (r#"{"type": "matriz.catalog", "version": 1e999}"#, "problem.syntax"),
    ];
    for (text, key) in cases {
        let read = read_text(text);
        assert_eq!(keys(&read), [key], "{text}");
        assert_eq!(read.problems[0].severity, Severity::Error);
        assert_eq!(read.catalog, None, "{text}");
    }
    let bomb = format!("{{\"type\": {}", "[".repeat(100_000));
    assert_eq!(keys(&read_text(&bomb)), ["problem.too-deep"]);
    let large = read_catalog_within(&[b' '; 100], 99);
    assert_eq!(keys(&large), ["problem.too-large"]);
    assert_eq!(FILE_LIMIT, 64 * 1024 * 1024);
}

#[test]
fn a_truncated_file_gives_what_stands_before_the_cut() {
    let position = EXAMPLE.find("\"requests\"").unwrap() + 60;
    let read = read_text(&EXAMPLE[..position]);
    let problem = &told(&read, "problem.truncated")[0];
    let line = EXAMPLE[..position].lines().count() as f64;
    assert_eq!(problem.said.args[0], ("line".into(), matriz::primitive::Arg::Number(line)));
    assert_eq!(told(&read, "problem.read-before-fault").len(), 1);
    let catalog = read.catalog.unwrap();
    assert_eq!((catalog.institutions.len(), catalog.offers.len(), catalog.requests.len()), (2, 1, 0));
}

#[test]
fn other_encodings_are_read() {
    let plain = read_text(EXAMPLE).catalog;
    let marked = read_catalog(format!("\u{FEFF}{EXAMPLE}").as_bytes());
    assert_eq!(marked.catalog, plain);
    assert_eq!(told(&marked, "problem.byte-order-mark").len(), 1);
    let mut wide = vec![0xFF, 0xFE];
    EXAMPLE.encode_utf16().for_each(|unit| wide.extend(unit.to_le_bytes()));
    let wide = read_catalog(&wide);
    assert_eq!(wide.catalog, plain);
    assert_eq!(told(&wide, "problem.utf-16").len(), 1);
    let mut latin = with_offer(r#""summary": "Chile""#).into_bytes();
    let position = latin.iter().position(|byte| *byte == b'C').unwrap();
    latin[position] = 0xE9;
    let latin = read_catalog(&latin);
    assert_eq!(told(&latin, "problem.not-utf-8").len(), 1);
    assert!(latin.catalog.is_some());
}

#[test]
fn ids_that_are_no_uuids_still_name_one_record() {
    let text = r#"{"type":"matriz.catalog","version":1,"id":"seminar",
        "institutions":[{"id":"fosis","name":"FOSIS"},{"name":"Nameless"}],
        "offers":[{"id":"o1","institution":"fosis","title":"A"},{"id":"o2","institution":"gone","title":"B"}]}"#;
    let read = read_text(text);
    let catalog = read.catalog.clone().unwrap();
    let offer = catalog.offers.values().find(|offer| offer.title.text == "A").unwrap();
    assert_eq!(catalog.institution_of(offer.institution).unwrap().name.text, "FOSIS");
    assert_eq!(told(&read, "problem.reference").len(), 1);
    assert_eq!(told(&read, "problem.reference")[0].place.title, "B");
    assert_eq!(told(&read, "problem.id-missing").len(), 1);
    assert_eq!(catalog.institutions.len(), 2);
    assert_eq!(read_text(text).catalog, read.catalog, "the same ids every time");
}

#[test]
fn an_id_that_stands_twice_loses_no_words() {
    let text = r#"{"type":"matriz.catalog","version":1,"id":"c","institutions":[
        {"id":"0197b3c2-5f6e-7a10-9c11-000000000010","name":"One"},
        {"id":"0197b3c2-5f6e-7a10-9c11-000000000010","name":"Two"},
        {"id":"0197b3c2-5f6e-7a10-9c11-000000000010","name":"One"}]}"#;
    let read = read_text(text);
    assert_eq!(told(&read, "problem.id-twice").len(), 1);
    assert_eq!(told(&read, "problem.record-twice").len(), 1, "the third says what the first says");
    let catalog = read.catalog.unwrap();
    let id: Id = "0197b3c2-5f6e-7a10-9c11-000000000010".parse().unwrap();
    let names: Vec<String> = catalog
        .versions_of(id)
        .into_iter()
        .map(|version| match version {
            Version::Content(AnyRecord::Institution(institution)) => institution.name.text,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names.len(), 2);
    assert!(names.contains(&"One".to_owned()) && names.contains(&"Two".to_owned()));
}

#[test]
fn what_a_hostile_file_makes_us_say_is_bounded() {
    let offers: Vec<String> = (0..3000).map(|n| format!("{{\"id\": {n}, \"k{n}\": {n}}}")).collect();
    let text = format!("{{\"type\":\"matriz.catalog\",\"version\":1,\"offers\":[{}]}}", offers.join(","));
    let read = read_text(&text);
    assert!(read.problems.len() < 400, "{}", read.problems.len());
    assert!(told(&read, "problem.more").len() >= 2);
    assert_eq!(read.catalog.unwrap().offers.len(), 3000);
}

#[test]
fn a_record_that_stands_very_often_is_bounded() {
    let offers: Vec<String> = (0..2000).map(|n| format!("{{\"id\": \"x\", \"title\": \"{n}\"}}")).collect();
    let text = format!("{{\"type\":\"matriz.catalog\",\"version\":1,\"offers\":[{}]}}", offers.join(","));
    let read = read_text(&text);
    assert_eq!(told(&read, "problem.too-many-versions").len(), 50);
    assert_eq!(read.set_aside.len(), 2000 - 501);
    let catalog = read.catalog.unwrap();
    assert_eq!((catalog.offers.len(), catalog.conflicts.len()), (1, 500));
}

/// How long a hostile file may keep a person waiting, as `quality` has it.
const PATIENCE: Duration = Duration::from_secs(2);

#[test]
fn a_record_of_very_many_unknown_keys_is_read_in_time_and_whole() {
    // A million where code is optimised; else a test machine with other things to do needs some room.
    let many = if cfg!(debug_assertions) { 10_000 } else { 1_000_000 };
    // In no order: 7,919 is prime and divides neither number.
    let keys: Vec<String> = (0..many).map(|n| format!("\"k{}\": {n}", n * 7_919 % many)).collect();
    let text = with_offer(&keys.join(", "));
    let timed = |_| {
        let begun = Instant::now();
        let read = read_text(&text);
        let taken = begun.elapsed();
        let offers = read.catalog.unwrap().offers;
        assert!(offers.values().all(|offer| offer.head.extra.len() == many));
        taken
    };
    let taken = (0..3).map(timed).min().unwrap();
    assert!(taken < PATIENCE, "{taken:?}");
}

#[test]
fn an_empty_catalog_is_a_file() {
    let catalog = Catalog::new(Id::from_u128(7), Default::default());
    let text = write_catalog(&catalog, &WriteOptions { layout: Layout::Compact, ..Default::default() });
    assert_eq!(text, r#"{"type":"matriz.catalog","version":1,"id":"00000000-0000-0000-0000-000000000007"}"#);
    assert_eq!(read_text(&text).catalog.unwrap(), catalog);
}
