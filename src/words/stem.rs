//! Words without their endings.
//!
//! The Snowball stemmers read endings with their accents (*-ción*, *-ção*, *-ité*), while people type without. A stem
//! is therefore a function of the *folded* word: the accent of a known ending is put back, the stemmer removes
//! the ending, and what is left is folded again. So *focalización* and *focalizacion* have one stem.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::fold::fold;
use super::quick::QuickMap;
use super::stop::{is_filler, is_stop};
use super::tokens::tokens;
use crate::primitive::Language;

/// The stemmers of the four languages.
pub struct Stemmers([Stemmer; 4]);

impl Default for Stemmers {
    fn default() -> Self {
        Self(Language::ALL.map(|language| {
            Stemmer::create(match language {
                Language::En => Algorithm::English,
                Language::Es => Algorithm::Spanish,
                Language::Pt => Algorithm::Portuguese,
                Language::Fr => Algorithm::French,
            })
        }))
    }
}

/// Endings whose accent is put back before stemming: as folded, as written.
const ENDINGS: [&[(&str, &str)]; 4] = [
    &[],
    &[("cion", "ción"), ("sion", "sión"), ("logia", "logía"), ("logias", "logías")],
    &[
        ("cao", "ção"),
        ("coes", "ções"),
        ("sao", "são"),
        ("soes", "sões"),
        ("encia", "ência"),
        ("encias", "ências"),
        ("avel", "ável"),
        ("aveis", "áveis"),
        ("ivel", "ível"),
        ("iveis", "íveis"),
    ],
    &[("ite", "ité"), ("ites", "ités"), ("ee", "ée"), ("ees", "ées"), ("iere", "ière"), ("ieres", "ières")],
];

/// Plural endings with their singular, the first that fits; a word must keep [`SHORTEST_ROOT`] letters before it,
/// and one more before a mere *s*.
const PLURALS: [&[(&str, &str)]; 4] = [
    // The English stemmer knows its plurals.
    &[],
    &[
        ("ces", "z"),
        ("iones", "ion"),
        ("res", "r"),
        ("les", "l"),
        ("des", "d"),
        ("nes", "n"),
        ("ss", "ss"),
        ("s", ""),
    ],
    &[
        ("oes", "ao"),
        ("aes", "ao"),
        ("ais", "al"),
        ("eis", "el"),
        ("ois", "ol"),
        ("tis", "til"),
        ("ns", "m"),
        ("res", "r"),
        ("zes", "z"),
        ("ss", "ss"),
        ("s", ""),
    ],
    &[("eaux", "eau"), ("aux", "al"), ("ss", "ss"), ("s", ""), ("eux", "eu")],
];

/// Fewer letters than this before a plural ending, and it is none (*mes*, *mais*, *pais*, *gas*).
const SHORTEST_ROOT: usize = 3;

/// A folded word, made singular if it looks like a plural.
pub(super) fn singular(folded: &str, language: Language) -> Cow<'_, str> {
    for (plural, singular) in PLURALS[language.index()] {
        match folded.strip_suffix(plural) {
            Some(root) if root.len() > SHORTEST_ROOT && singular.is_empty() => return Cow::Borrowed(root),
            Some(root) if root.len() >= SHORTEST_ROOT => return Cow::Owned(format!("{root}{singular}")),
            _ => {}
        }
    }
    Cow::Borrowed(folded)
}

impl Stemmers {
    /// The stem of a folded word in a language.
    pub fn stem(&self, folded: &str, language: Language) -> String {
        let mut word = singular(folded, language);
        for (plain, accented) in ENDINGS[language.index()] {
            if let Some(root) = word.strip_suffix(plain) {
                word = Cow::Owned(format!("{root}{accented}"));
                break;
            }
        }
        let stem = self.0[language.index()].stem(&word);
        if stem.is_ascii() { stem.into_owned() } else { fold(&stem) }
    }

    /// The stems of the words of a text that carry meaning: neither small words nor filler, in order, repeated
    /// where they are repeated.
    pub fn stems(&self, text: &str, language: Language) -> Vec<String> {
        let words = tokens(text);
        let folded = words.iter().map(|token| fold(token.of(text)));
        folded
            .filter(|word| !is_stop(word, language) && !is_filler(word, language))
            .map(|word| self.stem(&word, language))
            .collect()
    }
}

/// Stemmers that remember: the terms of a vocabulary use the same words again and again.
pub(super) struct Memo<'a> {
    stemmers: &'a Stemmers,
    known: [QuickMap<String, String>; 4],
}

impl<'a> Memo<'a> {
    pub fn new(stemmers: &'a Stemmers) -> Self {
        Self { stemmers, known: Default::default() }
    }

    /// [`Stemmers::stem`].
    pub fn stem(&mut self, folded: &str, language: Language) -> String {
        let known = &mut self.known[language.index()];
        if let Some(stem) = known.get(folded) {
            return stem.clone();
        }
        let stem = self.stemmers.stem(folded, language);
        known.insert(folded.to_owned(), stem.clone());
        stem
    }
}

/// [`Stemmers::stems`] for a single text.
pub fn stems(text: &str, language: Language) -> Vec<String> {
    Stemmers::default().stems(text, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(language: Language, words: &[&str]) {
        let stemmers = Stemmers::default();
        let stems: Vec<_> = words.iter().map(|word| stemmers.stem(&fold(word), language)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} {stems:?}");
    }

    #[test]
    fn plurals_and_missing_accents_have_one_stem() {
        same(Language::Es, &["focalización", "focalizacion", "focalizaciones"]);
        same(Language::Es, &["hogar", "hogares"]);
        same(Language::Es, &["red", "redes"]);
        same(Language::Es, &["vejez", "vejeces"]);
        same(Language::Es, &["base", "bases"]);
        same(Language::Es, &["informe", "informes"]);
        same(Language::Pt, &["avaliação", "avaliacao", "avaliações", "avaliacoes"]);
        same(Language::Pt, &["transferência", "transferencias"]);
        same(Language::Pt, &["beneficiário", "beneficiarios"]);
        same(Language::Fr, &["évaluation", "evaluations"]);
        same(Language::Pt, &["municipal", "municipais"]);
        same(Language::Pt, &["infantil", "infantis"]);
        same(Language::Pt, &["jovem", "jovens"]);
        same(Language::Pt, &["lar", "lares"]);
        same(Language::Fr, &["foyer", "foyers"]);
        same(Language::Fr, &["appui", "appuis"]);
        same(Language::Fr, &["social", "sociaux"]);
        same(Language::Fr, &["ménage", "menages"]);
        same(Language::Fr, &["vulnérabilité", "vulnerabilites"]);
        same(Language::En, &["transfer", "transfers"]);
        same(Language::En, &["registry", "registries"]);
    }

    #[test]
    fn only_words_with_meaning_are_kept() {
        assert_eq!(stems("Apoyo a la focalización de los programas", Language::Es), ["focaliz"]);
    }
}
