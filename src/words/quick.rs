//! Maps for tables that are built once, from the carried vocabulary, and read for every word of every text.
//!
//! The standard hasher withstands keys chosen to collide, and is slow for it. Keys of these tables come from
//! the vocabulary alone, so nobody can choose them; tables that keep words of a catalog stay with the standard one.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with a fast hasher; see the module.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and rotates, eight bytes at a time.
#[derive(Clone, Copy, Default)]
pub(super) struct Quick(u64);

/// An odd number with its bits well mixed (the golden ratio in 64 bits), so that multiplying spreads every bit upwards.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Quick {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(25) ^ value).wrapping_mul(SPREAD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.add(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.add(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    /// Multiplying leaves the low bits poor; the high ones are brought down.
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
