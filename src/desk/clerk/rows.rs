//! Records as they lie on the shelf: one row for what is shown, one for what else is known of it.
//!
//! | key | JSON |
//! |---|---|
//! | `offer/<id>` (and so on, one word a kind) | the record shown, as in a file |
//! | `conflicts/<id>` | a list of the versions beside it, as in a file |
//! | `deletion/<id>` | a list of its deletions, as in a file |
//! | `merge/<id>` | a merge, for the log: a [`crate::desk::MergeEntry`] |
//! | `undo/<id>` | what a merge replaced, so that it can be undone later (see `undo_merge`) |
//! | `aside/<id>` | what could not be read, as it stood: `{"from", "pointer", "json"}` |
//!
//! A row that cannot be read stays where it is, and what is around it opens all the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::catalog::{AnyRecord, Catalog, Conflict, Deletion, Head, RecordKind, Version, VersionVector};
use crate::interchange::{Severity, record_from_json, record_to_json};
use crate::primitive::{Arrange, Id};

/// First part of the key of the versions beside the one shown.
const CONFLICTS: &str = "conflicts";
/// First part of the key of deletions.
const DELETION: &str = "deletion";
/// First part of the key of a merge in the log.
pub(super) const MERGE: &str = "merge";
/// First part of the key of what a merge replaced.
pub(super) const UNDO: &str = "undo";
/// First part of the key of what could not be read.
pub(super) const ASIDE: &str = "aside";

/// The rows that say what is known of a record, by key.
pub(super) fn rows_of(versions: &[Version]) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    let mut others: Vec<Value> = Vec::new();
    let mut deletions: Vec<Value> = Vec::new();
    let mut shown = false;
    for version in versions {
        match version {
            Version::Content(record) if !shown => {
                shown = true;
                rows.insert(key_of(record.kind(), record.head().id), record_to_json(record));
            }
            Version::Content(record) => others.push(json!({
                "of": record.kind().word(),
                "record": value_of(&record_to_json(record)),
            })),
            Version::Deletion(deletion) => deletions.push(deletion_to_json(deletion)),
        }
    }
    let Some(id) = versions.first().map(|version| version.head().id) else { return rows };
    if !others.is_empty() {
        rows.insert(format!("{CONFLICTS}/{id}"), Value::Array(others).to_string());
    }
    if !deletions.is_empty() {
        rows.insert(format!("{DELETION}/{id}"), Value::Array(deletions).to_string());
    }
    rows
}

/// The key of the row of a record shown.
pub(super) fn key_of(kind: RecordKind, id: Id) -> String {
    format!("{}/{id}", kind.word())
}

/// The record a row belongs to.
pub(super) fn record_of(key: &str) -> Option<Id> {
    let (word, id) = key.split_once('/')?;
    (word != ASIDE && word != MERGE && word != UNDO).then(|| id.parse().ok())?
}

/// The record a row belongs to, with its list, as far as the key or the catalog tells.
pub(super) fn concerned(key: &str, catalog: &Catalog) -> Option<(RecordKind, Id)> {
    let id = record_of(key)?;
    let (word, _) = key.split_once('/')?;
    let deleted = || catalog.deletions.get(&id).map(|deletion| deletion.of);
    let kind = RecordKind::from_word(word).or_else(|| catalog.kind_of(id)).or_else(deleted)?;
    Some((kind, id))
}

/// Puts a row into the catalog; where it is empty, takes out what it said. Answers false where it cannot be
/// read whole: then what can be read of it stands in the catalog, and the row has to be set aside.
pub(super) fn put_row(catalog: &mut Catalog, key: &str, json: &str) -> bool {
    let Some((word, id)) = key.split_once('/') else { return false };
    let Ok(id) = id.parse::<Id>() else { return false };
    match word {
        CONFLICTS => put_conflicts(catalog, id, json),
        DELETION => put_deletions(catalog, id, json),
        _ => RecordKind::from_word(word).is_some_and(|kind| put_shown(catalog, kind, id, json)),
    }
}

fn put_shown(catalog: &mut Catalog, kind: RecordKind, id: Id, json: &str) -> bool {
    if json.is_empty() {
        catalog.take(kind, id);
        return true;
    }
    let read = record_from_json(kind, json);
    let is_whole = read.problems.iter().all(|problem| problem.severity == Severity::Information);
    match read.record {
        Some(record) if record.head().id == id => {
            catalog.put(record);
            is_whole
        }
        _ => false,
    }
}

fn put_conflicts(catalog: &mut Catalog, id: Id, json: &str) -> bool {
    catalog.conflicts.retain(|conflict| conflict.record.head().id != id);
    if json.is_empty() {
        return true;
    }
    let Ok(Value::Array(list)) = serde_json::from_str(json) else { return false };
    let whole = list.len();
    let records: Vec<AnyRecord> = list.iter().filter_map(conflict_from_json).collect();
    let is_whole = records.len() == whole;
    catalog.conflicts.extend(records.into_iter().map(|record| Conflict { record }));
    catalog.conflicts.arrange_by_key(|conflict| conflict.record.head().id);
    is_whole
}

fn conflict_from_json(value: &Value) -> Option<AnyRecord> {
    let kind = RecordKind::from_word(value.get("of")?.as_str()?)?;
    record_from_json(kind, &value.get("record")?.to_string()).record
}

fn put_deletions(catalog: &mut Catalog, id: Id, json: &str) -> bool {
    catalog.deletions.remove(&id);
    if json.is_empty() {
        return true;
    }
    let Ok(Value::Array(list)) = serde_json::from_str(json) else { return false };
    let whole = list.len();
    let mut read = list.into_iter().filter_map(deletion_from_json);
    let Some(mut first) = read.next() else { return false };
    first.others.extend(read);
    let is_whole = first.others.len() + 1 == whole && first.head.id == id;
    catalog.deletions.insert(id, first);
    is_whole
}

fn deletion_to_json(deletion: &Deletion) -> Value {
    let mut object = deletion.head.extra.clone();
    let counts = deletion.head.rev.counts().map(|(replica, count)| (replica.to_owned(), count.into()));
    object.insert("rev".into(), Value::Object(counts.collect::<Map<_, _>>()));
    object.insert("of".into(), deletion.of.word().into());
    object.insert("id".into(), deletion.head.id.to_string().into());
    Value::Object(object)
}

fn deletion_from_json(value: Value) -> Option<Deletion> {
    let Value::Object(mut object) = value else { return None };
    let id: Id = object.remove("id")?.as_str()?.parse().ok()?;
    let of = RecordKind::from_word(object.remove("of")?.as_str()?)?;
    let rev: VersionVector = serde_json::from_value(object.remove("rev")?).ok()?;
    Some(Deletion { head: Head { id, rev, extra: object }, of, others: Vec::new() })
}

/// JSON that was just written, as a value.
fn value_of(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}
