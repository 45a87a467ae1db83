//! The texts of the library in the reader's language.
//!
//! The documents behind the library are mostly in English, and so are the three files of facts. Our translations lie
//! beside them, one file a language: the English text and what it says in that language. What has no translation
//! is shown in English and says so to screen readers.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::fetch_text;
use crate::primitive::Language;
use crate::ui::words::reader;

/// The texts; cheap to hand on.
#[derive(Clone, Copy)]
pub struct Texts {
    /// English text to translation; none while the file is on its way.
    translated: RwSignal<Option<BTreeMap<String, String>>>,
    /// Whether the person asked for the English originals.
    pub original: RwSignal<bool>,
}

/// Where the translations of a language lie; English needs none.
const fn address(language: Language) -> Option<&'static str> {
    match language {
        Language::En => None,
        Language::Es => Some("library/texts/es.json"),
        Language::Pt => Some("library/texts/pt.json"),
        Language::Fr => Some("library/texts/fr.json"),
    }
}

impl Texts {
    /// Fetches the translations into the reader's language. Where they cannot be had, the originals are shown.
    pub fn fetch() -> Self {
        let texts = Self { translated: RwSignal::new(None), original: RwSignal::new(false) };
        let Some(address) = address(reader()) else {
            texts.translated.set(Some(BTreeMap::new()));
            return texts;
        };
        spawn_local(async move {
            let read = fetch_text(address).await.ok().and_then(|text| serde_json::from_str(&text).ok());
            texts.translated.try_set(Some(read.unwrap_or_default()));
        });
        texts
    }

    /// Whether what can be shown is there; tracked.
    pub fn are_here(self) -> bool {
        self.translated.with(Option::is_some)
    }

    /// Whether any text is shown in our translation, or could be; tracked.
    pub fn has_translations(self) -> bool {
        self.translated.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()))
    }

    fn find(self, english: &str) -> Option<String> {
        if self.original.get() {
            return None;
        }
        self.translated.with(|all| all.as_ref().and_then(|all| all.get(english).cloned()))
    }

    /// The words for this reader; tracked.
    pub fn words(self, english: &str) -> String {
        self.find(english).unwrap_or_else(|| english.to_owned())
    }

    /// The words for this reader, with the language they are in.
    pub fn view(self, english: &str) -> AnyView {
        let found = self.find(english);
        let lang = if found.is_some() { reader().code() } else { "en" };
        let words = found.unwrap_or_else(|| english.to_owned());
        view! { <span lang=lang>{words}</span> }.into_any()
    }

    /// Several texts, set apart by points.
    pub fn joined(self, english: &[String]) -> AnyView {
        let one = |(at, text): (usize, &String)| {
            let dot = (at > 0).then_some(" · ");
            view! { {dot}{self.view(text)} }
        };
        english.iter().enumerate().map(one).collect_view().into_any()
    }

    /// A text in both languages, to be searched.
    pub fn searched(self, english: &str) -> String {
        match self.find(english) {
            Some(words) => format!("{english} {words}"),
            None => english.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Keys of the three files whose values are prose; names of organisations by their short form, ids and addresses
    /// of pages are not.
    const PROSE: [&str; 14] = [
        "title",
        "topic",
        "period",
        "financing",
        "results",
        "source",
        "name",
        "owner",
        "note",
        "text",
        "actors",
        "documents",
        "themes",
        "short",
    ];

    fn gather(value: &Value, key: &str, into: &mut Vec<String>) {
        match value {
            Value::Object(all) => all.iter().for_each(|(key, value)| gather(value, key, into)),
            Value::Array(all) => all.iter().for_each(|value| gather(value, key, into)),
            Value::String(text) if PROSE.contains(&key) => into.push(text.clone()),
            _ => {}
        }
    }

    #[test]
    fn every_text_of_the_library_is_translated_and_no_translation_has_lost_its_text() {
        let mut texts = Vec::new();
        for file in [
            include_str!("../../../../public/library/cases.json"),
            include_str!("../../../../public/library/cycles.json"),
            include_str!("../../../../public/library/directory.json"),
        ] {
            gather(&serde_json::from_str(file).expect("it is ours"), "", &mut texts);
        }
        assert!(texts.len() > 700);
        for (language, file) in [
            ("es", include_str!("../../../../public/library/texts/es.json")),
            ("pt", include_str!("../../../../public/library/texts/pt.json")),
            ("fr", include_str!("../../../../public/library/texts/fr.json")),
        ] {
            let translated: BTreeMap<String, String> = serde_json::from_str(file).expect("it is ours");
            assert!(translated.values().all(|text| !text.trim().is_empty()), "{language}");
            // A text of several words needs a translation, unless it is a name that all languages share.
            let shared = |text: &str| {
                let is_name = |word: &str| word.chars().next().is_none_or(|letter| !letter.is_lowercase());
                text.split_whitespace()
                    .all(|word| is_name(word) || ["de", "la", "para", "el"].contains(&word))
            };
            let missing: Vec<&String> =
                texts.iter().filter(|text| !translated.contains_key(*text) && !shared(text)).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
            let orphans: Vec<&String> = translated
                .keys()
                .filter(|text| !texts.contains(text) && !PROGRAMMES.contains(&text.as_str()))
                .collect();
            assert!(orphans.is_empty(), "{language}: {orphans:?}");
        }
    }

    /// Names of programmes in the directory, which stand under a key of their own there.
    const PROGRAMMES: [&str; 9] = [
        "American Region Planning, Programming, Monitoring and Evaluation System",
        "CARICOM Single Market and Economy",
        "Global Development Learning Network",
        "Information and Communication Technologies for Development",
        "Initiative for the Integration of Regional Infrastructure in South America",
        "Institute of Nutrition of Central America and Panama",
        "Inter-American Centre for Knowledge Development in Vocational Training",
        "South-South Experience Exchange Trust Fund",
        "Special Programme for Food Security",
    ];
}
