//! Catalogs coming in and going out as files.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{CatalogInfo, Counts};
use crate::catalog::merge::Outcome;
use crate::primitive::{Id, Said, Text};

question! {
    /// Reads a file without changing anything; its bytes travel as the attachment of the question.
    ReadFile { /** Name of the file, for messages. */ name: String, /** Whether it is the app's own sample. */ sample: bool } -> FilePreview;
    /// Takes in the file read last.
    Adopt { /** The token of the preview. */ token: u32, /** How. */ how: AdoptHow } -> CatalogInfo;
    /// Writes the current catalog, or a part of it, as the bytes of a file.
    SaveFile { /** What leaves. */ what: WhatLeaves } -> FileOut;
    /// Says that the bytes of the last complete [`SaveFile`] have reached a file.
    SavedToFile {} -> CatalogInfo;
}

/// What a file holds, before anything is taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePreview {
    /// Names this reading in [`Adopt`].
    pub token: u32,
    /// Title of the catalog in it; none where nothing could be read.
    pub title: Option<Text>,
    /// What it holds.
    pub counts: Counts,
    /// What could not be read, and what is only worth knowing.
    pub problems: Vec<ProblemView>,
    /// A catalog with the same id that is already on this device.
    pub same_as: Option<CatalogInfo>,
}

/// A problem, said to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemView {
    /// How bad it is.
    pub severity: Severity,
    /// Where, in words of the file: list, entry, field.
    pub place: String,
    /// What is wrong, and what was done about it.
    pub what: Said,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Something could not be read.
    Error,
    /// Something was read with a doubt.
    Warning,
    /// Worth knowing.
    Information,
}

/// How a file is taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AdoptHow {
    /// As a catalog of its own, beside what is there.
    Beside,
    /// Merged into the current catalog; only what is ticked.
    Merge(Ticked),
}

/// What of the changes that a preview showed is taken in. Whole groups are named, not their records: of 20,000 new
/// ones nobody sends back 20,000 ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ticked {
    /// Groups that are ticked.
    pub groups: BTreeSet<Outcome>,
    /// Records for which it is the other way round than for their group. The id of the catalog stands for its title,
    /// which is in no group.
    pub others: BTreeSet<Id>,
}

impl From<BTreeSet<Id>> for Ticked {
    /// These and no others.
    fn from(others: BTreeSet<Id>) -> Self {
        Self { groups: BTreeSet::new(), others }
    }
}

/// What a file that leaves contains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum WhatLeaves {
    /// Everything, private notes too: *Save my copy*.
    Everything,
    /// These entries and portfolio items, with the institutions they belong to; no contacts, no private notes.
    Selection(BTreeSet<Id>),
    /// The answer to an institution: its entries, the best matches of each, and what was agreed with it; no
    /// contacts, no private notes.
    Answer(Id),
    /// A part: *Share*.
    Part {
        /// Only entries of this institution.
        only_institution: Option<Id>,
        /// Offers.
        offers: bool,
        /// Requests.
        requests: bool,
        /// Portfolio.
        portfolio: bool,
        /// Personal contacts.
        contacts: bool,
        /// Private notes.
        private_notes: bool,
    },
}

/// A file to hand to the person; its bytes travel as the attachment of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileOut {
    /// A name for it.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// What is inside.
    pub counts: Counts,
    /// Private notes among the notes.
    pub private_notes: u32,
}
