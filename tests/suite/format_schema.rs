//! The published schema: it accepts what the writer writes, knows every key, and refuses what is damaged.

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use matriz::interchange::{WriteOptions, write_catalog};
use matriz::vocabulary::{self as lists, Coded};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::format::EXAMPLE;
use super::support::catalogs::catalogs;

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

fn published() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/catalog.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

impl Schema {
    fn new(schema: Value) -> Self {
        const NAME: &str = "https://example.org/catalog.schema.json";
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(NAME, schema).unwrap();
        let index = compiler.compile(NAME, &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn refuses(&self, document: &Value) -> Option<String> {
        self.schemas.validate(document, self.index).err().map(|error| error.to_string())
    }
}

/// The same schema with no place for keys it does not name.
fn strict(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.contains_key("properties")
                    && object.contains_key("type")
                    && object["type"] == "object"
                {
                    object.entry("additionalProperties").or_insert(json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

/// The document without the keys no version of the format uses.
fn without_unknown(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, _| !key.starts_with("x_"));
            object.values_mut().for_each(without_unknown);
        }
        Value::Array(items) => items.iter_mut().for_each(without_unknown),
        _ => {}
    }
}

#[test]
fn the_schema_accepts_what_the_writer_writes_and_knows_every_key_of_it() {
    let open = Schema::new(published());
    let closed = Schema::new(strict(published()));
    let options = WriteOptions {
        generator: "matriz test".into(),
        saved_at: "2026-11-22T12:00:00Z".into(),
        ..WriteOptions::default()
    };
    let check = |catalog| {
        let mut document: Value = serde_json::from_str(&write_catalog(&catalog, &options)).unwrap();
        prop_assert_eq!(open.refuses(&document), None);
        without_unknown(&mut document);
        prop_assert_eq!(closed.refuses(&document), None);
        Ok(())
    };
    let config = ProptestConfig::with_cases(48);
    proptest::test_runner::TestRunner::new(config).run(&catalogs(400), check).unwrap();
}

#[test]
fn the_schema_accepts_the_example() {
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(Schema::new(strict(published())).refuses(&example), None);
}

/// JSON pointers of every value in the document.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| pointers(value, &format!("{here}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, value)| pointers(value, &format!("{here}/{n}"), found));
        }
        _ => {}
    }
}

#[test]
fn a_wrong_type_anywhere_is_refused() {
    let schema = Schema::new(published());
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    let mut all = Vec::new();
    pointers(&example, "", &mut all);
    assert!(all.len() > 150, "{}", all.len());
    for pointer in all {
        let mut damaged = example.clone();
        let value = damaged.pointer_mut(&pointer).unwrap();
        *value = match value {
            Value::String(_) => json!(5),
            Value::Number(_) => json!("five"),
            _ => json!("word that is no date, no code and no id"),
        };
        // A text may be a plain string as well.
        let is_text = ["/title", "/name", "/summary"].iter().any(|end| pointer.ends_with(end));
        let was_object = example.pointer(&pointer).unwrap().is_object();
        if is_text && was_object {
            continue;
        }
        assert!(schema.refuses(&damaged).is_some(), "{pointer}: {}", damaged.pointer(&pointer).unwrap());
    }
}

#[test]
fn damage_is_refused() {
    let schema = Schema::new(published());
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    let cases = [
        ("/type", json!("excalidraw")),
        ("/version", json!(2)),
        ("/id", json!("seminar")),
        ("/offers/0/id", Value::Null),
        ("/offers/0/status", json!("served")),
        ("/offers/0/capacity", json!(0)),
        ("/offers/0/min_duration_days", json!(1.5)),
        ("/offers/0/window/from", json!("2027-13-01")),
        ("/offers/0/window/from", json!("2027-02-30")),
        ("/offers/0/window/to", json!("31/12/2028")),
        ("/offers/0/sectors/0", json!("Social Sector")),
        ("/offers/0/languages/0", json!("Español")),
        ("/offers/0/rev/r4k9", json!(-1)),
        ("/institutions/0/country", json!("Chile")),
        ("/portfolio/0/status", json!("done")),
        ("/notes/0/visibility", json!("secret")),
        ("/joins/0/to", Value::Null),
        ("/conflicts/0/of", json!("agreement")),
        ("/conflicts/0/record", json!({"title": "no id"})),
        ("/deletions/0/rev", Value::Null),
        ("/saved_at", json!("yesterday")),
    ];
    for (pointer, value) in cases {
        let mut damaged = example.clone();
        *damaged.pointer_mut(pointer).unwrap() = value;
        assert!(schema.refuses(&damaged).is_some(), "{pointer}");
    }
    for key in ["type", "version", "id"] {
        let mut damaged = example.clone();
        damaged.as_object_mut().unwrap().remove(key);
        assert!(schema.refuses(&damaged).is_some(), "without {key}");
    }
}

#[test]
fn not_stated_is_accepted_in_all_its_forms() {
    let schema = Schema::new(published());
    let mut example: Value = serde_json::from_str(EXAMPLE).unwrap();
    for key in ["summary", "sectors", "window", "capacity", "evidence", "agreement_needed", "source"] {
        example["offers"][0][key] = Value::Null;
    }
    example["offers"][0]["languages"] = json!([]);
    example["institutions"][0]["verified"] = Value::Null;
    assert_eq!(schema.refuses(&example), None);
}

/// The values the schema lists for a code.
fn listed<'a>(schema: &'a Value, first: &str) -> Vec<Vec<&'a str>> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                if let Some(Value::Array(items)) = object.get("enum") {
                    let ids: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                    if ids.first() == Some(&first) {
                        found.push(ids);
                    }
                }
                open.extend(object.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

#[test]
fn the_schema_lists_the_values_the_app_knows() {
    fn check<T: Coded>(schema: &Value) {
        let ids: Vec<&str> = T::ALL.iter().map(|value| value.id()).collect();
        assert!(listed(schema, ids[0]).contains(&ids), "{}", T::LIST);
    }
    let schema = published();
    check::<lists::Quadrant>(&schema);
    check::<lists::Topic>(&schema);
    check::<lists::Sector>(&schema);
    check::<lists::Modality>(&schema);
    check::<lists::Kind>(&schema);
    check::<lists::Level>(&schema);
    check::<lists::Status>(&schema);
    check::<lists::Delivery>(&schema);
    check::<lists::CooperationType>(&schema);
    check::<lists::Profile>(&schema);
    check::<lists::CostItem>(&schema);
    check::<lists::Priority>(&schema);
    check::<lists::AgreementNeeded>(&schema);
    check::<lists::Scale>(&schema);
    check::<lists::Setting>(&schema);
    check::<lists::Apply>(&schema);
    check::<lists::PortfolioStatus>(&schema);
    check::<lists::Role>(&schema);
    check::<lists::Visibility>(&schema);
}
