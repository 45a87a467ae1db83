//! From texts to weighted terms: how often each word and concept counts, worked out by hand.

use std::collections::BTreeMap;

use matriz::catalog::{Component, Subject};
use matriz::matching::Named;
use matriz::primitive::Text;

use super::support::two::{OFFER, REQUEST, Two, es, two};

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

/// Concepts of the field, without the meanings of plain words.
fn concepts(document: &Named) -> BTreeMap<&str, f64> {
    counts(&document.concepts).into_iter().filter(|(name, _)| !name.starts_with('=')).collect()
}

#[test]
fn a_word_counts_by_the_field_it_stands_in() {
    let (offer, request) = documents(|two| {
        (two.request.title, two.request.need) = (es("Canguros y morsas"), es("morsas"));
        (two.request.objectives, two.request.results) = (vec![es("bongos")], vec![es("zorros")]);
        two.request.tags = vec!["pumas".into()];
        (two.offer.title, two.offer.summary) = (es("Canguros"), es("morsas, morsas"));
        two.offer.tags = vec!["pumas".into()];
        two.offer.components = vec![Component {
            id: None,
            title: es("bongos"),
            summary: es("zorros"),
            subjects: vec![Subject::default()],
            extra: Default::default(),
        }];
    });
    // A tag says no language, and one word does not tell: it is read as the entry is.
    let expected = [("bong", 1.0), ("cangur", 2.0), ("mors", 3.0), ("pum", 1.0), ("zorr", 0.5)];
    assert_eq!(words(&request), expected.into());
    // In the whole a part's title counts once and its text half, alone they count like a title and a text.
    let whole = [("bong", 1.0), ("cangur", 2.0), ("mors", 2.0), ("pum", 1.0), ("zorr", 0.5)];
    assert_eq!(
        offer.iter().map(words).collect::<Vec<_>>(),
        [whole.into(), [("bong", 2.0), ("zorr", 1.0)].into()]
    );
}

#[test]
fn figures_and_initials_tell_nothing() {
    let (_, request) = documents(|two| two.request.need = es("ab 40 40000 4to canguros"));
    assert_eq!(words(&request), [("cangur", 1.0)].into());
}

#[test]
fn of_several_versions_the_strongest_counts() {
    let (_, request) = documents(|two| {
        two.request.need = es("morsas, morsas, canguros");
        two.request.need.translations.insert("pt".into(), "morsas".into());
    });
    assert_eq!(words(&request), [("cangur", 1.0), ("mors", 2.0)].into());
}

#[test]
fn what_is_found_counts_for_what_it_is_an_instance_or_a_part_of() {
    // A title counts two; a part hints at the whole by a quarter.
    let (_, request) = documents(|two| two.request.title = es("Comedor escolar"));
    let meals = [("education-and-culture", 0.5), ("school-feeding", 2.0)];
    assert_eq!(concepts(&request), meals.into());
    let (_, request) = documents(|two| two.request.title = es("Comedor escolar; un comedor escolar"));
    let twice = [("education-and-culture", 1.0), ("school-feeding", 4.0)];
    assert_eq!(concepts(&request), twice.into());
    // A programme stands by four fifths for the two things it is, and these by a quarter for their one topic.
    let (_, request) = documents(|two| two.request.title = es("Bolsa Família"));
    let instance = [
        ("bolsa-familia", 2.0),
        ("conditional-cash-transfer", 1.6),
        ("conditionality-verification", 1.6),
        ("programme-implementation-support", 0.8),
    ];
    assert_eq!(concepts(&request), instance.into());
}

#[test]
fn a_plain_word_counts_by_its_meaning_in_any_language() {
    let meanings = |document: &Named| -> Vec<(String, f64)> {
        let all = counts(&document.concepts).into_iter();
        all.filter(|(name, _)| name.starts_with('=')).map(|(name, count)| (name.to_owned(), count)).collect()
    };
    // A title counts two, a meaning eight tenths.
    let (offer, request) = documents(|two| {
        two.request.title = es("Los huérfanos");
        two.offer.title = Text::in_language("fr", "Une orpheline");
    });
    assert_eq!(meanings(&request), [("=orphan".to_owned(), 1.6)]);
    assert_eq!(meanings(&offer[0]), meanings(&request));
    // A word of several senses is shared among them.
    let (_, request) = documents(|two| two.request.title = es("El choque"));
    let senses = meanings(&request);
    assert!(senses.len() > 1 && senses.iter().any(|(name, _)| name == "=accident"), "{senses:?}");
    assert!((senses.iter().map(|(_, count)| count).sum::<f64>() - 1.6).abs() < 1e-4, "{senses:?}");
}

/// So many words that are in no language.
fn invented(count: u8) -> String {
    (0..count).map(|at| format!(" {}i{}uk", (b'b' + at / 6) as char, (b'p' + at % 6) as char)).collect()
}

/// The text value of a request for kangaroos and an offer of a title and a summary.
fn value(title: &str, summary: &str) -> f64 {
    let explained = two(|two| {
        two.request.title = es("Canguros");
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
        let expected = 0.3 * cosine * 1.25 / (cosine + 0.25);
        assert!((value - expected).abs() < 1e-12, "{others} others: {value}, not {expected}");
    };
    check(value("Canguros", ""), 0.0);
    check(value("Canguros", "morsas"), 1.0);
    check(value("Canguros", &invented(47)), 47.0);
    // Forty-eight terms are kept, those that weigh most.
    check(value("Canguros", &invented(60)), 47.0);
    assert!(value(&invented(47), "canguros") > 0.0);
    assert_eq!(value(&invented(48), "canguros"), 0.0);
}
