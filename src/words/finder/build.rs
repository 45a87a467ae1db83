//! Terms into patterns, patterns into trees.

use super::super::quick::QuickMap;
use super::super::stem::{Memo, Stemmers, singular};
use super::super::stop::is_stop;
use super::super::{Gap, fold, tokens};
use super::UNKNOWN;
use crate::primitive::Language;
use crate::vocabulary::{ConceptIx, ConceptKind, Vocabulary};

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

/// The small words stepped over within a hit, as bits.
pub(super) type Over = u8;
/// Nothing, or an article.
pub(super) const NOTHING: Over = 0;
/// One that turns *family support* into *support for families*.
pub(super) const PREPOSITION: Over = 1;
/// One that joins two words of equal standing.
pub(super) const CONJUNCTION: Over = 2;
/// Any other.
pub(super) const OTHER: Over = 4;

/// A term with what it stands for.
pub(super) struct Term {
    /// Concepts it names.
    pub concepts: Vec<ConceptIx>,
    /// Whether it may mean one of several concepts. A programme and what it is an instance of are both meant at once.
    pub ambiguous: bool,
    /// How many words with meaning it has.
    pub words: usize,
    pub case: Case,
    /// Small words that must stand between the words, because they changed places (see [`Over`]).
    pub over: Over,
    /// Whether the term itself joins its words (*seguimiento y evaluación*); only then may a conjunction stand between
    /// them in the text.
    pub joins: bool,
    /// For a single word: the words it was listed as, folded and singular. A stem alone may be that of another word
    /// (*urbanismo* and *urbano*).
    pub forms: Vec<String>,
}

#[derive(Default)]
struct Tree {
    words: QuickMap<Box<str>, u32>,
    edges: QuickMap<(u32, u32), u32>,
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

/// An abbreviation of up to this length must be written in capitals (*PAA*, *RUT*); longer ones are no words of any
/// language and are known in lower case too (*sisben*, *coneval*), unless listed above.
const MOST_CAPITALS: usize = 4;

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
/// What may follow the conjunction in *evaluación de diseño y de impacto*.
const AFTER_CONJUNCTION: &[&str] = &[
    "d", "da", "das", "de", "del", "des", "do", "dos", "du", "el", "for", "l", "la", "las", "les", "los",
    "of",
];
/// English only: the Romance languages say *apoyo familiar* and *apoyo a las familias* in the same order.
const PREPOSITIONS: &[&str] = &["against", "among", "for", "in", "of", "on", "to"];
/// English only, for the same reason.
const ARTICLES: &[&str] = &["a", "an", "its", "our", "the", "their"];

pub(super) fn is_transparent(folded: &str) -> bool {
    TRANSPARENT.contains(&folded)
}

/// Whether a small word may stand between a conjunction and the second of what it joins.
pub(super) fn goes_on(folded: &str) -> bool {
    AFTER_CONJUNCTION.contains(&folded)
}

/// What sort of small word this is.
pub(super) fn sort_of(folded: &str) -> Over {
    match folded {
        _ if CONJUNCTIONS.contains(&folded) => CONJUNCTION,
        _ if PREPOSITIONS.contains(&folded) => PREPOSITION,
        _ if ARTICLES.contains(&folded) => NOTHING,
        _ => OTHER,
    }
}

impl Patterns {
    pub fn build(vocabulary: &Vocabulary, stemmers: &Stemmers) -> Self {
        let mut memo = Memo::new(stemmers);
        let mut patterns = Self { trees: Default::default(), terms: Vec::new() };
        for tree in &mut patterns.trees {
            tree.ends.push(Vec::new());
        }
        for concept in vocabulary.concepts() {
            for language in Language::ALL {
                for wording in concept.wordings(language) {
                    patterns.add_wording(wording, language, concept.ix, &mut memo);
                }
            }
            for name in &concept.names {
                patterns.add_name(name, concept.ix);
            }
        }
        for term in &mut patterns.terms {
            term.ambiguous = is_ambiguous(&term.concepts, vocabulary);
        }
        patterns
    }

