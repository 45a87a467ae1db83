//! Which of the four languages a text is written in.
//!
//! Three kinds of evidence: small words (*de los*, *das*, *des*, *of the*), which a sentence has and a title may lack;
//! the words of the carried vocabulary, two thousand wordings a language of our own field; and letters in
//! threes as these wordings use them. Texts written without accents count too, so the letters are learned both with
//! and without them.

use std::sync::OnceLock;

use super::quick::QuickMap;
use super::stop::is_stop;
use super::{Token, fold, tokens};
use crate::primitive::{Arrange, Language};
use crate::vocabulary::Vocabulary;

/// What a small word adds for each language that has it, in units of natural logarithm. Learned on no corpus: a small
/// word is about twenty times as frequent in its own language as a chance look-alike elsewhere, and e³ ≈ 20.
const SMALL_WORD: f32 = 3.0;

/// What a word of the vocabulary adds for each language that uses it: less than a small word, because a wording may
/// borrow (*kit*, *Mercosur*), and its letters count as well.
const KNOWN_WORD: f32 = 2.0;

/// What three letters in a row count for: neighbours share letters, so each says about half of what it would alone.
const LETTERS: f32 = 0.5;

/// By how much the first language must lead the second for an answer, in the same units: e^1.5, about 4 to 1.
const LEAST_LEAD: f32 = 1.5;

/// Words of a text that are read; by then the answer is sure.
const MOST_WORDS: usize = 80;

/// How often a triple nobody met is taken to have been met.
const UNMET: f32 = 0.3;

/// The language of a text, where enough of it speaks for one.
pub fn detect(text: &str) -> Option<Language> {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::learn(Vocabulary::carried())).language(text)
}

/// Three characters of a word, a space standing for its start or end.
type Triple = u64;

struct Model {
    /// Logarithm of the frequency by language.
    triples: QuickMap<Triple, [f32; 4]>,
    unmet: [f32; 4],
    /// Which languages use a word, by folded word.
    words: QuickMap<String, [bool; 4]>,
}

impl Model {
    fn learn(vocabulary: &Vocabulary) -> Self {
        let mut counts: QuickMap<Triple, [f32; 4]> = QuickMap::default();
        let mut total = [0.0_f32; 4];
        let mut words: QuickMap<String, [bool; 4]> = QuickMap::default();
        for language in Language::ALL {
            let at = language.index();
            let mut count = |triple| {
                counts.entry(triple).or_default()[at] += 1.0;
                total[at] += 1.0;
            };
            for wording in vocabulary.concepts().iter().flat_map(|concept| concept.wordings(language)) {
                for token in tokens(wording).iter().filter(|token| !token.is_capitals(wording)) {
                    let word = token.of(wording).to_lowercase();
                    triples(&word, &mut count);
                    let plain = fold(&word);
                    if plain != word {
                        triples(&plain, &mut count);
                    }
                    words.entry(plain).or_default()[at] = true;
                }
            }
        }
        let rarest = total.map(|total| total + UNMET * counts.len() as f32);
        let frequency = |count: f32, at: usize| ((count + UNMET) / rarest[at]).ln();
        let unmet = std::array::from_fn(|at| frequency(0.0, at));
        let triples = counts
            .into_iter()
            .map(|(triple, counts)| (triple, std::array::from_fn(|at| frequency(counts[at], at))));
        Self { triples: triples.collect(), unmet, words }
    }

    fn language(&self, text: &str) -> Option<Language> {
        let mut score = [0.0_f32; 4];
        let words = tokens(text);
        for token in words.iter().filter(|token| !is_name(token, text)).take(MOST_WORDS) {
            self.add(token.of(text), &mut score);
        }
        let mut ranked = Language::ALL;
        ranked.arrange_by(|a, b| score[b.index()].total_cmp(&score[a.index()]));
        let lead = score[ranked[0].index()] - score[ranked[1].index()];
        (lead >= LEAST_LEAD).then_some(ranked[0])
    }

    fn add(&self, word: &str, score: &mut [f32; 4]) {
        let lower = word.to_lowercase();
        triples(&lower, |triple| {
            let by_language = self.triples.get(&triple).unwrap_or(&self.unmet);
            for at in 0..4 {
                score[at] += LETTERS * by_language[at];
            }
        });
        let folded = fold(&lower);
        let known = self.words.get(&folded).copied().unwrap_or_default();
        for language in Language::ALL {
            let at = language.index();
            if is_stop(&folded, language) {
                score[at] += SMALL_WORD;
            } else if known[at] {
                score[at] += KNOWN_WORD;
            }
        }
    }
}

/// Abbreviations and numbers belong to no language.
fn is_name(token: &Token, text: &str) -> bool {
    token.is_capitals(text) && token.of(text).len() <= 6 || token.of(text).bytes().any(|b| b.is_ascii_digit())
}

/// Every three characters in a row, packed: a character has 21 bits.
fn triples(word: &str, mut each: impl FnMut(Triple)) {
    const BITS: u32 = 21;
    const PAIR: u64 = (1 << (2 * BITS)) - 1;
    let mut window = u64::from(' ');
    for (at, letter) in word.chars().chain([' ']).enumerate() {
        window = ((window & PAIR) << BITS) | u64::from(letter);
        if at > 0 {
            each(window);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_titles_with_and_without_accents() {
        for (text, language) in [
            ("Social registry", Language::En),
            ("Registro social de hogares", Language::Es),
            ("Cadastro Único", Language::Pt),
            ("Avaliacao de impacto", Language::Pt),
            ("Filets sociaux adaptatifs", Language::Fr),
            ("Ciblage des menages pauvres", Language::Fr),
            ("Capacitación a municipios", Language::Es),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_has_no_language() {
        for text in ["", "2026", "SISBEN", "FOSIS – CONEVAL", "???"] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
