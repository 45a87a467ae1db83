//! Commands: everything that changes the catalog, and their undoing.

use serde::{Deserialize, Serialize};

use super::protocol::question;
use crate::catalog::{AnyRecord, RecordKind};
use crate::primitive::{Date, Id, Said, Text};
use crate::vocabulary::{PortfolioStatus, Status};

/// One change a person makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Saves a record, new or changed. Its `rev` is the version the person was looking at: where the record
    /// has moved on since, the command is refused with [`super::Fault::Moved`].
    Put(Box<AnyRecord>),
    /// Deletes records. An institution takes its entries with it.
    Delete(Vec<(RecordKind, Id)>),
    /// Confirms entries as still valid today, and moves the end of their window to `until` where it lies before it.
    Renew {
        /// Which entries.
        ids: Vec<Id>,
        /// The new last day.
        until: Date,
    },
    /// Sets the status of entries.
    SetStatus {
        /// Which entries.
        ids: Vec<Id>,
        /// The new status.
        status: Status,
    },
    /// Takes a match into the portfolio.
    TakeUp {
        /// The request.
        request: Id,
        /// The offers.
        offers: Vec<Id>,
        /// Its first stage.
        status: PortfolioStatus,
    },
    /// Takes a plan, or a part of it, into the portfolio: one item a request, with its offers.
    TakeUpAll {
        /// Requests with their offers.
        picks: Vec<(Id, Vec<Id>)>,
        /// The first stage of every item.
        status: PortfolioStatus,
    },
    /// Notes what two institutions agreed on, face to face, with what was said about it.
    NoteAgreement(Agreement),
    /// Moves a portfolio item to another stage.
    SetStage {
        /// The item.
        item: Id,
        /// The stage.
        status: PortfolioStatus,
    },
    /// Declares two institutions to be one; `from` is no longer used.
    Join {
        /// The duplicate.
        from: Id,
        /// The one that stands for both.
        to: Id,
    },
    /// Ends a conflict with the record as the person chose it, field by field.
    Resolve(Box<AnyRecord>),
}

/// What two institutions agreed on; one of them has at least one entry in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// The two.
    pub between: (Id, Id),
    /// The request, where one of them has written one.
    pub request: Option<Id>,
    /// The offer, likewise.
    pub offer: Option<Id>,
    /// The first stage.
    pub status: PortfolioStatus,
    /// What was said; kept as a private note. Empty where nothing was written.
    pub note: Text,
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Revision of the catalog after it; grows with every change.
    pub revision: u64,
    /// What was done, for the toast ("Offer saved").
    pub what: Said,
    /// The record that was made or changed, where it was one.
    pub record: Option<Id>,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
}

question! {
    /// Carries a command out.
    Do { /** Which. */ command: Command } -> Done;
    /// Undoes the last command, as a new edit.
    Undo {} -> Done;
    /// Does again what was undone last.
    Redo {} -> Done;
}
