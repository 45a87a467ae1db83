//! What is meant by what somebody types, in any language.

use std::sync::OnceLock;

use matriz::primitive::Language;
use matriz::vocabulary::{ConceptIx, ConceptKind, Vocabulary};
use matriz::words::{ConceptFinder, Suggester, fold};

use crate::vocabulary::none;

fn suggester() -> &'static Suggester {
    static SUGGESTER: OnceLock<Suggester> = OnceLock::new();
    SUGGESTER.get_or_init(|| Suggester::new(Vocabulary::carried()))
}

fn ix(id: &str) -> ConceptIx {
    Vocabulary::carried().find(id).unwrap()
}

/// Typing this as a reader of this language offers this concept among the first five.
fn check(typed: &str, language: Language, id: &str) {
    let offered = suggester().suggest(typed, language, 5);
    let names: Vec<_> = offered.iter().map(|ix| &Vocabulary::carried().concept(*ix).id).collect();
    assert!(offered.contains(&ix(id)), "{typed:?} offers {names:?}, not {id}");
}

#[test]
fn typing_a_term_in_any_language_offers_its_concept() {
    use Language::{En, Es, Fr, Pt};
    check("registro soc", Es, "social-registry");
    check("registros sociales", Es, "social-registry");
    check("social reg", Fr, "social-registry");
    check("cantine", En, "school-feeding");
    check("merenda", Fr, "school-feeding");
    check("discapac", Pt, "disability");
    check("evaluacion de impacto", En, "impact-evaluation");
    check("sisben", En, "sisben");
    check("Bolsa Fam", Es, "bolsa-familia");
    check("CCT", En, "conditional-cash-transfer");
    check("travail des enf", Pt, "child-labour");
    check("focalisacion", Es, "targeting");
}

#[test]
fn every_label_and_name_typed_in_full_comes_first_or_nearly() {
    let vocabulary = Vocabulary::carried();
    let mut complaints = Vec::new();
    for concept in vocabulary.concepts() {
        let name = concept.names.first().filter(|_| concept.kind == ConceptKind::Programme);
        for language in Language::ALL {
            let typed = match name {
                Some(_) if language != Language::En => continue,
                Some(name) => name,
                None => concept.labels.get(language),
            };
            let offered = suggester().suggest(typed, language, 3);
            if !offered.contains(&concept.ix) {
                complaints.push(format!("{typed:?} does not offer {} ({})", concept.id, language.code()));
            }
        }
    }
    none(&complaints);
}

#[test]
fn nonsense_offers_nothing() {
    for typed in ["", "   ", "zzzzqqq", "???"] {
        assert!(suggester().suggest(typed, Language::En, 5).is_empty(), "{typed:?}");
    }
}

/// Whether searching a list for this finds an entry with this text.
fn finds(typed: &str, text: &str) -> bool {
    static FINDER: OnceLock<ConceptFinder> = OnceLock::new();
    let finder = FINDER.get_or_init(|| ConceptFinder::new(Vocabulary::carried()));
    let concepts: Vec<_> = finder.find(text, None).iter().map(|found| found.concept).collect();
    suggester().query(typed).matches(&fold(text), &concepts)
}

#[test]
fn a_search_crosses_languages() {
    let portuguese = "Merenda escolar com produtos da agricultura familiar em 80 municípios";
    assert!(finds("school feeding", portuguese));
    assert!(finds("cantines scolaires", portuguese));
    assert!(finds("merendas", portuguese));
    assert!(finds("municipios", portuguese));
    assert!(!finds("disability", portuguese));
    let spanish = "Certificación de la discapacidad con enfoque biopsicosocial";
    assert!(finds("disability", spanish), "what lies below the topic counts");
    assert!(finds("biopsico", spanish));
    assert!(!finds("psicosocial", spanish), "a word is found from its start");
}
