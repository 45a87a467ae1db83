//! Terms into patterns, patterns into trees.

use std::collections::HashMap;

use super::super::stem::{Stemmers, singular};
use super::super::stop::is_stop;
use super::super::{Gap, fold, tokens};
use super::UNKNOWN;
use crate::primitive::Language;
use crate::vocabulary::{ConceptIx, Vocabulary};

/// One tree a language, and one for names and abbreviations.
pub(super) const CHANNELS: usize = 5;
/// The tree of names and abbreviations.
pub(super) const NAMES: usize = 4;

/// Stands in a pattern where its term has a comma (*science, technology and innovation*).
const COMMA: &str = ",";

/// What the case of the text's word must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Anything.
    Any,
    /// Capitals: an abbreviation.
    Capitals,
    /// A capital at the start, within a sentence: a name that is a word otherwise.
    Written,
}

/// A term with what it stands for.
pub(super) struct Term {
    /// Concepts it names; more than one where it is ambiguous.
    pub concepts: Vec<ConceptIx>,
    /// How many words with meaning it has.
    pub words: usize,
    pub case: Case,
    /// The two words change places, which needs a small word between them (*support for families*).
    pub flipped: bool,
    /// For a single word: the words it was listed as, folded and singular. A stem alone may be that of another word
    /// (*urbanismo* and *urbano*).
    pub forms: Vec<String>,
}

#[derive(Default)]
struct Tree {
    words: HashMap<Box<str>, u32>,
    edges: HashMap<(u32, u32), u32>,
    /// Terms that end at a node.
    ends: Vec<Vec<u32>>,
}

/// The trees of all patterns.
pub(super) struct Patterns {
    trees: [Tree; CHANNELS],
    terms: Vec<Term>,
}

/// The node every pattern starts from.
pub(super) const ROOT: u32 = 0;

/// Names of programmes that are words otherwise: they count within a sentence, capitalised. A test compares this
/// list with the frequent words of the four languages.
const NAMES_THAT_ARE_WORDS: &[&str] = &[
    "apoyo",
    "avancemos",
    "avanza",
    "bridge",
    "crecer",
    "juntos",
    "oportunidades",
    "path",
    "progresa",
    "prospera",
    "puente",
    "renda",
    "solidaridad",
    "sumar",
    "target",
];

/// Words that may stand inside a term without changing what it is about.
const TRANSPARENT: &[&str] = &[
    "federal",
    "federais",
    "federales",
    "general",
    "integrada",
    "integradas",
    "integrado",
    "integrados",
    "integral",
    "integrale",
    "integrales",
    "integrated",
    "integre",
    "integree",
    "local",
    "locales",
    "locais",
    "locale",
    "locaux",
    "municipal",
    "municipais",
    "municipales",
    "nacional",
    "nacionales",
    "nacionais",
    "national",
    "nationale",
    "nationales",
    "nationaux",
    "new",
    "nova",
    "novo",
    "nouveau",
    "nouvelle",
    "nuevo",
    "nueva",
    "public",
    "publica",
    "publicas",
    "publico",
    "publicos",
    "publics",
    "publique",
    "publiques",
    "regional",
    "regionales",
    "regionais",
    "regionale",
    "regionaux",
    "regionales",
];

const CONJUNCTIONS: &[&str] = &["and", "e", "et", "o", "or", "ou", "u", "y"];

pub(super) fn is_transparent(folded: &str) -> bool {
    TRANSPARENT.contains(&folded)
}

pub(super) fn is_conjunction(folded: &str) -> bool {
    CONJUNCTIONS.contains(&folded)
}

impl Patterns {
    pub fn build(vocabulary: &Vocabulary, stemmers: &Stemmers) -> Self {
        let mut patterns = Self { trees: Default::default(), terms: Vec::new() };
        for tree in &mut patterns.trees {
            tree.ends.push(Vec::new());
        }
        for concept in vocabulary.concepts() {
            for language in Language::ALL {
                for wording in concept.wordings(language) {
                    patterns.add_wording(wording, language, concept.ix, stemmers);
                }
            }
            for name in &concept.names {
                patterns.add_name(name, concept.ix);
            }
        }
        patterns
    }

