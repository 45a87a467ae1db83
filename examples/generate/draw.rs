//! Drawing: the same on every machine, because it is whole numbers only.

use matriz::primitive::{FixedWorld, World};
use matriz::vocabulary::{Code, Coded};

/// A source of choices.
pub struct Draw {
    world: FixedWorld,
}

impl Draw {
    pub fn new(world: FixedWorld) -> Self {
        Self { world }
    }

    pub fn world(&mut self) -> &mut FixedWorld {
        &mut self.world
    }

    /// A whole number below `limit` (0 where the limit is 0).
    pub fn below(&mut self, limit: usize) -> usize {
        // Multiply and shift: no bias worth the name at these limits.
        ((u128::from(self.world.random()) * limit as u128) >> 64) as usize
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Up to `most` values of a closed list, at least one, in the list's order.
    pub fn some<T: Coded>(&mut self, most: usize) -> Vec<Code<T>> {
        let mut chosen: Vec<T> = (0..self.between(1, most)).map(|_| *self.pick(T::ALL)).collect();
        chosen.sort();
        chosen.dedup();
        chosen.into_iter().map(Code::Known).collect()
    }

    /// True or false where stated so many times in a hundred.
    pub fn maybe(&mut self, stated: usize, yes: usize) -> Option<bool> {
        self.chance(stated).then(|| self.chance(yes))
    }
}

/// Positions drawn so that the k-th comes about 1/k times as often as the first.
pub struct Zipf {
    sums: Vec<u64>,
}

impl Zipf {
    pub fn new(len: usize) -> Self {
        let mut sum = 0;
        let sums = (1..=len as u64).map(|rank| {
            sum += 1_000_000 / rank;
            sum
        });
        Self { sums: sums.collect() }
    }

    pub fn draw(&self, draw: &mut Draw) -> usize {
        let at = draw.below(self.sums.last().map_or(0, |sum| *sum as usize)) as u64;
        self.sums.partition_point(|sum| *sum <= at)
    }
}
