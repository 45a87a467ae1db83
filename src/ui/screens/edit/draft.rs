//! What is being written, kept on this device until it is saved.

use crate::catalog::{AnyRecord, RecordKind};
use crate::primitive::Id;
use crate::store::preferences;

/// What somebody set out to write; each has a draft of its own, so that a copy never meets words begun elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Something new.
    New,
    /// A change of this record.
    Change(Id),
    /// A copy of this record.
    Copy(Id),
    /// The other side of this entry: a request for what it offers, an offer for what it asks.
    Counterpart(Id),
}

impl Origin {
    /// Whether saving makes a record that was not there.
    pub fn is_new(self) -> bool {
        !matches!(self, Self::Change(_))
    }

    fn word(self) -> String {
        match self {
            Self::New => "new".to_owned(),
            Self::Change(id) => id.to_string(),
            Self::Copy(id) => format!("copy-{id}"),
            Self::Counterpart(id) => format!("for-{id}"),
        }
    }
}

/// The place where a draft is kept.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The catalog it is written for.
    pub catalog: Id,
    /// What it will be.
    pub kind: RecordKind,
    /// Where it began.
    pub origin: Origin,
}

impl Place {
    fn name(self) -> String {
        format!("draft.{}.{}.{}", self.catalog, self.kind.word(), self.origin.word())
    }

    /// What was written and not saved.
    pub fn kept(self) -> Option<AnyRecord> {
        preferences::get(&self.name()).filter(|record: &AnyRecord| record.kind() == self.kind)
    }

    /// Keeps what is written; says whether it will be there after a crash.
    pub fn keep(self, record: &AnyRecord) -> bool {
        preferences::set(&self.name(), record)
    }

    /// Forgets what was kept: it was saved, or the person wants to begin anew.
    pub fn forget(self) {
        preferences::forget(&self.name());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_origin_has_a_place_of_its_own() {
        let (catalog, id) = (Id::from_u128(1), Id::from_u128(2));
        let origins = [Origin::New, Origin::Change(id), Origin::Copy(id), Origin::Counterpart(id)];
        let mut names: Vec<String> = origins
            .into_iter()
            .map(|origin| Place { catalog, kind: RecordKind::Offer, origin }.name())
            .collect();
        names.dedup();
        assert_eq!(names.len(), origins.len());
    }
}
