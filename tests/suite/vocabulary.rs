//! The carried vocabulary: complete and consistent.

use std::collections::{BTreeMap, BTreeSet};

use matriz::primitive::Language;
use matriz::vocabulary::{
    AgreementNeeded, Apply, Coded, Concept, ConceptKind, CooperationType, CostItem, Delivery, Kind, Level,
    Modality, PortfolioStatus, Priority, Profile, Quadrant, Role, Scale, Sector, Setting, Status, Topic,
    Vocabulary,
};
use matriz::words::fold;

fn of_kind(kind: ConceptKind) -> Vec<&'static Concept> {
    Vocabulary::carried().concepts().iter().filter(|concept| concept.kind == kind).collect()
}

/// Fails with every complaint at once, so that whoever writes the data sees all that is missing.
pub fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn there_is_enough_of_it() {
    assert_eq!(of_kind(ConceptKind::Topic).len(), 18);
    assert_eq!(of_kind(ConceptKind::Sector).len(), 11);
    assert!(of_kind(ConceptKind::Subtopic).len() >= 120);
    assert!(of_kind(ConceptKind::Programme).len() >= 80);
    let vocabulary = Vocabulary::carried();
    for parent in of_kind(ConceptKind::Topic).into_iter().chain(of_kind(ConceptKind::Sector)) {
        let subtopics =
            parent.children.iter().filter(|child| vocabulary.concept(**child).kind == ConceptKind::Subtopic);
        let programmes_only = subtopics.count() == 0;
        assert!(!programmes_only, "{} has no sub-topic", parent.id);
    }
}

#[test]
fn everything_is_said_in_four_languages() {
    let mut complaints = Vec::new();
    for concept in Vocabulary::carried().concepts() {
        for language in Language::ALL {
            let mut ask = |fine: bool, what: &str| {
                if !fine {
                    complaints.push(format!("{} has no {what} in {}", concept.id, language.code()));
                }
            };
            ask(!concept.labels.get(language).trim().is_empty(), "label");
            ask(!concept.short.get(language).trim().is_empty(), "short label");
            if concept.kind != ConceptKind::Programme {
                ask(concept.terms.get(language).len() >= 3, "three terms");
                ask(
                    concept.terms.get(language).iter().all(|term| !term.trim().is_empty()),
                    "term without words",
                );
            }
            if concept.kind == ConceptKind::Subtopic {
                ask(!concept.note.get(language).trim().is_empty(), "note");
            }
        }
    }
    for language in Language::ALL {
        let labels = serde_json::to_value(Vocabulary::carried().labels(language)).unwrap();
        empty_strings(&labels, &mut format!("labels({})", language.code()), &mut complaints);
    }
    none(&complaints);
}

fn empty_strings(value: &serde_json::Value, path: &mut String, complaints: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if text.trim().is_empty() => {
            complaints.push(format!("{path} is empty"))
        }
        serde_json::Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                empty_strings(value, &mut format!("{path}[{at}]"), complaints);
            }
        }
        serde_json::Value::Object(values) => {
            for (key, value) in values {
                empty_strings(value, &mut format!("{path}.{key}"), complaints);
            }
        }
        _ => {}
    }
}

