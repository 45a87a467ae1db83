//! The identity under which this device edits, kept in its own storage and never in a file.

use serde::{Deserialize, Serialize};

use super::VersionVector;
use crate::primitive::World;

/// A replica id with the counter of its edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replica {
    id: String,
    counter: u64,
}

/// Letters and digits of a replica id: no vowels, so that no word appears by chance.
const ALPHABET: &[u8; 28] = b"bcdfghjklmnpqrstvwxz23456789";
/// 12 characters of 28 are 57 bits: two of a thousand devices share an id once in 10^11 catalogs.
const LENGTH: usize = 12;

impl Replica {
    /// A replica that has not edited anything yet.
    pub fn new(world: &mut dyn World) -> Self {
        let mut bits = world.random();
        let mut id = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            id.push(char::from(ALPHABET[(bits % ALPHABET.len() as u64) as usize]));
            bits /= ALPHABET.len() as u64;
        }
        Self { id, counter: 0 }
    }

    /// A replica read back from the device's storage.
    pub fn restored(id: impl Into<String>, counter: u64) -> Self {
        Self { id: id.into(), counter }
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Edits made so far.
    pub fn counter(&self) -> u64 {
        self.counter
    }

    /// The version of a record after one more edit by this replica.
    pub fn edit(&mut self, version: &VersionVector) -> VersionVector {
        self.counter = (self.counter + 1).max(version.count_of(&self.id) + 1);
        version.bumped(&self.id, self.counter)
    }
}
