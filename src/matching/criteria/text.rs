//! Text: what the two texts have in common, in terms of concepts (across languages) and of words.

use super::super::answer::State;
use super::super::constants as c;
use super::{Told, Value};
use crate::primitive::{Arg, Said};
use crate::words::fold;

/// What a reason names at most, of each sort: more would not be read.
const NAMED: usize = 4;

/// Words that begin with the same letters, so many, need no translation.
const ROOT: usize = 4;

/// What both texts contain, the most telling first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// Ids of concepts.
    pub concepts: Vec<String>,
    /// Words that say the same: as the request writes them and as the offer does.
    pub words: Vec<(String, String)>,
}

/// Similarity of two documents from the cosines of their concepts and of their words.
///
/// Two independent witnesses (a noisy or): each can carry the value on its own, together they carry it further.
pub fn similarity(concepts: f64, words: f64) -> f64 {
    let said = c::CONCEPT_SHARE * saturated(concepts, c::CONCEPT_HALF);
    let written = c::WORD_SHARE * saturated(words, c::WORD_HALF);
    1.0 - (1.0 - said) * (1.0 - written)
}

/// Rises fast and ends at 1: cosines of short texts on one subject are far below 1.
fn saturated(cosine: f64, half: f64) -> f64 {
    if cosine <= 0.0 { 0.0 } else { cosine * (1.0 + half) / (cosine + half) }
}

pub(super) fn reason((state, _): Value, told: &Told<'_>) -> Said {
    let concepts = told.shared.concepts.iter().take(NAMED);
    let concepts: Vec<Arg> = concepts.map(|id| Arg::Label("concept".into(), id.clone())).collect();
    let words: Vec<Arg> = told.shared.words.iter().take(NAMED).map(word).collect();
    if state == State::Silent {
        return Said::new("reason.text.silent");
    }
    // Texts of no value share nothing.
    match (concepts.is_empty(), words.is_empty()) {
        (false, false) => Said::new("reason.text.both")
            .with("concepts", Arg::List(concepts))
            .with("words", Arg::List(words)),
        (false, true) => Said::new("reason.text.concepts").with("concepts", Arg::List(concepts)),
        (true, false) => Said::new("reason.text.words").with("words", Arg::List(words)),
        (true, true) => Said::new("reason.text.none"),
    }
}

/// The request's word, and in brackets the offer's where that looks different: *enfants (niños)*.
fn word((asked, given): &(String, String)) -> Arg {
    let root = |word: &str| fold(word).chars().take(ROOT).collect::<String>();
    Arg::Text(if root(asked) == root(given) { asked.clone() } else { format!("{asked} ({given})") })
}
