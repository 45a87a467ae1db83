//! Permanent ids: UUIDs, version 7 when we make them, any version when we read them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::World;

/// The permanent id of a record or of a catalog.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// A new id; ids made later sort later.
    pub fn new(world: &mut dyn World) -> Self {
        let mut random = [0_u8; 10];
        random[..8].copy_from_slice(&world.random().to_le_bytes());
        random[8..].copy_from_slice(&world.random().to_le_bytes()[..2]);
        Self(uuid::Builder::from_unix_timestamp_millis(world.now_ms(), &random).into_uuid())
    }

    /// An id with these bits; for tests and generated catalogs.
    pub const fn from_u128(bits: u128) -> Self {
        Self(Uuid::from_u128(bits))
    }

    /// The id that stands for "not stated" where a record must refer to another; never that of a record.
    pub const NIL: Self = Self::from_u128(0);

    /// Whether this stands for "not stated".
    pub fn is_nil(self) -> bool {
        self == Self::NIL
    }

    /// When it was made, in milliseconds since 1970; none for ids that do not carry it.
    pub fn made_at_ms(self) -> Option<u64> {
        let (seconds, nanos) = self.0.get_timestamp()?.to_unix();
        (self.0.get_version_num() == 7).then_some(seconds * 1_000 + u64::from(nanos) / 1_000_000)
    }

    /// The 128 bits; order of bits is order of ids.
    pub const fn as_u128(self) -> u128 {
        self.0.as_u128()
    }
}

impl FromStr for Id {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::FixedWorld;
    use super::*;

    #[test]
    fn new_ids_are_version_7_and_sort_by_time() {
        let mut world = FixedWorld::new(1_790_000_000_000);
        let first = Id::new(&mut world);
        world.advance_ms(1);
        let second = Id::new(&mut world);
        assert!(first < second);
        assert_eq!(first.0.get_version_num(), 7);
        assert_eq!(first.to_string().parse::<Id>().unwrap(), first);
    }
}
