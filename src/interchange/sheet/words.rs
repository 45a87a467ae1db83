//! What a workbook says to the person who fills it in, in four languages: heads, hints, instructions.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::primitive::Language;

/// A sentence in four languages, in the order of [`Language::ALL`].
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct InFour {
    en: String,
    es: String,
    pt: String,
    fr: String,
}

impl InFour {
    pub(super) fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Es => &self.es,
            Language::Pt => &self.pt,
            Language::Fr => &self.fr,
        }
    }
}

/// The words file.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    columns: BTreeMap<String, InFour>,
    hints: BTreeMap<String, InFour>,
    sheets: BTreeMap<String, InFour>,
    text: BTreeMap<String, InFour>,
    pub(super) instructions: Vec<InFour>,
    pub(super) example: BTreeMap<String, InFour>,
}

impl Words {
    /// The ones this program carries.
    pub(super) fn carried() -> &'static Self {
        static CARRIED: OnceLock<Words> = OnceLock::new();
        CARRIED.get_or_init(|| {
            // A file of the program itself; a unit test reads it.
            serde_json::from_str(include_str!("../../../data/sheets/words.json")).unwrap_or_default()
        })
    }

    /// The head of a column.
    pub(super) fn column(&self, word: &str, language: Language) -> &str {
        of(&self.columns, word, language)
    }

    /// What to write into a column of this kind.
    pub(super) fn hint(&self, kind: &str, language: Language) -> &str {
        of(&self.hints, kind, language)
    }

    /// The name of a sheet.
    pub(super) fn sheet(&self, list: &str, language: Language) -> &str {
        of(&self.sheets, list, language)
    }

    /// A word or sentence of the workbook.
    pub(super) fn text(&self, key: &str, language: Language) -> &str {
        of(&self.text, key, language)
    }
}

fn of<'a>(map: &'a BTreeMap<String, InFour>, key: &str, language: Language) -> &'a str {
    map.get(key).map_or("", |words| words.get(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_there_in_every_language() {
        let words = Words::carried();
        assert!(words.columns.len() > 40);
        for language in Language::ALL {
            for map in [&words.columns, &words.sheets, &words.text, &words.example] {
                assert!(map.values().all(|words| !words.get(language).is_empty()));
            }
            for sentence in &words.instructions {
                assert!(!sentence.get(language).is_empty());
            }
        }
    }
}
