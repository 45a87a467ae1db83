//! One spelling for all: without accents, in lower case. The same for indexing and for searching.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text without accents and in lower case; compatibility forms (ligatures, full-width letters) resolved.
///
/// Folding twice changes nothing, and what people type without accents folds to the same as what is printed
/// with them.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// [`fold`], appended to a string that is already there.
pub fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.extend(text.chars().map(|letter| letter.to_ascii_lowercase()));
        return;
    }
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            // Letters that are written for two and that no normalisation takes apart.
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            'ø' | 'Ø' => folded.push('o'),
            // Lower case may itself carry a mark (the Turkish dotted capital I).
            _ => folded.extend(letter.to_lowercase().filter(|letter| !is_combining_mark(*letter))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_ligatures_go() {
        assert_eq!(fold("Acompañamiento ÀÉÎÕÜ ção"), "acompanamiento aeiou cao");
        assert_eq!(fold("Main d’Œuvre"), "main d’oeuvre");
        assert_eq!(fold("ﬁscal Straße İ"), "fiscal strasse i");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Ñandú", "ŒUVRE", "İstanbul", "Ação 2026", "ﬃ", "", "𝔐"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
