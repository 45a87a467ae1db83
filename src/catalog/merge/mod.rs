//! Merging catalogs: the same result in any order, any number of times.

use serde::{Deserialize, Serialize};

use crate::catalog::AnyRecord;

/// A version of a record that is concurrent with the one shown, kept whole until a person chooses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version that is not shown; its id is that of the record shown.
    pub record: AnyRecord,
}
