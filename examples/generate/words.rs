//! Running text: phrases of the field with their gaps filled.

use matriz::primitive::{Language, Text};
use matriz::vocabulary::{ConceptIx, ConceptKind, Vocabulary};

use crate::draw::Draw;
use crate::phrases;
use crate::places::PLACES;

/// How often a text says which language it is in, in a hundred.
const LANGUAGE_STATED: usize = 85;

/// Someone who writes in one language about some subjects.
pub struct Writer<'a> {
    pub vocabulary: &'a Vocabulary,
    pub language: Language,
    pub about: &'a [ConceptIx],
}

impl Writer<'_> {
    /// One phrase of a list, its gaps filled.
    pub fn phrase(&self, draw: &mut Draw, of: &[&str]) -> String {
        let pattern = draw.pick(of).replace("{p}", draw.pick::<&str>(&PLACES));
        let pattern = pattern.replace("{y}", &draw.between(1990, 2025).to_string());
        let ix = *draw.pick(self.about);
        let text = pattern.replace("{n}", &number(draw)).replace("{g}", &self.programme(draw, ix));
        capitalised(&text.replace("{c}", &self.wording(draw, ix)))
    }

    /// Sentences about the subjects between sentences that say little.
    pub fn sentences(&self, draw: &mut Draw, telling: &[&str]) -> String {
        let mut all = Vec::new();
        for _ in 0..draw.between(1, 3) {
            all.push(self.phrase(draw, telling));
            if draw.chance(50) {
                all.push(self.phrase(draw, phrases::of(self.language).filler));
            }
        }
        all.join(" ")
    }

    /// As a text of the file; without its language where people forget to say it.
    pub fn text(&self, draw: &mut Draw, words: String) -> Text {
        if draw.chance(LANGUAGE_STATED) {
            Text::in_language(self.language.code(), words)
        } else {
            Text::plain(words)
        }
    }

    fn wording(&self, draw: &mut Draw, ix: ConceptIx) -> String {
        let concept = self.vocabulary.concept(ix);
        let wordings: Vec<&str> = concept.wordings(self.language).collect();
        // Labels begin with a capital; abbreviations keep theirs.
        let word = draw.pick(&wordings);
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if !second.is_uppercase() => {
                first.to_lowercase().chain(word.chars().skip(1)).collect()
            }
            _ => (*word).to_owned(),
        }
    }

    fn programme(&self, draw: &mut Draw, ix: ConceptIx) -> String {
        let concept = self.vocabulary.concept(ix);
        let children = concept.children.iter().map(|child| self.vocabulary.concept(*child));
        let names: Vec<&str> = children
            .filter(|child| child.kind == ConceptKind::Programme)
            .filter_map(|child| child.names.first().map(String::as_str))
            .collect();
        if names.is_empty() {
            concept.labels.get(self.language).clone()
        } else {
            (*draw.pick(&names)).to_owned()
        }
    }
}

/// A small number or a round one, as people write them.
fn number(draw: &mut Draw) -> String {
    if draw.chance(50) { draw.between(2, 99).to_string() } else { (draw.between(1, 900) * 100).to_string() }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