    fn add_wording(
        &mut self,
        wording: &str,
        language: Language,
        concept: ConceptIx,
        stemmers: &mut Memo<'_>,
    ) {
        let words = tokens(wording);
        if words.len() == 1 && words[0].is_capitals(wording) {
            self.add(NAMES, &[fold(wording)], Case::Capitals, NOTHING, concept, None);
            return;
        }
        let folded: Vec<String> = words.iter().map(|token| fold(token.of(wording))).collect();
        let mut stems: Vec<String> = Vec::new();
        for (token, word) in words.iter().zip(&folded) {
            if token.gap == Gap::Comma && !stems.is_empty() {
                stems.push(COMMA.to_owned());
            }
            if token.is_capitals(wording) || !is_stop(word, language) {
                stems.push(stemmers.stem(word, language));
            }
        }
        if stems.is_empty() {
            stems = folded.iter().map(|word| stemmers.stem(word, language)).collect();
        }
        let channel = language.index();
        let joins = folded.iter().any(|word| sort_of(word) == CONJUNCTION);
        let mut meaning = folded.iter().filter(|word| stems.len() == 1 && !is_stop(word, language));
        let form = meaning.next().map(|word| singular(word, language).into_owned());
        let term = self.add(channel, &stems, Case::Any, NOTHING, concept, form);
        self.terms[term].joins |= joins;
        if stems.len() == 2 {
            stems.reverse();
            if folded.len() == 3 && sort_of(&folded[1]) == CONJUNCTION {
                self.add(channel, &stems, Case::Any, CONJUNCTION, concept, None);
            } else if language == Language::En && folded.len() == 2 {
                self.add(channel, &stems, Case::Any, PREPOSITION, concept, None);
            }
        }
    }

    /// A name of a programme, as written; *Juntos (Perú)* is also found as *Juntos de Perú*.
    fn add_name(&mut self, name: &str, concept: ConceptIx) {
        let words = tokens(name);
        let folded: Vec<String> = words.iter().map(|token| fold(token.of(name))).collect();
        let Some(first) = folded.first() else { return };
        let qualified = name.contains('(');
        let case = match folded.len() {
            1 if words[0].is_capitals(name) && (first.len() <= MOST_CAPITALS || is_word(first)) => {
                Case::Capitals
            }
            _ if is_word(first) => Case::Written,
            _ => Case::Any,
        };
        let mut pattern = Vec::new();
        for (token, word) in words.iter().zip(&folded) {
            if token.gap > Gap::Space && !pattern.is_empty() {
                pattern.push(COMMA.to_owned());
            }
            pattern.push(word.clone());
        }
        self.add(NAMES, &pattern, case, NOTHING, concept, None);
        if qualified {
            self.add(NAMES, &folded, case, NOTHING, concept, None);
        }
    }

    fn add(
        &mut self,
        channel: usize,
        pattern: &[String],
        case: Case,
        over: Over,
        concept: ConceptIx,
        form: Option<String>,
    ) -> usize {
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
            term.case == case && term.over == over
        });
        if let Some(same) = same {
            let term = &mut self.terms[same as usize];
            term.forms.extend(form.filter(|form| !term.forms.contains(form)).into_iter().collect::<Vec<_>>());
            if !term.concepts.contains(&concept) {
                term.concepts.push(concept);
            }
            return same as usize;
        }
        let words = pattern.iter().filter(|word| *word != COMMA).count();
        here.push(self.terms.len() as u32);
        self.terms.push(Term {
            concepts: vec![concept],
            ambiguous: false,
            words,
            case,
            over,
            joins: false,
            forms: form.into_iter().collect(),
        });
        self.terms.len() - 1
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

/// Whether two of the concepts have nothing to do with each other.
fn is_ambiguous(concepts: &[ConceptIx], vocabulary: &Vocabulary) -> bool {
    let is_a = |one: ConceptIx, other: ConceptIx| {
        let concept = vocabulary.concept(one);
        concept.kind == ConceptKind::Programme && concept.parents.contains(&other)
    };
    let related = |a: ConceptIx, b: ConceptIx| a == b || is_a(a, b) || is_a(b, a);
    concepts.iter().any(|a| concepts.iter().any(|b| !related(*a, *b)))
}
