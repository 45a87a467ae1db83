//! Writing a catalog: the same catalog always gives the same bytes.
//!
//! The rule for what is written: the keys stand in the order of the format; a key is left out where its value
//! is *not stated* (none, an empty list, an empty text, an object in which nothing is stated). Always
//! written are what a record cannot be without: `id`, `rev`, and `status`, `visibility` and `of` where the
//! kind has one; and of the document `type`, `version`, `generator`, `id` and `saved_at`. Unknown keys follow
//! the known ones, in order of the alphabet. Text in no stated language and without translations is a plain
//! string.

mod values;

use serde_json::{Map, Value};

use super::{FILE_TYPE, FILE_VERSION};
use crate::catalog::{
    AnyRecord, Catalog, Contact, Extra, Head, Institution, Join, Note, Offer, PortfolioItem, Record,
    RecordKind, Request, Table, with_records,
};
use values::{Written, overlay, put};

/// How the JSON is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Two-space indent, for files.
    #[default]
    Indented,
    /// No space at all, for links.
    Compact,
}

/// What the writer is told from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// The program that writes, for example `matriz 0.1.0`; left out where empty.
    pub generator: String,
    /// The instant, RFC 3339 in UTC; left out where empty.
    pub saved_at: String,
    /// Layout.
    pub layout: Layout,
}

/// Writes a catalog.
pub fn write_catalog(catalog: &Catalog, options: &WriteOptions) -> String {
    let mut document = Map::new();
    document.insert("type".into(), FILE_TYPE.into());
    document.insert("version".into(), FILE_VERSION.into());
    put(&mut document, "generator", &options.generator);
    document.insert("id".into(), catalog.id.to_string().into());
    put(&mut document, "title", &catalog.title);
    if !catalog.rev.is_empty() {
        document.insert("rev".into(), catalog.rev.value());
    }
    put(&mut document, "saved_at", &options.saved_at);
    for kind in RecordKind::ALL {
        let records = list(catalog, kind);
        if !records.is_empty() {
            document.insert(kind.list().into(), Value::Array(records));
        }
    }
    let conflicts: Vec<Value> =
        catalog.conflicts.iter().map(|conflict| of_conflict(&conflict.record)).collect();
    if !conflicts.is_empty() {
        document.insert("conflicts".into(), Value::Array(conflicts));
    }
    let deletions = deletions(catalog);
    if !deletions.is_empty() {
        document.insert("deletions".into(), Value::Array(deletions));
    }
    with_unknown(&mut document, &catalog.extra);
    lay_out(&Value::Object(document), options.layout)
}

/// Writes one record, compact; [`record_from_json`](super::record_from_json) reads it.
pub fn record_to_json(record: &AnyRecord) -> String {
    lay_out(&of_record(record), Layout::Compact)
}

fn lay_out(value: &Value, layout: Layout) -> String {
    let text = match layout {
        Layout::Indented => serde_json::to_string_pretty(value).map(|text| text + "\n"),
        Layout::Compact => serde_json::to_string(value),
    };
    // A tree of JSON values with string keys can always be written.
    text.unwrap_or_default()
}

fn list(catalog: &Catalog, kind: RecordKind) -> Vec<Value> {
    fn all<T: Record + Fields>(table: &Table<T>) -> Vec<Value> {
        table.values().map(|record| with_head(record.head(), |object| record.fields(object))).collect()
    }
    match kind {
        RecordKind::Institution => all(&catalog.institutions),
        RecordKind::Offer => all(&catalog.offers),
        RecordKind::Request => all(&catalog.requests),
        RecordKind::Portfolio => all(&catalog.portfolio),
        RecordKind::Contact => all(&catalog.contacts),
        RecordKind::Note => all(&catalog.notes),
        RecordKind::Join => all(&catalog.joins),
    }
}

/// A record's fields, put into an object.
trait Fields {
    fn fields(&self, object: &mut Map<String, Value>);
}

macro_rules! records {
    ($($kind:ident: $name:ident { $($field:ident),+ })+) => {
        $(impl Fields for $name {
            fn fields(&self, object: &mut Map<String, Value>) {
                $(put(object, stringify!($field), &self.$field);)+
            }
        })+

        pub(super) fn of_record(record: &AnyRecord) -> Value {
            with_head(record.head(), |object| match record {
                $(AnyRecord::$kind(record) => record.fields(object)),+
            })
        }
    };
}

with_records!(records);

fn with_head(head: &Head, fields: impl FnOnce(&mut Map<String, Value>)) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), head.id.to_string().into());
    object.insert("rev".into(), head.rev.value());
    fields(&mut object);
    with_unknown(&mut object, &head.extra);
    Value::Object(object)
}

fn of_conflict(record: &AnyRecord) -> Value {
    let mut object = Map::new();
    object.insert("of".into(), record.kind().word().into());
    object.insert("record".into(), of_record(record));
    Value::Object(object)
}

fn deletions(catalog: &Catalog) -> Vec<Value> {
    let all = catalog.deletions.values().flat_map(|first| std::iter::once(first).chain(&first.others));
    let written = all.map(|deletion| {
        let mut object = Map::new();
        object.insert("id".into(), deletion.head.id.to_string().into());
        object.insert("of".into(), deletion.of.word().into());
        object.insert("rev".into(), deletion.head.rev.value());
        with_unknown(&mut object, &deletion.head.extra);
        Value::Object(object)
    });
    written.collect()
}

/// Adds unknown keys after the known ones; those of a value that has no place for them go back into it.
fn with_unknown(object: &mut Map<String, Value>, extra: &Extra) {
    for (key, unknown) in extra {
        match object.get_mut(key) {
            Some(known) => overlay(known, unknown),
            None => {
                object.insert(key.clone(), unknown.clone());
            }
        }
    }
}
