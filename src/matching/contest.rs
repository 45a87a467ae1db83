//! Who may be among the best: offers with what they score, but for the rounding of single precision.
//!
//! That is known before the exact score, which costs more. The `k`-th highest of those that are sure to match is a
//! score that `k` offers reach: an offer that can only score less is out. What remains is scored exactly, the most
//! promising first, until nothing can come among the best any more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::answer::Match;
use super::criteria::Value;
use super::rank::by_score;
use super::side::Slot;

/// Estimates are kept in single precision: this much more than any rounding there can take away.
pub const SLACK: f32 = 1e-4;

/// The best found so far, exactly scored.
pub struct Best {
    k: usize,
    found: Vec<Match>,
}

impl Best {
    /// Room for `k`.
    pub fn new(k: usize) -> Self {
        Self { k, found: Vec::new() }
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
    /// What it scores, but for the rounding of single precision; more only where it may fail a gate.
    pub most: f32,
    /// Its place.
    pub slot: Slot,
    /// Its text value.
    pub text: Value,
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

    /// Enters an offer, each once; `is_sure` that it passes every gate.
    pub fn enter(&mut self, contender: Contender, is_sure: bool) {
        self.contenders.push(contender);
        if is_sure && contender.most > self.least() {
            self.sure.push(Reverse(contender.most.max(0.0).to_bits()));
            if self.sure.len() > self.k {
                self.sure.pop();
            }
        }
    }

    /// Those that may still be among the best, the most promising first; places decide ties.
    pub fn close(&mut self) -> &[Contender] {
        let least = self.least();
        self.contenders.retain(|it| it.most + SLACK >= least);
        self.contenders.sort_unstable_by(|a, b| b.most.total_cmp(&a.most).then(a.slot.cmp(&b.slot)));
        &self.contenders
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::State;
    use super::*;

    fn contender(slot: Slot, most: f32) -> Contender {
        Contender { most, slot, text: (State::Stated, 0.5) }
    }

    #[test]
    fn an_offer_is_out_once_enough_others_are_sure_to_score_more() {
        let mut contest = Contest::default();
        contest.open(2);
        contest.enter(contender(0, 0.3), true);
        assert_eq!(contest.least(), f32::NEG_INFINITY);
        contest.enter(contender(1, 0.8), true);
        assert_eq!(contest.least(), 0.3 - SLACK);
        contest.enter(contender(2, 0.6), true);
        assert_eq!(contest.least(), 0.6 - SLACK);
        assert_eq!(contest.close(), [contender(1, 0.8), contender(2, 0.6)]);
    }

    #[test]
    fn what_may_fail_a_gate_does_not_push_others_out() {
        let mut contest = Contest::default();
        contest.open(1);
        contest.enter(contender(0, 0.9), false);
        contest.enter(contender(1, 0.5), true);
        assert_eq!(contest.close().len(), 2);
    }
}
