//! Version vectors: which edits of which device a version of a record knows.
//!
//! The partial order is that of Parker et al. 1983, "Detection of Mutual Inconsistency in Distributed Systems".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Counts of edits by replica id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionVector(BTreeMap<String, u64>);

/// How two versions of a record relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same edits are known to both.
    Equal,
    /// The left one is known to the right one.
    Before,
    /// The left one knows the right one.
    After,
    /// Neither knows the other.
    Concurrent,
}

impl VersionVector {
    /// A vector with these counts; counts of zero are left out, so that equal knowledge is equal.
    pub fn from_counts(counts: impl IntoIterator<Item = (String, u64)>) -> Self {
        Self(counts.into_iter().filter(|(_, count)| *count > 0).collect())
    }

    /// Counts by replica id, in order of id.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(replica, count)| (replica.as_str(), *count))
    }

    /// Whether no edit is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Edits of this replica that are known.
    pub fn count_of(&self, replica: &str) -> u64 {
        self.0.get(replica).copied().unwrap_or(0)
    }

    /// How this version relates to another.
    pub fn relation(&self, other: &Self) -> Relation {
        let knows_less = self.0.iter().all(|(replica, count)| *count <= other.count_of(replica));
        let knows_more = other.0.iter().all(|(replica, count)| *count <= self.count_of(replica));
        match (knows_less, knows_more) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Before,
            (false, true) => Relation::After,
            (false, false) => Relation::Concurrent,
        }
    }

    /// The least version that knows both.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut counts = self.0.clone();
        for (replica, count) in &other.0 {
            let own = counts.entry(replica.clone()).or_insert(0);
            *own = (*own).max(*count);
        }
        Self(counts)
    }

    /// This version after one more edit by a replica whose counter now stands at `counter`.
    ///
    /// The counter of a replica grows over all its records, so that one vector never names two contents.
    #[must_use]
    pub fn bumped(&self, replica: &str, counter: u64) -> Self {
        let mut counts = self.0.clone();
        let next = counter.max(self.count_of(replica) + 1);
        counts.insert(replica.to_owned(), next);
        Self(counts)
    }
}
