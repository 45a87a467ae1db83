//! Merging with a preview, the log of merges, and what could not be read.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{Counts, FileOut, FilePreview, WhatLeaves};
use crate::catalog::merge::Preview;

question! {
    /// What merging the file read last into the current catalog would change.
    PreviewMerge { /** The token of the file's preview. */ token: u32 } -> Preview;
    /// The current catalog, or a part of it, as the fragment of a link.
    ShareLink { /** What leaves. */ what: WhatLeaves } -> LinkOut;
    /// Reads the fragment of a link without changing anything; then as with a file.
    ReadLink { /** The fragment, with or without its `#`. */ fragment: String } -> FilePreview;
    /// Merges into the current catalog, the latest first.
    MergeLog {} -> Vec<MergeEntry>;
    /// Pieces of files and of storage that could not be read.
    ListAside {} -> Vec<AsidePiece>;
    /// All those pieces as the bytes of a file.
    SaveAside {} -> FileOut;
}

/// A link to hand to the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkOut {
    /// What follows the `#` of the app's address.
    pub fragment: String,
    /// What is inside.
    pub counts: Counts,
    /// Private notes among the notes.
    pub private_notes: u32,
}

/// A merge that was carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeEntry {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// Name of the file.
    pub name: String,
    /// Records it brought that were not there before.
    pub new: u32,
    /// Records it changed.
    pub updated: u32,
    /// Records it left in conflict.
    pub conflicts: u32,
    /// Records it deleted.
    pub deleted: u32,
    /// Whether it was undone since.
    pub undone: bool,
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsidePiece {
    /// Name of the file it came from; empty where it lay in this device's storage.
    pub from: String,
    /// Where it stood there.
    pub place: String,
    /// Its beginning, as it stands.
    pub beginning: String,
    /// Its size in bytes.
    pub bytes: u32,
}