    fn add_wording(&mut self, wording: &str, language: Language, concept: ConceptIx, stemmers: &Stemmers) {
        let words = tokens(wording);
        if words.len() == 1 && words[0].is_capitals(wording) {
            return self.add(NAMES, &[fold(wording)], Case::Capitals, false, concept, None);
        }
        let folded: Vec<String> = words.iter().map(|token| fold(token.of(wording))).collect();
        let mut stems: Vec<String> = Vec::new();
        for (token, word) in words.iter().zip(&folded) {
            if token.gap == Gap::Comma && !stems.is_empty() {
                stems.push(COMMA.to_owned());
            }
            if !is_stop(word, language) {
                stems.push(stemmers.stem(word, language));
            }
        }
        if stems.is_empty() {
            stems = folded.iter().map(|word| stemmers.stem(word, language)).collect();
        }
        let channel = language.index();
        let mut meaning = folded.iter().filter(|word| stems.len() == 1 && !is_stop(word, language));
        let form = meaning.next().map(|word| singular(word, language).into_owned());
        self.add(channel, &stems, Case::Any, false, concept, form);
        let conjoined = folded.len() == 3 && is_conjunction(&folded[1]);
        if stems.len() == 2 && (language == Language::En || conjoined) {
            stems.reverse();
            self.add(channel, &stems, Case::Any, true, concept, None);
        }
    }

    fn add_name(&mut self, name: &str, concept: ConceptIx) {
        let words = tokens(name);
        let folded: Vec<String> = words.iter().map(|token| fold(token.of(name))).collect();
        let case = match &folded[..] {
            [word] if words[0].is_capitals(name) && (word.len() <= 4 || is_word(word)) => Case::Capitals,
            [word] if is_word(word) => Case::Written,
            _ => Case::Any,
        };
        self.add(NAMES, &folded, case, false, concept, None);
    }

    fn add(
        &mut self,
        channel: usize,
        pattern: &[String],
        case: Case,
        flipped: bool,
        concept: ConceptIx,
        form: Option<String>,
    ) {
        let tree = &mut self.trees[channel];
        let mut node = ROOT;
        for word in pattern {
            let fresh = tree.words.len() as u32;
            let word = *tree.words.entry(word.as_str().into()).or_insert(fresh);
            let next = tree.ends.len() as u32;
            node = *tree.edges.entry((node, word)).or_insert(next);
            if node == next {
                tree.ends.push(Vec::new());
            }
        }
        let here = &mut tree.ends[node as usize];
        let same = here.iter().copied().find(|term| {
            let term = &self.terms[*term as usize];
            term.case == case && term.flipped == flipped
        });
        if let Some(same) = same {
            let term = &mut self.terms[same as usize];
            term.forms.extend(form.filter(|form| !term.forms.contains(form)).into_iter().collect::<Vec<_>>());
            if !term.concepts.contains(&concept) {
                term.concepts.push(concept);
            }
            return;
        }
        let words = pattern.iter().filter(|word| *word != COMMA).count();
        here.push(self.terms.len() as u32);
        self.terms.push(Term {
            concepts: vec![concept],
            words,
            case,
            flipped,
            forms: form.into_iter().collect(),
        });
    }

    pub fn word(&self, channel: usize, word: &str) -> u32 {
        self.trees[channel].words.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// Where a comma leads.
    pub fn over_comma(&self, channel: usize, node: u32) -> Option<u32> {
        self.next(channel, node, self.word(channel, COMMA))
    }

    pub fn next(&self, channel: usize, node: u32, word: u32) -> Option<u32> {
        if word == UNKNOWN {
            return None;
        }
        self.trees[channel].edges.get(&(node, word)).copied()
    }

    pub fn ends(&self, channel: usize, node: u32) -> &[u32] {
        &self.trees[channel].ends[node as usize]
    }

    pub fn term(&self, term: u32) -> &Term {
        &self.terms[term as usize]
    }
}

fn is_word(folded: &str) -> bool {
    NAMES_THAT_ARE_WORDS.contains(&folded)
}
