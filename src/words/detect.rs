//! Which of the four languages a text is written in.

use super::stop::{is_filler, is_stop};
use super::{fold, tokens};
use crate::primitive::Language;

/// The language of a text, where enough of it speaks for one.
pub fn detect(text: &str) -> Option<Language> {
    let mut score = [0.0_f32; 4];
    for token in tokens(text) {
        let folded = fold(token.of(text));
        let known = Language::ALL.map(|language| is_stop(&folded, language) || is_filler(&folded, language));
        let sharing = known.iter().filter(|known| **known).count();
        for language in Language::ALL {
            if known[language.index()] {
                score[language.index()] += 1.0 / sharing as f32;
            }
        }
    }
    let best = Language::ALL.into_iter().max_by(|a, b| score[a.index()].total_cmp(&score[b.index()]))?;
    (score[best.index()] > 0.0).then_some(best)
}
