//! From texts to weighted terms: how often each word and concept counts, worked out by hand.

use std::collections::BTreeMap;

use matriz::catalog::{Component, Subject};
use matriz::matching::Named;
use matriz::primitive::Text;

use super::support::two::{OFFER, REQUEST, Two, two};

fn es(words: &str) -> Text {
    Text::in_language("es", words)
}

/// The documents of the offer, then that of the request.
fn documents(edit: impl FnOnce(&mut Two)) -> (Vec<Named>, Named) {
    let mut all: BTreeMap<_, _> = two(edit).index().1.analysed().into_iter().collect();
    let (offer, mut request) = (all.remove(&OFFER).unwrap(), all.remove(&REQUEST).unwrap());
    assert_eq!((all.len(), request.len()), (0, 1));
    (offer, request.remove(0))
}

/// Rounded, by name: counts are kept in single precision.
fn counts(named: &[(String, f64)]) -> BTreeMap<&str, f64> {
    named.iter().map(|(name, count)| (name.as_str(), (count * 1e5).round() / 1e5)).collect()
}

fn words(document: &Named) -> BTreeMap<&str, f64> {
    counts(&document.words)
}

#[test]
fn a_word_counts_by_the_field_it_stands_in() {
    let (offer, request) = documents(|two| {
        (two.request.title, two.request.need) = (es("Caballos y mulas"), es("mulas"));
        (two.request.objectives, two.request.results) = (vec![es("burros")], vec![es("yeguas")]);
        two.request.tags = vec!["potros".into()];
        (two.offer.title, two.offer.summary) = (es("Caballos"), es("mulas, mulas"));
        two.offer.tags = vec!["potros".into()];
        two.offer.components = vec![Component {
            id: None,
            title: es("burros"),
            summary: es("yeguas"),
            subjects: vec![Subject::default()],
            extra: Default::default(),
        }];
    });
    // A tag says no language, and one word does not tell: it is read as English.
    let expected = [("burr", 1.0), ("caball", 2.0), ("mul", 3.0), ("potro", 1.0), ("yegu", 0.5)];
    assert_eq!(words(&request), expected.into());
    // In the whole a part's title counts once and its text half, alone they count like a title and a text.
    let whole = [("burr", 1.0), ("caball", 2.0), ("mul", 2.0), ("potro", 1.0), ("yegu", 0.5)];
    assert_eq!(
        offer.iter().map(words).collect::<Vec<_>>(),
        [whole.into(), [("burr", 2.0), ("yegu", 1.0)].into()]
    );
}

#[test]
fn figures_and_initials_tell_nothing() {
    let (_, request) = documents(|two| two.request.need = es("ab 40 40000 4to caballos"));
    assert_eq!(words(&request), [("caball", 1.0)].into());
}

#[test]
fn of_several_versions_the_strongest_counts() {
    let (_, request) = documents(|two| {
        two.request.need = es("mulas, mulas, caballos");
        two.request.need.translations.insert("pt".into(), "mulas".into());
    });
    assert_eq!(words(&request), [("caball", 1.0), ("mul", 2.0)].into());
}

#[test]
fn what_is_found_counts_for_what_it_is_an_instance_or_a_part_of() {
    // A title counts two; a part hints at the whole by a quarter.
    let (_, request) = documents(|two| two.request.title = es("Comedor escolar"));
    let meals = [("education-and-culture", 0.5), ("school-feeding", 2.0)];
    assert_eq!(counts(&request.concepts), meals.into());
    let (_, request) = documents(|two| two.request.title = es("Comedor escolar; un comedor escolar"));
    let twice = [("education-and-culture", 1.0), ("school-feeding", 4.0)];
    assert_eq!(counts(&request.concepts), twice.into());
    // A programme stands by four fifths for the two things it is, and these by a quarter for their one topic.
    let (_, request) = documents(|two| two.request.title = es("Bolsa Família"));
    let instance = [
        ("bolsa-familia", 2.0),
        ("conditional-cash-transfer", 1.6),
        ("conditionality-verification", 1.6),
        ("programme-implementation-support", 0.8),
    ];
    assert_eq!(counts(&request.concepts), instance.into());
}

/// So many words that are in no language.
fn invented(count: u8) -> String {
    (0..count).map(|at| format!(" {}i{}uk", (b'b' + at / 6) as char, (b'p' + at % 6) as char)).collect()
}

/// The text value of a request for horses and an offer of a title and a summary.
fn value(title: &str, summary: &str) -> f64 {
    let explained = two(|two| {
        two.request.title = es("Caballos");
        (two.offer.title, two.offer.summary) = (es(title), es(summary));
    })
    .explained();
    explained.parts[6].value
}

#[test]
fn texts_are_as_alike_as_their_rarer_words() {
    // What both say is of level 5, what one says of 6; two mentions of 3.5, and one of 2.5.
    let (shared, other) = (5.0 * 2.0 / 3.5, 6.0 * 1.0 / 2.5);
    let check = |value: f64, others: f64| {
        let cosine = shared / f64::sqrt(shared * shared + others * other * other);
        let expected = 0.6 * cosine * 1.25 / (cosine + 0.25);
        assert!((value - expected).abs() < 1e-12, "{others} others: {value}, not {expected}");
    };
    check(value("Caballos", ""), 0.0);
    check(value("Caballos", "mulas"), 1.0);
    check(value("Caballos", &invented(31)), 31.0);
    // Thirty-two terms are kept, those that weigh most.
    check(value("Caballos", &invented(40)), 31.0);
    assert!(value(&invented(31), "caballos") > 0.0);
    assert_eq!(value(&invented(32), "caballos"), 0.0);
}
