//! Sorting that is compiled once.
//!
//! The standard sort is compiled anew for every type and comparison it is called with: some 10 kB each, and it is
//! called in a hundred places, so that a fifth of what a visitor downloaded was sorting. Here places are sorted
//! instead of values, by one routine for all, and then the values are moved to their places. Inner loops of
//! matching and planning keep the standard sort, which is faster by the price of a call per comparison.

use std::cmp::Ordering;

/// Slices that can be put in order; every order is stable.
pub trait Arrange<T> {
    /// Ascending in the natural order of the values.
    fn arrange(&mut self)
    where
        T: Ord;

    /// Ascending by a comparison.
    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Ascending by a key, which is taken once from each value.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }

    fn arrange_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let places = order(self.len(), &|a, b| compare(&self[a], &self[b]));
        settle(self, places);
    }

    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let places = order(self.len(), &|a, b| keys[a].cmp(&keys[b]));
        settle(self, places);
    }
}

/// The places of `count` values in ascending order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Moves to each place the value that belongs there, one ring of exchanges after the other.
fn settle<T>(values: &mut [T], mut from: Vec<usize>) {
    for first in 0..from.len() {
        let mut at = first;
        while from[at] != first {
            let next = std::mem::replace(&mut from[at], at);
            values.swap(at, next);
            at = next;
        }
        from[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_what_the_standard_sort_is(values in prop::collection::vec((0_u8..9, any::<u16>()), 0..200)) {
            let mut ours = values.clone();
            let mut theirs = values.clone();
            ours.arrange();
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);

            // Equal keys keep their order.
            let (mut ours, mut theirs) = (values.clone(), values);
            ours.arrange_by(|a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|value| Reverse(value.0));
            prop_assert_eq!(&ours, &theirs);
            ours.arrange_by_key(|value| Reverse(value.1 % 7));
            theirs.sort_by_key(|value| Reverse(value.1 % 7));
            prop_assert_eq!(ours, theirs);
        }
    }
}
