//! What is meant by what somebody types.

use std::collections::BTreeMap;

use super::{fold, tokens};
use crate::primitive::Language;
use crate::vocabulary::{ConceptIx, Vocabulary};

/// Ranks concepts for pickers and widens searches to concepts.
pub struct Suggester {
    wordings: Vec<Wording>,
}

/// One way to name a concept, as words of folded text.
struct Wording {
    concept: ConceptIx,
    /// None for a programme's name, which belongs to every language.
    language: Option<Language>,
    is_label: bool,
    words: Vec<String>,
}

impl Suggester {
    /// Indexes all wordings of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut wordings = Vec::new();
        for concept in vocabulary.concepts() {
            for language in Language::ALL {
                for wording in concept.wordings(language) {
                    let is_label = wording == concept.labels.get(language);
                    wordings.push(Wording::new(concept.ix, Some(language), is_label, wording));
                }
            }
            for name in &concept.names {
                wordings.push(Wording::new(concept.ix, None, true, name));
            }
        }
        Self { wordings }
    }

    /// Concepts meant by what was typed so far, in any language, the best first; those of the reader's language
    /// before others that fit as well.
    pub fn suggest(&self, query: &str, language: Language, limit: usize) -> Vec<ConceptIx> {
        let query = words_of(query);
        let mut best: BTreeMap<ConceptIx, u32> = BTreeMap::new();
        for wording in &self.wordings {
            if let Some(score) = wording.score(&query, language) {
                let entry = best.entry(wording.concept).or_default();
                *entry = score.max(*entry);
            }
        }
        let mut ranked: Vec<_> = best.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().take(limit).map(|(concept, _)| concept).collect()
    }

    /// A query for the full-text search of a list: its words, and the concepts it names.
    pub fn query(&self, typed: &str) -> Query {
        let words = words_of(typed);
        let mut concepts: Vec<ConceptIx> = self
            .wordings
            .iter()
            .filter(|wording| wording.words == words)
            .map(|wording| wording.concept)
            .collect();
        concepts.sort();
        concepts.dedup();
        Query { words, concepts }
    }
}

impl Wording {
    fn new(concept: ConceptIx, language: Option<Language>, is_label: bool, wording: &str) -> Self {
        Self { concept, language, is_label, words: words_of(wording) }
    }

    /// How well this wording answers; none where a word typed is not in it.
    fn score(&self, query: &[String], language: Language) -> Option<u32> {
        if query.is_empty()
            || !query.iter().all(|word| self.words.iter().any(|own| own.starts_with(word.as_str())))
        {
            return None;
        }
        let whole = self.words == query;
        let at_start = self.words[0].starts_with(query[0].as_str());
        let own = self.language.is_none_or(|own| own == language);
        Some(
            u32::from(whole) * 8
                + u32::from(at_start) * 4
                + u32::from(own) * 2
                + u32::from(self.is_label)
                + 1,
        )
    }
}

fn words_of(text: &str) -> Vec<String> {
    tokens(text).iter().map(|token| fold(token.of(text))).collect()
}

/// What was typed into the search of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    concepts: Vec<ConceptIx>,
}

impl Query {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The concepts the query names.
    pub fn concepts(&self) -> &[ConceptIx] {
        &self.concepts
    }

    /// Whether an entry answers: its folded text has every word typed (or the start of one), or it speaks of a
    /// concept the query names.
    pub fn matches(&self, folded: &str, concepts: &[ConceptIx]) -> bool {
        self.matches_words(folded) || self.concepts.iter().any(|concept| concepts.contains(concept))
    }

    fn matches_words(&self, folded: &str) -> bool {
        self.words.iter().all(|word| {
            folded
                .match_indices(word.as_str())
                .any(|(at, _)| !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric))
        })
    }
}
