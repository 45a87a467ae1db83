//! Of all patterns met, those that are meant.

use super::build::{NOTHING, Term};
use super::scan::Hit;
use super::{Found, Word};
use crate::primitive::Arrange;

/// A pattern met, and how far it is believed.
pub(super) struct Candidate<'a> {
    pub first: usize,
    pub last: usize,
    /// In the text's own language, or a name.
    pub own: bool,
    pub strength: f32,
    pub term: &'a Term,
}

/// A single word says less than a phrase or a name.
const SINGLE_WORD: f32 = 0.8;
/// A word with meaning was stepped over.
const WITH_GAP: f32 = 0.9;
/// The words changed places.
const FLIPPED: f32 = 0.9;
/// The term belongs to another language than the text.
const FOREIGN: f32 = 0.9;
/// The term may mean one of several concepts; each of them gets this share.
const AMBIGUOUS: f32 = 0.6;

impl<'a> Candidate<'a> {
    pub fn new(term: &'a Term, hit: Hit, own: bool) -> Self {
        let factors = [
            (!term.forms.is_empty(), SINGLE_WORD),
            (hit.skipped > 0, WITH_GAP),
            (term.over != NOTHING, FLIPPED),
            (!own, FOREIGN),
            (term.ambiguous, AMBIGUOUS),
        ];
        let strength = factors.iter().filter(|(applies, _)| *applies).map(|(_, factor)| factor).product();
        Self { first: hit.first, last: hit.last, own, strength, term }
    }
}

/// The longest wins over what lies within it; at the same place, the text's own language wins.
pub(super) fn choose(mut candidates: Vec<Candidate<'_>>, words: &[Word]) -> Vec<Found> {
    candidates.arrange_by(|a, b| {
        let key = |c: &Candidate<'_>| (c.term.words, c.last - c.first, c.own);
        key(b).cmp(&key(a)).then(b.strength.total_cmp(&a.strength)).then(a.first.cmp(&b.first))
    });
    let mut taken: Vec<(usize, usize, bool)> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    for candidate in &candidates {
        let span = (candidate.first, candidate.last);
        let hidden = taken.iter().any(|(first, last, own)| {
            let within = *first <= span.0 && span.1 <= *last;
            within && ((*first, *last) != span || (*own && !candidate.own))
        });
        if hidden {
            continue;
        }
        taken.push((span.0, span.1, candidate.own));
        let (start, end) = (words[span.0].start, words[span.1].end);
        for concept in &candidate.term.concepts {
            let same = found.iter_mut().find(|f| f.concept == *concept && f.start == start && f.end == end);
            match same {
                Some(same) => same.strength = same.strength.max(candidate.strength),
                None => found.push(Found { concept: *concept, start, end, strength: candidate.strength }),
            }
        }
    }
    found.arrange_by_key(|found| (found.start, found.end, found.concept));
    found
}
