//! Reading a text along a tree of patterns.

use super::build::{CONJUNCTION, NAMES, NOTHING, Over, Patterns, ROOT};
use super::{Word, WordIds};
use crate::words::Gap;

/// A pattern met in the text.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub term: u32,
    /// First and last word.
    pub first: usize,
    pub last: usize,
    /// Words with meaning that were stepped over.
    pub skipped: usize,
    /// The small words between the words of the pattern.
    pub over: Over,
}

/// How many small words may stand between two words of a term (*registro único de los beneficiarios*).
const MOST_SMALL_WORDS: usize = 3;

/// How many words with meaning may be stepped over in one term: a transparent one (*sistema nacional de protección
/// social*), or the first of two that are joined (*evaluación de diseño y de impacto*).
const MOST_SKIPPED: usize = 1;

struct Reader<'a, F> {
    patterns: &'a Patterns,
    channel: usize,
    words: &'a [Word],
    first: usize,
    report: F,
}

/// Reports every pattern of a tree that is met, the same one perhaps more than once.
pub(super) fn scan(patterns: &Patterns, channel: usize, words: &[Word], report: impl FnMut(Hit)) {
    let mut reader = Reader { patterns, channel, words, first: 0, report };
    for first in 0..words.len() {
        reader.first = first;
        reader.step(ROOT, first, 0, NOTHING);
    }
}

impl<F: FnMut(Hit)> Reader<'_, F> {
    fn id(&self, ids: &WordIds) -> u32 {
        ids[self.channel]
    }

    /// Takes the word at `at`, alone or joined to the next.
    fn step(&mut self, node: u32, at: usize, skipped: usize, over: Over) {
        let word = &self.words[at];
        if let Some(next) = self.patterns.next(self.channel, node, self.id(&word.ids)) {
            self.arrive(next, at, skipped, over);
        }
        if let Some(joined) = &word.joined
            && let Some(next) = self.patterns.next(self.channel, node, self.id(joined))
        {
            self.arrive(next, at + 1, skipped, over);
        }
    }

    /// Reports what ends here, and goes on to the words that may follow.
    fn arrive(&mut self, node: u32, last: usize, skipped: usize, over: Over) {
        let patterns = self.patterns;
        for term in patterns.ends(self.channel, node) {
            (self.report)(Hit { term: *term, first: self.first, last, skipped, over });
        }
        let (mut node, mut over) = (node, over);
        let mut small = 0;
        for at in last + 1..self.words.len() {
            let word = &self.words[at];
            if word.gap > Gap::Space {
                match patterns.over_comma(self.channel, node) {
                    Some(next) if word.gap == Gap::Comma || self.channel == NAMES => node = next,
                    _ => return,
                }
            }
            self.step(node, at, skipped, over);
            if word.small_for(self.channel) && small < MOST_SMALL_WORDS {
                small += 1;
                over |= word.sort;
            } else if self.channel == NAMES {
                return;
            } else {
                self.skip(node, at, skipped, over);
                return;
            }
        }
    }

    /// Steps over the word at `at`, if it may be.
    fn skip(&mut self, node: u32, at: usize, skipped: usize, over: Over) {
        if skipped >= MOST_SKIPPED {
            return;
        }
        let Some(after) = self.words.get(at + 1) else { return };
        let joined = after.sort == CONJUNCTION && after.gap <= Gap::Space;
        if !self.words[at].transparent && !joined {
            return;
        }
        for next in (at + 1..self.words.len()).take(1 + MOST_SMALL_WORDS) {
            let word = &self.words[next];
            if word.gap > Gap::Space {
                return;
            }
            self.step(node, next, skipped + 1, over);
            let is_joint = joined && next == at + 1;
            if !word.small_for(self.channel) || (joined && !is_joint && !word.goes_on) {
                return;
            }
        }
    }
}
