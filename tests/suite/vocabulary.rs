//! The carried vocabulary: complete, consistent, and found in running text.

use matriz::primitive::Language;
use matriz::vocabulary::Vocabulary;
use matriz::words::ConceptFinder;

#[test]
fn every_term_is_found_as_its_concept() {
    let vocabulary = Vocabulary::carried();
    let finder = ConceptFinder::new(vocabulary);
    let mut lost = Vec::new();
    let mut walked = 0;
    for concept in vocabulary.concepts() {
        for language in Language::ALL {
            for wording in concept.wordings(language) {
                walked += 1;
                let found = finder.find(wording, Some(language));
                if !found.iter().any(|found| found.concept == concept.ix) {
                    lost.push(format!("{language:?} {wording:?} of {}", concept.id));
                }
            }
        }
    }
    assert!(walked > 1000, "only {walked} terms walked");
    assert!(lost.is_empty(), "{} of {walked} terms not found:\n{}", lost.len(), lost.join("\n"));
}
