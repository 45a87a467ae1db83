//! Merging with a preview, the log of merges, and what could not be read.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use super::{Counts, Done, FileOut, FilePreview, WhatLeaves};
use crate::catalog::merge::{Change, Outcome, TitleChange};

question! {
    /// What merging what waits under a token into the current catalog would change.
    PreviewMerge { /** The token of the file's preview, or of several put together. */ token: u32 } -> MergeView;
    /// Some changes of a group of that preview, what is marked first.
    ListChanges { /** The same token. */ token: u32, /** The group. */ outcome: Outcome, /** How many come before them. */ from: u32, /** How many at most. */ count: u32 } -> Vec<Change>;
    /// Puts files that were read together, in this order; answers with the token under which they wait from now on.
    PutTogether { /** The tokens of their previews. */ tokens: Vec<u32> } -> u32;
    /// Takes files off the tray that nobody wants any more.
    LetGo { /** The tokens of their previews. */ tokens: Vec<u32> } -> ();
    /// What is inside of what would leave, and how large it is.
    WeighShare { /** What leaves. */ what: WhatLeaves } -> Weighed;
    /// Words (an address) as a code for cameras.
    ShareCode { /** What the code says. */ words: String } -> CodeOut;
    /// Addresses the current catalog was fetched from.
    ListSources {} -> Vec<Source>;
    /// Notes that the current catalog was fetched from an address just now, or forgets the address.
    KeepSource { /** The address. */ address: String, /** Whether it is kept. */ keep: bool } -> Vec<Source>;
    /// The current catalog, or a part of it, as the fragment of a link.
    ShareLink { /** What leaves. */ what: WhatLeaves } -> LinkOut;
    /// Reads the fragment of a link without changing anything; then as with a file.
    ReadLink { /** The fragment, with or without its `#`. */ fragment: String } -> FilePreview;
    /// Merges into the current catalog, the latest first.
    MergeLog {} -> Vec<MergeEntry>;
    /// Undoes a merge, today or later, where nothing it changed was edited since.
    UndoMerge { /** Its key in the log. */ key: String } -> Done;
    /// Pieces of files and of storage that could not be read.
    ListAside {} -> Vec<AsidePiece>;
    /// All those pieces as the bytes of a file.
    SaveAside {} -> FileOut;
}

/// What a merge would change, in figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MergeView {
    /// Groups in which something is, in the order in which they need attention.
    pub groups: Vec<ChangeGroup>,
    /// Records that change nothing here: the same, or older than what is here.
    pub unchanged: u32,
    /// What would happen to the title of the catalog.
    pub title: Option<TitleChange>,
}

/// Changes of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeGroup {
    /// What would happen to its records.
    pub outcome: Outcome,
    /// How many they are.
    pub count: u32,
    /// How many of them come from a device that had no part in the records of their institution before.
    pub marked: u32,
}

/// What would leave, weighed before it goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Weighed {
    /// What is inside.
    pub counts: Counts,
    /// Private notes among the notes.
    pub private_notes: u32,
    /// Deletions, which delete the same records where they arrive.
    pub deletions: u32,
    /// Bytes of the file.
    pub bytes: u64,
    /// Characters of the fragment of a link; none where it would be too long for any program.
    pub link: Option<u32>,
}

/// A code for cameras.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CodeOut {
    /// The code.
    Code {
        /// Its version, from 1 to 25.
        version: u32,
        /// Squares along a side, without the quiet zone.
        side: u32,
        /// The dark squares as the path of a picture in which a square has the side 1.
        path: String,
    },
    /// There is more to say than a code that a camera reads across a room can hold.
    TooMuch,
}

/// An address a catalog was fetched from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The address.
    pub address: String,
    /// When it was last fetched and taken in, in milliseconds since 1970.
    pub fetched_ms: u64,
}

/// A link to hand to the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkOut {
    /// What follows the `#` of the app's address.
    pub fragment: String,
    /// The same in digits, for a code for cameras, which holds a third more of it that way.
    pub digits: String,
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
    /// Names of further files merged at once with it.
    #[serde(default)]
    pub others: Vec<String>,
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
    /// Whether it can be undone: what it replaced is still there.
    #[serde(default)]
    pub can_undo: bool,
    /// Names it in [`UndoMerge`].
    #[serde(default)]
    pub key: String,
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
