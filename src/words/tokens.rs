//! A text cut into words.
//!
//! A word is a run of letters and digits. Hyphens and apostrophes part words (*tout-petits*, *l’école*), except that
//! an ampersand or a plus between letters keeps an abbreviation together (*M&E*, *I+D*), and a number stays whole
//! (*41,000*).

/// A word of a text, by its byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it starts.
    pub start: usize,
    /// Where it ends (first byte after it).
    pub end: usize,
    /// What stands between it and the word before.
    pub gap: Gap,
}

/// What stands between two words, from the closest to the farthest apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A hyphen and nothing else.
    Hyphen,
    /// An apostrophe, spaces or the like: the same phrase.
    Space,
    /// A comma, a slash, a bracket: perhaps the same phrase.
    Comma,
    /// A full stop, a colon, a new line; also the start of the text.
    Stop,
}

impl Token {
    /// The word as written.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the word is written in capitals (digits and signs apart), two at least.
    pub fn is_capitals(&self, text: &str) -> bool {
        let word = self.of(text);
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        capitals >= 2 && !word.chars().any(char::is_lowercase)
    }
}

/// The words of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = None;
    let mut gap = Gap::Stop;
    for (at, letter) in text.char_indices() {
        if is_word(letter) || (start.is_some() && joins(text, at, letter)) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            found.push(Token { start, end: at, gap });
            gap = between(letter);
        } else {
            // Two signs in a row part at least as much as the stronger of them; a lone hyphen only binds when
            // nothing else stands beside it.
            gap = gap.max(between(letter)).max(Gap::Space);
        }
    }
    if let Some(start) = start {
        found.push(Token { start, end: text.len(), gap });
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

/// Whether a sign inside a word keeps it together: `&` or `+` between letters, a point or comma between digits.
fn joins(text: &str, at: usize, sign: char) -> bool {
    let before = text[..at].chars().next_back();
    let mut after = text[at..].chars().skip(1);
    let both = |is: fn(char) -> bool, after: Option<char>| before.is_some_and(is) && after.is_some_and(is);
    match sign {
        '&' | '+' => both(char::is_alphabetic, after.next()),
        '.' | ',' => both(|letter| letter.is_ascii_digit(), after.next()),
        _ => false,
    }
}

fn between(sign: char) -> Gap {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => Gap::Hyphen,
        '.' | ';' | ':' | '?' | '!' | '\n' | '\u{2014}' | '•' | '…' | '¿' | '¡' => Gap::Stop,
        ',' | '/' | '(' | ')' | '[' | ']' | '«' | '»' | '"' | '“' | '”' | '\u{2013}' => Gap::Comma,
        _ => Gap::Space,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Gap)]) {
        let found: Vec<_> = tokens(text).iter().map(|token| (token.of(text), token.gap)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_and_what_parts_them() {
        use Gap::{Comma, Hyphen, Space, Stop};
        check("L’école, tout-petits.", &[("L", Stop), ("école", Space), ("tout", Comma), ("petits", Hyphen)]);
        check("M&E y I+D & más", &[("M&E", Stop), ("y", Space), ("I+D", Space), ("más", Space)]);
        check("a. b - c", &[("a", Stop), ("b", Stop), ("c", Space)]);
        check("41,000 x", &[("41,000", Stop), ("x", Space)]);
        check("", &[]);
    }

    #[test]
    fn capitals() {
        let text = "PATH Path SISBEN4 A";
        let capitals: Vec<_> = tokens(text).iter().map(|token| token.is_capitals(text)).collect();
        assert_eq!(capitals, [true, false, true, false]);
    }
}
