//! Which concepts of the vocabulary a text speaks of, and where.
//!
//! Every term becomes a *pattern*: its words folded, stemmed, small words left out. The patterns of one language
//! stand in one tree ([`build`]); a text is read once per tree ([`scan`]), so that a Portuguese term is found in
//! a Spanish text that quotes it. Names of programmes and abbreviations stand in a fifth tree, unstemmed. What was
//! found is then judged: the longest wins, the text's own language wins, ambiguity weakens ([`choose`]).

mod build;
mod choose;
mod scan;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use self::build::{CHANNELS, CONJUNCTION, Case, NAMES, NOTHING, Over, Patterns, Term};
use super::stem::{Stemmers, singular};
use super::stop::is_stop;
use super::{Gap, detect, fold, tokens};
use crate::primitive::Language;
use crate::vocabulary::{ConceptIx, Vocabulary};

/// A concept found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which concept.
    pub concept: ConceptIx,
    /// Byte offset of the first letter that says so.
    pub start: usize,
    /// Byte offset after the last one.
    pub end: usize,
    /// How sure it is, in (0, 1]: 1 for a term of several words, as listed, in the text's own language.
    pub strength: f32,
}

/// Finds the concepts of a vocabulary in running text.
pub struct ConceptFinder {
    patterns: Patterns,
    stemmers: Stemmers,
    /// Numbers of words met before, by folded word: stemming costs far more than a lookup.
    seen: Mutex<HashMap<Box<str>, WordIds>>,
}

/// How many words are remembered: more than the texts of 20,000 entries use, about 4 MB.
const MOST_WORDS_SEEN: usize = 60_000;

/// Number of a word in each tree; [`UNKNOWN`] where no pattern of that tree uses it.
type WordIds = [u32; CHANNELS];

/// A single word of another language counts from this length on: shorter ones are too often words of the text's own.
const SHORTEST_FOREIGN_WORD: usize = 7;

/// A stem of this length or more has one meaning (*focaliz-*, *microfinanc-*); a shorter one may have several
/// (*urban-*, *formal-*).
const SHORTEST_CLEAR_STEM: usize = 7;

/// No pattern uses this word.
const UNKNOWN: u32 = u32::MAX;

/// A word of the text as the trees see it.
struct Word {
    start: usize,
    end: usize,
    gap: Gap,
    ids: WordIds,
    /// Numbers of this word and the next one written as one, where a hyphen joins them.
    joined: Option<WordIds>,
    /// Small in language 0–3.
    stop: [bool; 4],
    /// What sort of small word it is, if it is one.
    sort: Over,
    goes_on: bool,
    transparent: bool,
    capitals: bool,
    capitalised: bool,
}

impl Word {
    /// Whether it is a small word for the terms of a tree; for names, one of any language.
    fn small_for(&self, channel: usize) -> bool {
        self.stop.get(channel).copied().unwrap_or_else(|| self.stop.contains(&true))
    }
}

