//! Words of running text: every term is found as its concept, languages are told, sentences are understood.

use matriz::primitive::Language;
use matriz::vocabulary::{ConceptKind, Vocabulary};
use matriz::words::{ConceptFinder, detect};

use crate::vocabulary::none;

fn finder() -> &'static ConceptFinder {
    use std::sync::OnceLock;
    static FINDER: OnceLock<ConceptFinder> = OnceLock::new();
    FINDER.get_or_init(|| ConceptFinder::new(Vocabulary::carried()))
}

#[test]
fn every_term_is_found_as_its_concept() {
    let vocabulary = Vocabulary::carried();
    let mut lost = Vec::new();
    let mut walked = 0;
    for concept in vocabulary.concepts() {
        for language in Language::ALL {
            for wording in concept.wordings(language).chain(concept.names.iter().map(String::as_str)) {
                walked += 1;
                let found = finder().find(wording, Some(language));
                if !found.iter().any(|found| found.concept == concept.ix) {
                    lost.push(format!("{} {wording:?} of {}", language.code(), concept.id));
                }
            }
        }
    }
    assert!(walked > 5_000, "only {walked} terms walked");
    none(&lost);
}

/// Words that are frequent in each language on their own; no term may be found in them.
#[test]
fn no_term_hides_in_a_frequent_word() {
    let frequent: std::collections::BTreeMap<String, String> =
        serde_json::from_str(include_str!("../vocabulary/frequent.json")).unwrap();
    let vocabulary = Vocabulary::carried();
    let mut complaints = Vec::new();
    for language in Language::ALL {
        let words = frequent[language.code()].split_whitespace();
        for word in words {
            let mut letters = word.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            let capitalised = first + letters.as_str();
            for text in [format!("Xx {word} xx"), format!("{capitalised} xx xx")] {
                for found in finder().find(&text, Some(language)) {
                    let id = &vocabulary.concept(found.concept).id;
                    complaints.push(format!("{} {word:?} is found as {id} in {text:?}", language.code()));
                }
            }
        }
        assert!(frequent[language.code()].split_whitespace().count() >= 250);
    }
    none(&complaints);
}

/// The concepts found in a text of this language are exactly these.
fn check(language: Language, text: &str, ids: &[&str]) {
    let vocabulary = Vocabulary::carried();
    let found = finder().find(text, Some(language));
    let found: Vec<_> = found.iter().map(|found| vocabulary.concept(found.concept).id.as_str()).collect();
    assert_eq!(found, ids, "{text}");
}

#[test]
fn words_between_and_order_are_read_as_a_person_reads_them() {
    use Language::{En, Es, Fr, Pt};
    check(Es, "Sistema nacional de protección social", &["social-protection-strategy"]);
    check(Es, "transferencias monetarias condicionadas", &["conditional-cash-transfer"]);
    check(Es, "TRANSFERENCIAS MONETARIAS NO CONDICIONADAS", &["unconditional-cash-transfer"]);
    check(Es, "la mesa social y la protección", &[]);
    check(En, "Evaluation and monitoring", &["monitoring-and-evaluation"]);
    check(En, "assessment of disability", &["disability-assessment-certification"]);
    check(Pt, "acompanhamento das famílias e um programa", &["family-support"]);
    check(Fr, "le bien-être social et la protection", &[]);
    check(Fr, "Cantines  scolaires, ciblage", &["school-feeding", "targeting"]);
}

#[test]
fn abbreviations_and_names_that_are_words_need_their_case() {
    use Language::{En, Es};
    check(En, "we walk along this path together", &[]);
    check(Es, "trabajamos juntos en el Perú", &[]);
    check(Es, "en Juntos de Perú", &["programa-juntos"]);
    check(Es, "el sisben como experiencia", &["sisben"]);
}

#[test]
fn any_text_is_read_without_a_panic() {
    for text in
        ["", " ", "\u{0}", "a\u{301}\u{301}", "𝔘𝔫𝔦", "👩‍👩‍👧 registro social 👍", "-- - -", "&&+ M&", "1.,2"]
    {
        for found in finder().find(text, None) {
            assert!(text.get(found.start..found.end).is_some_and(|words| !words.is_empty()), "{text:?}");
            assert!(found.strength > 0.0 && found.strength <= 1.0);
        }
    }
}

fn sentences() -> Vec<serde_json::Value> {
    serde_json::from_str(include_str!("../vocabulary/sentences.json")).unwrap()
}

#[test]
fn the_language_of_a_sentence_is_told() {
    let sentences = sentences();
    let right = sentences
        .iter()
        .filter(|sentence| {
            let told = detect(sentence["text"].as_str().unwrap());
            told.map(Language::code) == sentence["lang"].as_str()
        })
        .count();
    println!("language of sentences: {right} of {}", sentences.len());
    assert!(right * 100 >= sentences.len() * 95, "{right} of {}", sentences.len());
}

#[test]
fn the_language_of_a_short_title_is_told() {
    let (mut right, mut wrong, mut unsure) = (0, 0, 0);
    for concept in Vocabulary::carried().concepts() {
        // The titles are labels of programmes, which the detector has not learned its letters from.
        if concept.kind != ConceptKind::Programme {
            continue;
        }
        for language in Language::ALL {
            match detect(concept.labels.get(language)) {
                Some(told) if told == language => right += 1,
                Some(_) => wrong += 1,
                None => unsure += 1,
            }
        }
    }
    let all = right + wrong + unsure;
    println!("language of short titles: {right} right, {wrong} wrong, {unsure} unsure of {all}");
    assert!(right * 100 >= all * 80, "{right} right, {wrong} wrong, {unsure} unsure of {all}");
}

/// How many of the sentences' expectations (those the vocabulary has a concept for) must be found; what was
/// measured when this was written, so that no change loses any.
const LEAST_FOUND: usize = 120;

#[test]
fn real_world_sentences_are_understood() {
    let vocabulary = Vocabulary::carried();
    let expected: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../vocabulary/expected.json")).unwrap();
    let (mut found_in_all, mut asked_in_all) = (0, 0);
    let mut missed = Vec::new();
    for language in Language::ALL {
        let (mut found_here, mut asked) = (0, 0);
        for (sentence, expected) in sentences().iter().zip(&expected) {
            let text = sentence["text"].as_str().unwrap();
            assert!(text.starts_with(expected["starts"].as_str().unwrap()), "{text}");
            if sentence["lang"] != language.code() {
                continue;
            }
            let found = finder().find(text, None);
            for (expectation, ids) in expected["expected"].as_object().unwrap() {
                let ids: Vec<_> = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
                let concepts: Vec<_> = ids.iter().map(|id| vocabulary.find(id).expect(id)).collect();
                if concepts.is_empty() {
                    continue;
                }
                asked += 1;
                // A programme says what it is an instance of.
                let means = |concept| {
                    concepts.contains(&concept)
                        || vocabulary.concept(concept).parents.iter().any(|parent| {
                            vocabulary.concept(concept).kind == ConceptKind::Programme
                                && concepts.contains(parent)
                        })
                };
                if found.iter().any(|found| means(found.concept)) {
                    found_here += 1;
                } else {
                    missed.push(format!("{}: {expectation} {ids:?} in {text}", language.code()));
                }
            }
        }
        println!("sentences in {}: {found_here} of {asked} expectations found", language.code());
        found_in_all += found_here;
        asked_in_all += asked;
    }
    println!("sentences: {found_in_all} of {asked_in_all}; missed:\n{}", missed.join("\n"));
    assert!(found_in_all >= LEAST_FOUND, "{found_in_all} of {asked_in_all}\n{}", missed.join("\n"));
}
