//! What was found wrong, or merely noteworthy, while reading.

use serde::{Deserialize, Serialize};

use crate::catalog::RecordKind;
use crate::primitive::{Id, Said};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something could not be read at all: the file, a record.
    Error,
    /// Something was read, but not as it stood: a field is missing, an id was made up.
    Warning,
    /// Everything was read and kept; worth knowing.
    Information,
}

/// Where in a file, as exactly as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// JSON pointer (RFC 6901); empty for the file as a whole.
    pub pointer: String,
    /// The list the record stands in.
    pub list: Option<RecordKind>,
    /// The record.
    pub record: Option<Id>,
    /// What the record is called, as far as that could be read; empty where not.
    pub title: String,
    /// The field of the record, by its key in the file.
    pub field: Option<String>,
}

/// One finding: how much it matters, where, and what to say about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What to say: a key `problem.…` of the message files.
    pub said: Said,
}

/// What could not be read, as it stood in the file, so that a person can save it and nothing is lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetAside {
    /// JSON pointer of where it stood.
    pub pointer: String,
    /// Its JSON.
    pub json: String,
}