impl ConceptFinder {
    /// Builds the trees.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let stemmers = Stemmers::default();
        let patterns = Patterns::build(vocabulary, &stemmers);
        Self { patterns, stemmers, seen: Mutex::new(HashMap::new()) }
    }

    /// The concepts a text speaks of, by place. Where the language is not stated, it is told from the text.
    pub fn find(&self, text: &str, language: Option<Language>) -> Vec<Found> {
        let language = language.or_else(|| detect(text));
        let words = self.words(text, language);
        let shouting = is_shouting(&words);
        let mut candidates = Vec::new();
        for channel in 0..CHANNELS {
            let own = channel == NAMES || language.is_none_or(|language| language.index() == channel);
            scan::scan(&self.patterns, channel, &words, |hit| {
                let term = self.patterns.term(hit.term);
                let is_meant = fits(term, &hit, &words, shouting)
                    && (term.words > 1
                        || channel == NAMES
                        || self.is_listed(term, &words[hit.first], text, channel, own));
                if is_meant {
                    candidates.push(choose::Candidate::new(term, hit, own));
                }
            });
        }
        choose::choose(candidates, &words)
    }

    /// Whether a single word is meant: it is one of the words listed, in number only different; or, in the text's own
    /// language, shares a stem so long that it says enough.
    fn is_listed(&self, term: &Term, word: &Word, text: &str, channel: usize, own: bool) -> bool {
        let written = text.get(word.start..word.end).unwrap_or_default();
        let folded = fold(written);
        let form = singular(&folded, Language::ALL[channel]);
        let listed = term.forms.iter().any(|listed| *listed == form);
        if !own {
            return listed && form.len() >= SHORTEST_FOREIGN_WORD;
        }
        listed || self.stemmers.stem(&folded, Language::ALL[channel]).len() >= SHORTEST_CLEAR_STEM
    }

    fn words(&self, text: &str, language: Option<Language>) -> Vec<Word> {
        let tokens = tokens(text);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut previous = String::new();
        for token in tokens {
            let written = token.of(text);
            let folded = fold(written);
            let capitals = token.is_capitals(text);
            if token.gap == Gap::Hyphen
                && let Some(last) = words.last_mut()
            {
                previous.push_str(&folded);
                last.joined = Some(self.ids(&previous, &mut seen));
            }
            words.push(Word {
                start: token.start,
                end: token.end,
                gap: token.gap,
                ids: self.ids(&folded, &mut seen),
                joined: None,
                stop: if capitals { [false; 4] } else { small_in(&folded, language) },
                sort: build::sort_of(&folded),
                goes_on: build::goes_on(&folded),
                transparent: build::is_transparent(&folded),
                capitals,
                capitalised: written.chars().next().is_some_and(char::is_uppercase),
            });
            previous = folded;
        }
        words
    }

    fn ids(&self, folded: &str, seen: &mut HashMap<Box<str>, WordIds>) -> WordIds {
        if let Some(ids) = seen.get(folded) {
            return *ids;
        }
        let mut ids = [UNKNOWN; CHANNELS];
        for language in Language::ALL {
            ids[language.index()] =
                self.patterns.word(language.index(), &self.stemmers.stem(folded, language));
        }
        ids[NAMES] = self.patterns.word(NAMES, folded);
        if seen.len() >= MOST_WORDS_SEEN {
            seen.clear();
        }
        seen.insert(folded.into(), ids);
        ids
    }
}

/// Whether the case and the order of a hit's words are those its term asks for.
fn fits(term: &Term, hit: &scan::Hit, words: &[Word], shouting: bool) -> bool {
    let first = &words[hit.first];
    let case_fits = match term.case {
        Case::Any => true,
        Case::Capitals => first.capitals && !shouting,
        Case::Written => {
            first.capitalised && !shouting && (first.gap != Gap::Stop || words.len() == 1 || term.words > 1)
        }
    };
    let conjunction_fits = term.joins || term.over != NOTHING || hit.over & CONJUNCTION == 0;
    case_fits && conjunction_fits && (term.over == NOTHING || term.over == hit.over)
}

/// In which languages a word is a small word, given the language of the text: a small word of the text's own
/// language is small for the terms of every language; *no* is one in Portuguese only (*em + o*), and negates elsewhere.
fn small_in(folded: &str, language: Option<Language>) -> [bool; 4] {
    match language {
        Some(language) => [is_stop(folded, language); 4],
        None if folded == "no" => [false; 4],
        None => Language::ALL.map(|language| is_stop(folded, language)),
    }
}

/// Whether a text is written in capitals throughout, so that capitals say nothing.
fn is_shouting(words: &[Word]) -> bool {
    /// A title of one or two words in capitals may well be an abbreviation.
    const LEAST_WORDS: usize = 4;
    words.len() >= LEAST_WORDS && words.iter().filter(|word| word.capitals).count() * 2 > words.len()
}
