//! What is being written, kept on this device until it is saved.

use crate::catalog::{AnyRecord, RecordKind};
use crate::primitive::Id;
use crate::store::preferences;

/// The place of a draft: one for each record that is changed, one for what is new of each kind.
fn place(catalog: Id, kind: RecordKind, id: Option<Id>) -> String {
    match id {
        Some(id) => format!("draft.{catalog}.{}.{id}", kind.word()),
        None => format!("draft.{catalog}.{}.new", kind.word()),
    }
}

/// What was written and not saved.
pub fn kept(catalog: Id, kind: RecordKind, id: Option<Id>) -> Option<AnyRecord> {
    preferences::get(&place(catalog, kind, id)).filter(|record: &AnyRecord| record.kind() == kind)
}

/// Keeps what is written; says whether it will be there after a crash.
pub fn keep(catalog: Id, kind: RecordKind, id: Option<Id>, record: &AnyRecord) -> bool {
    preferences::set(&place(catalog, kind, id), record)
}

/// Forgets what was kept: it was saved, or the person wants to begin anew.
pub fn forget(catalog: Id, kind: RecordKind, id: Option<Id>) {
    preferences::forget(&place(catalog, kind, id));
}