#[test]
fn labels_are_unique_in_each_language() {
    let mut complaints = Vec::new();
    for language in Language::ALL {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for concept in Vocabulary::carried().concepts() {
            let name = match concept.kind {
                ConceptKind::Programme => format!("{} {:?}", concept.names[0], concept.country),
                _ => concept.labels.get(language).clone(),
            };
            if let Some(other) = seen.insert(fold(&name), &concept.id) {
                complaints.push(format!(
                    "{other} and {} are both {name:?} in {}",
                    concept.id,
                    language.code()
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for concept in Vocabulary::carried().concepts() {
        assert!(seen.insert(&concept.id), "{} stands twice", concept.id);
        let kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        assert!(concept.id.chars().all(kebab), "{}", concept.id);
        assert_eq!(Vocabulary::carried().find(&concept.id), Some(concept.ix));
    }
}

#[test]
fn a_term_belongs_to_one_concept_or_states_its_ambiguity() {
    let vocabulary = Vocabulary::carried();
    let mut complaints = Vec::new();
    for language in Language::ALL {
        let mut owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for concept in vocabulary.concepts() {
            let names = concept.names.iter().map(String::as_str);
            for wording in concept.wordings(language).chain(names) {
                owners.entry(fold(wording)).or_default().insert(&concept.id);
            }
        }
        for (term, owners) in owners.iter().filter(|(_, owners)| owners.len() > 1) {
            let stated = vocabulary.ambiguities().iter().any(|ambiguity| {
                let same_language = ambiguity.lang == language || is_name(term, &owners_of(owners));
                let all = owners.iter().all(|owner| ambiguity.concepts.iter().any(|id| id == owner));
                fold(&ambiguity.term) == *term && same_language && all
            });
            if !stated {
                complaints.push(format!("{term:?} ({}) stands under {owners:?}", language.code()));
            }
        }
    }
    for ambiguity in vocabulary.ambiguities() {
        for id in &ambiguity.concepts {
            let Some(concept) = vocabulary.find(id).map(|ix| vocabulary.concept(ix)) else {
                complaints.push(format!(
                    "the ambiguity of {:?} names {id:?}, which does not exist",
                    ambiguity.term
                ));
                continue;
            };
            let names = concept.names.iter().map(String::as_str);
            let has =
                concept.wordings(ambiguity.lang).chain(names).any(|own| fold(own) == fold(&ambiguity.term));
            if !has {
                complaints.push(format!(
                    "{:?} ({}) is stated for {id}, which lacks it",
                    ambiguity.term,
                    ambiguity.lang.code()
                ));
            }
        }
    }
    none(&complaints);
}

fn owners_of<'a>(owners: &BTreeSet<&'a str>) -> Vec<&'a str> {
    owners.iter().copied().collect()
}

/// Whether a programme's name is involved, which belongs to every language.
fn is_name(term: &str, owners: &[&str]) -> bool {
    let vocabulary = Vocabulary::carried();
    owners
        .iter()
        .filter_map(|id| vocabulary.find(id))
        .any(|ix| vocabulary.concept(ix).names.iter().any(|name| fold(name) == term))
}

#[test]
fn programmes_say_what_they_are_where_and_who_says_so() {
    let vocabulary = Vocabulary::carried();
    let mut complaints = Vec::new();
    for concept in of_kind(ConceptKind::Programme) {
        let mut ask = |fine: bool, what: &str| {
            if !fine {
                complaints.push(format!("{}: {what}", concept.id));
            }
        };
        ask(!concept.parents.is_empty(), "is an instance of nothing known");
        ask(concept.names.iter().all(|name| !name.trim().is_empty()), "a name is empty");
        let country = concept.country.as_deref().and_then(|country| vocabulary.country(country));
        ask(country.is_some(), "its country is not in the list");
        let source = concept.source.as_ref();
        ask(source.is_some_and(|source| !source.title.is_empty()), "its source has no title");
        ask(source.is_some_and(|source| source.url.starts_with("http")), "its source has no address");
    }
    none(&complaints);
}

#[test]
fn concepts_a_programme_names_all_exist() {
    let programmes: serde_json::Value =
        serde_json::from_str(include_str!("../../data/vocabulary/programmes.json")).unwrap();
    let known = |id: &serde_json::Value| id.as_str().and_then(|id| Vocabulary::carried().find(id)).is_some();
    for programme in programmes.as_array().unwrap() {
        let concepts = programme["concepts"].as_array().unwrap();
        assert!(concepts.iter().all(known), "{}: {concepts:?}", programme["id"]);
    }
}

fn same_list<T: Coded>() {
    let ids: Vec<_> = T::ALL.iter().map(|value| value.id()).collect();
    assert_eq!(Vocabulary::carried().list(T::LIST), ids, "list {}", T::LIST);
}

#[test]
fn the_lists_of_the_data_are_those_of_the_code() {
    same_list::<Kind>();
    same_list::<Level>();
    same_list::<Status>();
    same_list::<Delivery>();
    same_list::<CooperationType>();
    same_list::<Profile>();
    same_list::<CostItem>();
    same_list::<Priority>();
    same_list::<AgreementNeeded>();
    same_list::<Scale>();
    same_list::<Setting>();
    same_list::<Apply>();
    same_list::<PortfolioStatus>();
    same_list::<Role>();
    let labels = Vocabulary::carried().labels(Language::En);
    assert!(labels.quadrants.iter().map(|quadrant| quadrant.id).eq(Quadrant::ALL.iter().copied()));
    assert!(labels.topics.iter().map(|topic| topic.id).eq(Topic::ALL.iter().copied()));
    assert!(labels.sectors.iter().map(|sector| sector.id).eq(Sector::ALL.iter().copied()));
    assert!(labels.modalities.iter().map(|modality| modality.id).eq(Modality::ALL.iter().copied()));
}

#[test]
fn numbers_follow_topics_and_sectors() {
    let vocabulary = Vocabulary::carried();
    for topic in Topic::ALL {
        let ix = vocabulary.of_topic(*topic);
        assert_eq!((vocabulary.concept(ix).id.as_str(), vocabulary.as_topic(ix)), (topic.id(), Some(*topic)));
        assert!(!vocabulary.concept(ix).sectors.is_empty(), "{} has no sector", topic.id());
    }
    for sector in Sector::ALL {
        let ix = vocabulary.of_sector(*sector);
        assert_eq!(
            (vocabulary.concept(ix).id.as_str(), vocabulary.as_sector(ix)),
            (sector.id(), Some(*sector))
        );
    }
}

#[test]
fn countries_are_well_formed() {
    let countries = Vocabulary::carried().countries();
    assert!(countries.len() >= 193, "{} countries", countries.len());
    for country in countries {
        assert!(
            country.id.len() == 3 && country.id.bytes().all(|b| b.is_ascii_uppercase()),
            "{}",
            country.id
        );
        assert!(
            country.iso2.len() == 2 && country.iso2.bytes().all(|b| b.is_ascii_uppercase()),
            "{}",
            country.id
        );
        assert!(!country.languages.is_empty() && !country.region.is_empty(), "{}", country.id);
    }
    assert_eq!(Vocabulary::carried().country("CHL").map(|c| c.iso2.as_str()), Some("CL"));
}

#[test]
fn every_modality_has_a_shortest_stay_and_every_quadrant_its_agreement() {
    let vocabulary = Vocabulary::carried();
    for modality in Modality::ALL {
        let days = vocabulary.modality_shortest_days(*modality);
        assert!((1..=60).contains(&days), "{}: {days} days", modality.id());
    }
    let agreements: Vec<_> =
        Quadrant::ALL.iter().map(|quadrant| vocabulary.agreement_needed(*quadrant)).collect();
    assert!(
        agreements.contains(&AgreementNeeded::Political) && agreements.contains(&AgreementNeeded::Technical)
    );
}
