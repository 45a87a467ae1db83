//! The world outside, handed in: the core has no clock and no randomness of its own.

use super::Date;

/// What the core needs from outside, and nothing more.
pub trait World {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_ms(&self) -> u64;
    /// 64 random bits.
    fn random(&mut self) -> u64;
    /// Today on the reader's calendar.
    fn today(&self) -> Date;
}

/// A world that stands still unless told otherwise; for tests, examples and generated catalogs.
///
/// Its randomness is SplitMix64 (Steele, Lea, Flood 2014), so the same seed gives the same run everywhere.
#[derive(Clone, Debug)]
pub struct FixedWorld {
    now_ms: u64,
    state: u64,
}

impl FixedWorld {
    /// A world at this instant; the instant is the seed too.
    pub fn new(now_ms: u64) -> Self {
        Self { now_ms, state: now_ms }
    }

    /// A world at this instant with a seed of its own.
    pub fn seeded(now_ms: u64, seed: u64) -> Self {
        Self { now_ms, state: seed }
    }

    /// Lets time pass.
    pub fn advance_ms(&mut self, ms: u64) {
        self.now_ms += ms;
    }
}

impl World for FixedWorld {
    fn now_ms(&self) -> u64 {
        self.now_ms
    }

    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn today(&self) -> Date {
        Date::from_unix_ms(self.now_ms)
    }
}
