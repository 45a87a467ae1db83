//! What is meant by what somebody types: concepts for pickers, and searches that cross languages.
//!
//! Every wording of every concept is kept as folded words with their stems. A wording answers when each word typed
//! is the start of one of its words, or has the same stem (*registros sociales* finds *registro social*). Small words
//! are left out of what was typed, unless nothing else was. When nothing answers, one wrong letter a word is forgiven.

use std::collections::BTreeMap;

use super::stem::{Memo, Stemmers, singular};
use super::stop::is_stop;
use super::{fold, tokens};
use crate::primitive::{Arrange, Language};
use crate::vocabulary::{Concept, ConceptIx, ConceptKind, Vocabulary};

/// Ranks concepts for pickers and widens searches to concepts.
pub struct Suggester {
    wordings: Vec<Wording>,
    /// By concept: itself and all below it.
    families: Vec<Vec<ConceptIx>>,
    stemmers: Stemmers,
}

/// One way to name a concept.
struct Wording {
    concept: ConceptIx,
    /// None for a programme's name, which belongs to every language.
    language: Option<Language>,
    is_label: bool,
    words: Vec<String>,
    stems: Vec<String>,
}

/// What was typed, ready for comparing: its words, and their stems by language.
struct Typed {
    words: Vec<String>,
    stems: [Vec<String>; 4],
}

/// A concept answers better, the first of these deciding: the wording is what was typed; it begins with it; its words
/// stand in the order typed at least at the start; it is the reader's language; it is a label.
const WHOLE: u32 = 64;
const BEGINS: u32 = 16;
const FIRST_WORD: u32 = 8;
const OWN_LANGUAGE: u32 = 4;
const LABEL: u32 = 2;

/// What is left of a plural must have this many letters: fewer are the start of too many words to find entries by.
const SHORTEST_START: usize = 4;

/// A search is widened to what its words begin only when that is at most so many concepts: more, and it is not clear
/// yet what is meant.
const MOST_BEGUN: usize = 4;

/// Words shorter than this are not corrected: one letter of four changes the word.
const SHORTEST_CORRECTED: usize = 5;

