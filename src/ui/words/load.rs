//! Which language a reader gets, and its file.

use std::collections::BTreeMap;

use super::{Message, use_book};
use crate::platform::fetch_text;
use crate::primitive::Language;

/// The first language the reader asks for that the app speaks; English where there is none.
pub fn best_language<'a>(asked: impl IntoIterator<Item = &'a str>) -> Language {
    asked.into_iter().find_map(Language::from_tag).unwrap_or(Language::En)
}

/// The tag for numbers and dates: the reader's own region of this language, else the one we write for.
fn tag_for(language: Language, asked: &[String]) -> String {
    let own = asked.iter().find(|tag| Language::from_tag(tag) == Some(language) && tag.contains('-'));
    own.cloned().unwrap_or_else(|| {
        match language {
            Language::En => "en-GB",
            Language::Es => "es-419",
            Language::Pt => "pt-BR",
            Language::Fr => "fr",
        }
        .to_owned()
    })
}

/// Loads the words of a language and makes them current; the former ones stay where it fails.
pub async fn load(language: Language, asked: &[String]) -> Result<(), String> {
    let text = fetch_text(&format!("./locales/{}.json", language.code())).await?;
    let messages: BTreeMap<String, Message> =
        serde_json::from_str(&text).map_err(|error| error.to_string())?;
    use_book(language, tag_for(language, asked), messages);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_first_language_the_app_speaks() {
        assert_eq!(best_language(["de-CH", "pt-PT", "en"]), Language::Pt);
        assert_eq!(best_language(["ES"]), Language::Es);
        assert_eq!(best_language(["qu", "ay"]), Language::En);
        assert_eq!(best_language([]), Language::En);
    }

    #[test]
    fn numbers_follow_the_readers_own_region() {
        let asked = ["es-CL".to_owned(), "en".to_owned()];
        assert_eq!(tag_for(Language::Es, &asked), "es-CL");
        assert_eq!(tag_for(Language::En, &asked), "en-GB");
        assert_eq!(tag_for(Language::Pt, &asked), "pt-BR");
    }
}
