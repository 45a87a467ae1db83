//! Who may be among the best: offers with what they can score.
//!
//! That is known within narrow bounds before the exact score, which costs more. The `k`-th highest of what those score
//! at least that are sure to match is a score that `k` offers reach: an offer that can only score less is out. What
//! remains is scored exactly, the most promising first, until nothing can come among the best any more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::answer::Match;
use super::rank::by_score;
use super::side::Slot;
use super::vectors::Doc;

/// Estimates are kept in single precision: this much more than any rounding there can take away.
pub const SLACK: f32 = 1e-4;

/// The higher of two estimates. They are numbers, so that one comparison tells; `f32::max`, which must also know what to
/// do where they are not, is a call in WebAssembly.
pub fn higher(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// The lower of two estimates.
pub fn lower(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// So many are mostly asked for.
const USUAL: usize = 10;

/// The best found so far, exactly scored.
pub struct Best {
    k: usize,
    found: Vec<Match>,
}

impl Best {
    /// Room for `k`.
    pub fn new(k: usize) -> Self {
        Self { k, found: Vec::with_capacity(k.min(USUAL) + 1) }
    }

    /// How many there may be.
    pub fn room(&self) -> usize {
        self.k
    }

    /// What a score must reach to be among them.
    pub fn least(&self) -> f64 {
        if self.found.len() < self.k { f64::NEG_INFINITY } else { self.found[self.k - 1].score }
    }

    /// Takes a match in, where it is good enough.
    pub fn add(&mut self, new: Match) {
        let order = |old: &Match| by_score((old.score, old.offer), (new.score, new.offer)).is_lt();
        let at = self.found.partition_point(order);
        if at < self.k {
            self.found.truncate(self.k - 1);
            self.found.insert(at, new);
        }
    }

    /// The best first.
    pub fn into_found(self) -> Vec<Match> {
        self.found
    }
}

/// An offer that may be among the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contender {
    /// What it scores at most.
    pub most: f32,
    /// Its place.
    pub slot: Slot,
    /// Those of its documents that may tell its text value.
    pub telling: Telling,
}

impl Contender {
    /// Those of its documents that may tell its text value.
    pub fn telling(self, docs: &[Doc]) -> impl Iterator<Item = Doc> + Clone + '_ {
        let telling = docs.iter().enumerate().filter(move |(at, _)| self.telling & mark(*at) != 0);
        telling.map(|(_, doc)| *doc)
    }
}

/// Some documents of an offer, by [`mark`].
pub type Telling = u8;

/// The bit of the document at a place among the offer's: all from the eighth on share one.
pub fn mark(at: usize) -> Telling {
    1 << at.min(7)
}

/// Offers that may be among the best `k`. Kept from request to request for its memory.
#[derive(Default)]
pub struct Contest {
    k: usize,
    contenders: Vec<Contender>,
    /// The `k` highest of what is sure, the lowest on top. They are not negative, so their bits are in their order.
    sure: BinaryHeap<Reverse<u32>>,
}

impl Contest {
    /// Begins anew.
    pub fn open(&mut self, k: usize) {
        self.k = k;
        self.contenders.clear();
        self.sure.clear();
    }

    /// What an offer must be able to score; nothing as long as fewer than `k` are sure of anything.
    pub fn least(&self) -> f32 {
        match self.sure.peek() {
            Some(Reverse(bits)) if self.sure.len() == self.k => f32::from_bits(*bits) - SLACK,
            _ => f32::NEG_INFINITY,
        }
    }

    /// Enters an offer, each once, that scores at least so much; 0 where it may fail a gate.
    pub fn enter(&mut self, contender: Contender, least: f32) {
        self.contenders.push(contender);
        if least > self.least().max(0.0) {
            self.sure.push(Reverse(least.to_bits()));
            if self.sure.len() > self.k {
                self.sure.pop();
            }
        }
    }

    /// Leaves those that may still be among the best, the most promising first; places decide ties.
    pub fn close(&mut self) {
        let least = self.least();
        self.contenders.retain(|it| it.most + SLACK >= least);
        self.contenders.sort_unstable_by(|a, b| b.most.total_cmp(&a.most).then(a.slot.cmp(&b.slot)));
    }

    /// Those who are left.
    pub fn contenders(&self) -> &[Contender] {
        &self.contenders
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contender(slot: Slot, most: f32) -> Contender {
        Contender { most, slot, telling: Telling::MAX }
    }

    #[test]
    fn an_offer_is_out_once_enough_others_are_sure_to_score_more() {
        let mut contest = Contest::default();
        contest.open(2);
        contest.enter(contender(0, 0.35), 0.3);
        assert_eq!(contest.least(), f32::NEG_INFINITY);
        contest.enter(contender(1, 0.85), 0.8);
        assert_eq!(contest.least(), 0.3 - SLACK);
        contest.enter(contender(2, 0.65), 0.6);
        assert_eq!(contest.least(), 0.6 - SLACK);
        contest.enter(contender(3, 0.61), 0.55);
        assert_eq!(contest.least(), 0.6 - SLACK);
        contest.close();
        assert_eq!(contest.contenders(), [contender(1, 0.85), contender(2, 0.65), contender(3, 0.61)]);
    }

    #[test]
    fn what_may_fail_a_gate_does_not_push_others_out() {
        let mut contest = Contest::default();
        contest.open(1);
        contest.enter(contender(0, 0.9), 0.0);
        contest.enter(contender(1, 0.5), 0.5);
        contest.close();
        assert_eq!(contest.contenders().len(), 2);
    }
}