impl Suggester {
    /// Indexes all wordings of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let stemmers = Stemmers::default();
        let mut memo = Memo::new(&stemmers);
        let mut wordings = Vec::new();
        for concept in vocabulary.concepts() {
            for language in Language::ALL {
                let label = concept.labels.get(language);
                for wording in concept.wordings(language) {
                    let is_label = wording == label;
                    wordings.push(Wording::new(concept.ix, Some(language), is_label, wording, &mut memo));
                }
                if concept.kind == ConceptKind::Sector {
                    let short = concept.short.get(language);
                    wordings.push(Wording::new(concept.ix, Some(language), true, short, &mut memo));
                }
            }
            for name in &concept.names {
                wordings.push(Wording::new(concept.ix, None, true, name, &mut memo));
            }
        }
        wordings.retain(|wording| !wording.words.is_empty());
        let families = vocabulary.concepts().iter().map(|concept| family(vocabulary, concept)).collect();
        Self { wordings, families, stemmers }
    }

    /// Concepts meant by what was typed so far, in any language, the best first.
    pub fn suggest(&self, typed: &str, language: Language, limit: usize) -> Vec<ConceptIx> {
        let typed = self.typed(typed);
        if typed.words.is_empty() {
            return Vec::new();
        }
        let mut ranked = self.rank(|wording| wording.score(&typed, language));
        if ranked.is_empty() {
            ranked = self.rank(|wording| wording.forgiving_score(&typed));
        }
        ranked.truncate(limit);
        ranked
    }

    fn rank(&self, score: impl Fn(&Wording) -> Option<u32>) -> Vec<ConceptIx> {
        let mut best: BTreeMap<ConceptIx, (u32, usize)> = BTreeMap::new();
        for wording in &self.wordings {
            let Some(score) = score(wording) else { continue };
            // Of wordings that answer equally, the shorter one says less that was not asked.
            let answer = (score, usize::MAX - wording.words.len());
            let known = best.entry(wording.concept).or_insert(answer);
            *known = answer.max(*known);
        }
        let mut ranked: Vec<_> = best.into_iter().collect();
        ranked.arrange_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.into_iter().map(|(concept, _)| concept).collect()
    }

    /// What was typed into the search of a list: its words, and the concepts it means, with all below them.
    pub fn query(&self, typed: &str) -> Query {
        let typed = self.typed(typed);
        let mut meant: Vec<ConceptIx> = self
            .wordings
            .iter()
            .filter(|wording| wording.is_whole(&typed))
            .map(|wording| wording.concept)
            .collect();
        if meant.is_empty() && typed.words.iter().any(|word| word.len() >= SHORTEST_CORRECTED) {
            meant = self.rank(|wording| wording.begins(&typed).then_some(1));
            if meant.len() > MOST_BEGUN {
                meant.clear();
            }
        }
        let mut concepts: Vec<ConceptIx> =
            meant.iter().flat_map(|concept| &self.families[concept.index()]).copied().collect();
        concepts.arrange();
        concepts.dedup();
        let words = typed.words.iter().map(|word| (word.clone(), singular_start(word)));
        Query { words: words.collect(), concepts }
    }

    fn typed(&self, text: &str) -> Typed {
        let all: Vec<String> = tokens(text).iter().map(|token| fold(token.of(text))).collect();
        let is_small = |word: &String| Language::ALL.into_iter().any(|language| is_stop(word, language));
        let mut words: Vec<String> = all.iter().filter(|word| !is_small(word)).cloned().collect();
        if words.is_empty() {
            words = all;
        }
        let stems = Language::ALL
            .map(|language| words.iter().map(|word| self.stemmers.stem(word, language)).collect());
        Typed { words, stems }
    }
}

/// The start that a plural shares with its singular, in whatever language; none where it is too short or the word
/// itself.
fn singular_start(word: &str) -> Option<String> {
    let singulars = Language::ALL.into_iter().map(|language| singular(word, language));
    let starts = singulars.filter(|start| start.len() < word.len() && word.starts_with(start.as_ref()));
    let shortest = starts.min_by_key(|start| start.len())?;
    (shortest.len() >= SHORTEST_START).then(|| shortest.into_owned())
}

/// A concept, its sub-topics, and the programmes that are instances of any of them.
fn family(vocabulary: &Vocabulary, concept: &Concept) -> Vec<ConceptIx> {
    let mut family = vec![concept.ix];
    for child in &concept.children {
        family.push(*child);
        family.extend(&vocabulary.concept(*child).children);
    }
    family
}

impl Wording {
    fn new(
        concept: ConceptIx,
        language: Option<Language>,
        is_label: bool,
        wording: &str,
        memo: &mut Memo<'_>,
    ) -> Self {
        let words: Vec<String> = tokens(wording).iter().map(|token| fold(token.of(wording))).collect();
        let stems = match language {
            Some(language) => words.iter().map(|word| memo.stem(word, language)).collect(),
            None => words.clone(),
        };
        Self { concept, language, is_label, words, stems }
    }

