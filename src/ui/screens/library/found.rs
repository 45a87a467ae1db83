//! Searching a shelf: every word has to occur, whatever its case and accents.

/// Letters that differ from a plain one by an accent only, with that plain letter.
const ACCENTS: [(&str, char); 8] = [
    ("áàâãäå", 'a'),
    ("éèêë", 'e'),
    ("íìîï", 'i'),
    ("óòôõö", 'o'),
    ("úùûü", 'u'),
    ("ç", 'c'),
    ("ñ", 'n'),
    ("ý", 'y'),
];

fn plain(text: &str) -> String {
    let bare =
        |letter: char| ACCENTS.iter().find(|(with, _)| with.contains(letter)).map_or(letter, |found| found.1);
    text.to_lowercase().chars().map(bare).collect()
}

/// Whether all the words searched for occur in these texts together.
pub fn found(words: &str, texts: &[&str]) -> bool {
    let all = plain(&texts.join(" "));
    plain(words).split_whitespace().all(|word| all.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter_and_every_word_counts() {
        assert!(found("haiti EDUCACION", &["Haïti", "Educación y cultura"]));
        assert!(found("", &["anything"]));
        assert!(!found("haiti health", &["Haïti", "Educación"]));
    }
}
