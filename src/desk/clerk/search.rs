//! The search of a list: words of any language, and the concepts they name.

use std::sync::OnceLock;

use super::facts::{EntryFacts, Facts};
use crate::catalog::RecordKind;
use crate::primitive::Id;
use crate::vocabulary::Vocabulary;
use crate::words::{Query, Suggester};

/// The suggester over the carried vocabulary, built when first needed.
pub(super) fn suggester() -> &'static Suggester {
    static SUGGESTER: OnceLock<Suggester> = OnceLock::new();
    SUGGESTER.get_or_init(|| Suggester::new(Vocabulary::carried()))
}

/// What was typed, ready to be compared.
pub(super) struct Search {
    query: Option<Query>,
}

/// Makes a search ready; nothing typed finds everything.
pub(super) fn search(typed: &str) -> Search {
    let query = (!typed.trim().is_empty()).then(|| suggester().query(typed));
    Search { query: query.filter(|query| !query.is_empty()) }
}

/// How well an entry answers: in its title, in its text, by what it is about.
const IN_TITLE: u8 = 0;
const IN_TEXT: u8 = 1;
const BY_CONCEPT: u8 = 2;

impl Search {
    /// How well an entry answers, 0 best; none where it does not.
    pub fn rank(&self, facts: &Facts, kind: RecordKind, id: Id, entry: &EntryFacts) -> Option<u8> {
        let Some(query) = &self.query else { return Some(IN_TITLE) };
        if query.matches(&entry.folded, &[]) {
            let in_title = (0..4).any(|language| query.matches(entry.title(language), &[]));
            return Some(if in_title { IN_TITLE } else { IN_TEXT });
        }
        let by_concept = query.concepts().iter().any(|concept| facts.speaks_of(kind, id, *concept));
        by_concept.then_some(BY_CONCEPT)
    }
}