    /// The stems of what was typed, in this wording's language.
    fn stems_of<'a>(&self, typed: &'a Typed) -> &'a [String] {
        match self.language {
            Some(language) => &typed.stems[language.index()],
            None => &typed.words,
        }
    }

    /// How well this wording answers; none where a word typed is not in it.
    fn score(&self, typed: &Typed, language: Language) -> Option<u32> {
        let stems = self.stems_of(typed);
        let answers = |at: usize| {
            let has = |(word, stem): (&String, &String)| {
                word.starts_with(typed.words[at].as_str()) || *stem == stems[at]
            };
            self.words.iter().zip(&self.stems).any(has)
        };
        if !(0..typed.words.len()).all(answers) {
            return None;
        }
        let own = self.language.is_none_or(|own| own == language);
        let first = self.words[0].starts_with(typed.words[0].as_str());
        let merits = [
            (self.is_whole(typed), WHOLE),
            (self.begins(typed), BEGINS),
            (first, FIRST_WORD),
            (own, OWN_LANGUAGE),
            (self.is_label, LABEL),
        ];
        Some(merits.iter().filter(|(has, _)| *has).map(|(_, merit)| merit).sum())
    }

    /// Whether this wording says what was typed and nothing more.
    fn is_whole(&self, typed: &Typed) -> bool {
        self.meaningful().map(|(_, stem)| stem).eq(self.stems_of(typed))
    }

    /// Whether this wording begins as typed, the last word perhaps unfinished.
    fn begins(&self, typed: &Typed) -> bool {
        let mut own = self.meaningful();
        typed.words.iter().zip(self.stems_of(typed)).all(|(typed, stem)| {
            own.next().is_some_and(|(word, own)| word.starts_with(typed.as_str()) || own == stem)
        })
    }

    fn meaningful(&self) -> impl Iterator<Item = (&String, &String)> {
        let small = |word: &str| Language::ALL.into_iter().any(|language| is_stop(word, language));
        self.words.iter().zip(&self.stems).filter(move |(word, _)| self.words.len() == 1 || !small(word))
    }

    /// An answer with at most one wrong letter in each word.
    fn forgiving_score(&self, typed: &Typed) -> Option<u32> {
        let close = |typed: &String| {
            let long = typed.chars().count() >= SHORTEST_CORRECTED;
            self.words.iter().any(|word| word.starts_with(typed.as_str()) || (long && is_close(typed, word)))
        };
        typed.words.iter().all(close).then_some(1)
    }
}

/// Whether one letter changed, added, left out or swapped with the next makes `typed` the start of `word`.
fn is_close(typed: &str, word: &str) -> bool {
    let same = typed.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let typed: Vec<char> = typed.chars().skip(same).collect();
    let word: Vec<char> = word.chars().skip(same).collect();
    let begins = |typed: &[char], word: &[char]| word.starts_with(typed);
    let (Some(after_typed), Some(after_word)) = (typed.get(1..), word.get(1..)) else { return false };
    let swapped = typed.len() > 1 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0];
    begins(after_typed, after_word)
        || begins(after_typed, &word)
        || begins(&typed, after_word)
        || (swapped && begins(&typed[2..], &word[2..]))
}

/// What was typed into the search of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each word, with what is left of it without a plural ending.
    words: Vec<(String, Option<String>)>,
    concepts: Vec<ConceptIx>,
}

impl Query {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The concepts that are meant, with all below them, in order.
    pub fn concepts(&self) -> &[ConceptIx] {
        &self.concepts
    }

    /// Whether an entry answers: its folded text (see [`fold`]) has every word typed, or it speaks of a concept that
    /// is meant, in whatever language.
    pub fn matches(&self, folded: &str, concepts: &[ConceptIx]) -> bool {
        concepts.iter().any(|concept| self.concepts.binary_search(concept).is_ok())
            || self.words.iter().all(|(word, singular)| {
                has_word(folded, word) || singular.as_deref().is_some_and(|start| has_word(folded, start))
            })
    }
}

/// Whether a word of the text starts so.
fn has_word(folded: &str, start: &str) -> bool {
    folded
        .match_indices(start)
        .any(|(at, _)| !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_letter_is_forgiven() {
        for (typed, word) in [("regitro", "registro"), ("registtro", "registro"), ("regsitro", "registro")] {
            assert!(is_close(typed, word), "{typed}");
        }
        assert!(is_close("discapasi", "discapacidad"));
        assert!(!is_close("registro", "cadastro"));
        assert!(!is_close("rigostro", "registro"));
    }
}
