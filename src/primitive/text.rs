//! Somebody's words: the original, in the language it was written in, and translations beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The four languages the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
    /// French.
    Fr,
}

impl Language {
    /// All four, in the order they are listed to people.
    pub const ALL: [Self; 4] = [Self::En, Self::Es, Self::Pt, Self::Fr];

    /// BCP 47 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Fr => "fr",
        }
    }

    /// The language of a BCP 47 tag, whatever its region (`pt-BR` is Portuguese).
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// Position in [`Language::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A text of a file: its original and its translations, each under a BCP 47 tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// BCP 47 tag of the original; none where it is not stated.
    pub lang: Option<String>,
    /// The original: what counts.
    pub text: String,
    /// Translations by BCP 47 tag.
    #[serde(default)]
    pub translations: BTreeMap<String, String>,
}

/// A text as shown to a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// BCP 47 tag of these words, for the `lang` attribute; none where not stated.
    pub lang: Option<String>,
    /// Whether this is a translation and not the original.
    pub translated: bool,
}

impl Text {
    /// A text in a language nobody stated.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A text in this language.
    pub fn in_language(lang: &str, text: impl Into<String>) -> Self {
        Self { lang: Some(lang.to_owned()), text: text.into(), translations: BTreeMap::new() }
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.translations.values().all(|text| text.trim().is_empty())
    }

    /// The best version for a reader of this language: the original if it is in it, else its translation, else
    /// the original.
    pub fn shown(&self, reader: Language) -> Shown {
        let is_readers = |tag: &str| Language::from_tag(tag) == Some(reader);
        if !self.lang.as_deref().is_some_and(is_readers) {
            let translation =
                self.translations.iter().find(|(tag, text)| is_readers(tag) && !text.is_empty());
            if let Some((tag, text)) = translation {
                return Shown { text: text.clone(), lang: Some(tag.clone()), translated: true };
            }
        }
        Shown { text: self.text.clone(), lang: self.lang.clone(), translated: false }
    }

    /// Every version with its tag, the original first; for searching and matching.
    pub fn versions(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let translations = self.translations.iter().map(|(tag, text)| (Some(tag.as_str()), text.as_str()));
        std::iter::once((self.lang.as_deref(), self.text.as_str())).chain(translations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_original_or_a_marked_translation() {
        let mut text = Text::in_language("es", "Registro social");
        text.translations.insert("pt-BR".into(), "Cadastro social".into());
        assert_eq!(
            text.shown(Language::Es),
            Shown { text: "Registro social".into(), lang: Some("es".into()), translated: false }
        );
        assert_eq!(
            text.shown(Language::Pt),
            Shown { text: "Cadastro social".into(), lang: Some("pt-BR".into()), translated: true }
        );
        assert_eq!(text.shown(Language::Fr).text, "Registro social");
    }
}
