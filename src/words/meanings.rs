//! Everyday meanings: which words of the four languages say the same.
//!
//! The vocabulary knows the terms of the field; people also write plain words (*enfant*, *niño*, *child*). A group of
//! `data/vocabulary/meanings.tsv` holds what says one thing, a language a column, so that two texts meet in plain
//! words as well. A word of two senses stands in two groups and counts half in each.

use std::sync::OnceLock;

use super::fold::fold;
use super::quick::QuickMap;
use super::stem::Stemmers;
use super::tokens::tokens;
use crate::primitive::Language;

const FILE: &str = include_str!("../../data/vocabulary/meanings.tsv");
/// Begins the name of a meaning, so that it never is the id of a concept.
const MARK: &str = "=";
/// So many of a word's senses count: those in whose groups it stands foremost.
const MOST_SENSES: usize = 3;

/// Number of an everyday meaning. Stable within one build only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeaningIx(pub u16);

/// The groups, by the stems of their words.
pub struct Meanings {
    names: Vec<String>,
    by_stem: [QuickMap<String, Vec<MeaningIx>>; 4],
}

impl Meanings {
    /// Those this program carries, read on first use.
    pub fn carried() -> &'static Self {
        static CARRIED: OnceLock<Meanings> = OnceLock::new();
        CARRIED.get_or_init(|| Self::read(FILE))
    }

    fn read(file: &str) -> Self {
        let stemmers = Stemmers::default();
        let mut names = Vec::new();
        let mut found = Vec::new();
        for line in file.lines() {
            let meaning = MeaningIx(names.len() as u16);
            let head = line.split([' ', '\t']).next().unwrap_or_default();
            names.push(format!("{MARK}{head}"));
            for (language, words) in Language::ALL.into_iter().zip(line.split('\t')) {
                let stems =
                    tokens(words).into_iter().map(|token| stemmers.stem(&fold(token.of(words)), language));
                found.extend(stems.enumerate().map(|(place, stem)| (place, meaning, language, stem)));
            }
        }
        found.sort_by_key(|(place, meaning, ..)| (*place, *meaning));
        let mut by_stem: [QuickMap<String, Vec<MeaningIx>>; 4] = Default::default();
        for (_, meaning, language, stem) in found {
            let senses = by_stem[language.index()].entry(stem).or_default();
            if senses.len() < MOST_SENSES && !senses.contains(&meaning) {
                senses.push(meaning);
            }
        }
        Self { names, by_stem }
    }

    /// What a stem of a language can mean: at most three groups, none where no group knows it.
    pub fn of(&self, stem: &str, language: Language) -> &[MeaningIx] {
        self.by_stem[language.index()].get(stem).map_or(&[], Vec::as_slice)
    }

    /// The name of a meaning: `=` and the English word that leads its group.
    pub fn name(&self, meaning: MeaningIx) -> &str {
        &self.names[usize::from(meaning.0)]
    }

    /// All names, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether this names a meaning.
    pub fn is_name(name: &str) -> bool {
        name.starts_with(MARK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_of_four_languages_meet() {
        let meanings = Meanings::read(
            "child kid\tniño\tcriança menino\tenfant\nbank\tbanco\tbanco\tbanque\nbench\tbanco\tbanco\tbanc\n",
        );
        let stemmers = Stemmers::default();
        let of = |word: &str, language| {
            let senses = meanings.of(&stemmers.stem(&fold(word), language), language);
            senses.iter().map(|sense| meanings.name(*sense)).collect::<Vec<_>>()
        };
        assert_eq!(of("kids", Language::En), ["=child"]);
        assert_eq!(of("Niños", Language::Es), ["=child"]);
        assert_eq!(of("meninos", Language::Pt), ["=child"]);
        assert_eq!(of("enfants", Language::Fr), ["=child"]);
        assert_eq!(of("bancos", Language::Es), ["=bank", "=bench"]);
        assert!(of("niños", Language::Fr).is_empty());
    }
}
