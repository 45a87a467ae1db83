//! Who may be among the best: offers with the most and the least they can score.
//!
//! Both are known before the exact score, which costs most. The `k`-th highest *least* is a score that `k` offers
//! are sure to reach: an offer whose *most* lies below is out. What remains is scored exactly, the most promising
//! first, until nothing can come among the best any more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::answer::Match;
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

/// Offers that may be among the best `k`. Kept from request to request for its memory.
#[derive(Default)]
pub struct Contest {
    k: usize,
    contenders: Vec<(f32, Slot)>,
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

    /// Whether an offer that can score so much at most may still be among the best.
    pub fn admits(&self, most: f32) -> bool {
        most + SLACK >= self.least()
    }

    /// Enters an offer that scores `most` at most, and `least` at least where that is known. Each offer once.
    pub fn enter(&mut self, slot: Slot, most: f32, least: Option<f32>) {
        self.contenders.push((most, slot));
        if let Some(least) = least.filter(|least| *least > self.least()) {
            self.sure.push(Reverse(least.max(0.0).to_bits()));
            if self.sure.len() > self.k {
                self.sure.pop();
            }
        }
    }

    /// Those that may still be among the best, the most promising first; places decide ties.
    pub fn close(&mut self) -> &[(f32, Slot)] {
        let least = self.least();
        self.contenders.retain(|(most, _)| most + SLACK >= least);
        self.contenders.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        &self.contenders
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_out_once_enough_others_are_sure_to_score_more() {
        let mut contest = Contest::default();
        contest.open(2);
        contest.enter(0, 0.4, Some(0.3));
        assert!(contest.admits(0.0));
        contest.enter(1, 0.9, Some(0.8));
        assert!(contest.admits(0.3) && !contest.admits(0.29));
        contest.enter(2, 0.7, Some(0.6));
        assert!(!contest.admits(0.5));
        assert_eq!(contest.close(), [(0.9, 1), (0.7, 2)]);
    }

    #[test]
    fn what_nothing_is_known_of_does_not_push_others_out() {
        let mut contest = Contest::default();
        contest.open(1);
        contest.enter(0, 0.9, None);
        contest.enter(1, 0.5, Some(0.4));
        assert_eq!(contest.close().len(), 2);
    }
}
