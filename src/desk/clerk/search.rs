//! The search of a list: words of any language, and the concepts they name.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::facts::EntryFacts;
use crate::matching::Index;
use crate::primitive::{Id, Language};
use crate::vocabulary::{Concept, Vocabulary};
use crate::words::{Query, Suggester, fold};

/// The suggester over the carried vocabulary, built when first needed.
pub(super) fn suggester() -> &'static Suggester {
    static SUGGESTER: OnceLock<Suggester> = OnceLock::new();
    SUGGESTER.get_or_init(|| Suggester::new(Vocabulary::carried()))
}

/// What was typed, ready to be compared.
pub(super) struct Search {
    query: Option<Query>,
    /// Entries that speak of a concept the words name.
    speakers: BTreeSet<Id>,
}

/// How well an entry answers: in its title, in its text, by what it is about.
const IN_TITLE: u8 = 0;
const IN_TEXT: u8 = 1;
const BY_CONCEPT: u8 = 2;

/// Whether the words name a concept, so that the search needs the index.
pub(super) fn names_concept(typed: &str) -> bool {
    !typed.trim().is_empty() && !suggester().query(typed).concepts().is_empty()
}

impl Search {
    /// Makes a search ready; nothing typed finds everything.
    pub fn new(typed: &str, index: Option<&Index>) -> Self {
        let query = (!typed.trim().is_empty()).then(|| suggester().query(typed));
        let query = query.filter(|query| !query.is_empty());
        let concepts = query.as_ref().map_or(&[][..], Query::concepts);
        let speakers = index.filter(|_| !concepts.is_empty()).map(|index| index.speaking_of(concepts));
        Self { speakers: speakers.unwrap_or_default(), query }
    }

    /// How well an entry answers, 0 best; none where it does not.
    pub fn rank(&self, id: Id, entry: &EntryFacts) -> Option<u8> {
        let Some(query) = &self.query else { return Some(IN_TITLE) };
        if query.matches(&entry.folded, &[]) {
            let in_title = (0..4).any(|language| query.matches(entry.title(language), &[]));
            return Some(if in_title { IN_TITLE } else { IN_TEXT });
        }
        self.speakers.contains(&id).then_some(BY_CONCEPT)
    }
}

/// The wording of a concept that what was typed is the beginning of, the reader's language first.
pub(super) fn recognised(concept: &Concept, typed: &str, reader: Language) -> String {
    let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    let names = concept.names.iter().map(String::as_str);
    let own = concept.wordings(reader).chain(names);
    let others = Language::ALL.into_iter().filter(|other| *other != reader);
    let others = others.flat_map(|other| concept.wordings(other).collect::<Vec<_>>());
    let answers = |wording: &&str| {
        let folded = fold(wording);
        let own: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
        words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    };
    let found = own.chain(others).find(answers);
    found.map_or_else(|| concept.labels.get(reader).clone(), str::to_owned)
}
